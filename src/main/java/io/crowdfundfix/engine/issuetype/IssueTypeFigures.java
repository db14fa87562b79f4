package io.crowdfundfix.engine.issuetype;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.learn.Metrics;
import io.crowdfundfix.engine.task.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** How good a list of predictions is; rows without an answer do not count. */
final class IssueTypeFigures {
    private static final int BINS = 10;

    private final List<String> repositories = new ArrayList<>();
    private final List<Double> confidences = new ArrayList<>();
    private final int[] truth;
    private final int[] predicted;

    IssueTypeFigures(List<Row> rows, List<Classified> classified) {
        int[] answered = IntStream.range(0, rows.size())
                .filter(i -> IssueTypeTask.answer(rows.get(i)).isPresent())
                .toArray();
        truth = new int[answered.length];
        predicted = new int[answered.length];
        for (int at = 0; at < answered.length; at++) {
            Row row = rows.get(answered[at]);
            Classified one = classified.get(answered[at]);
            truth[at] = IssueTypeTask.answer(row).orElse(IssueType.BUG).index;
            predicted[at] = one.type().index;
            repositories.add(row.text("repo"));
            confidences.add(one.probability(one.type()));
        }
    }

    /** The main figure is the mean over the repositories of their macro-F1, as NLBSE'24 ranks. */
    ObjectNode all() {
        ObjectNode figures = JsonNodeFactory.instance.objectNode();
        if (truth.length == 0) {
            return figures;
        }
        int[] every = IntStream.range(0, truth.length).toArray();
        figures.put("macro_f1", rounded(crossRepository(every)));
        double[] interval = Metrics.interval(truth.length, this::crossRepository);
        figures.putArray("ci95").add(rounded(interval[0])).add(rounded(interval[1]));
        figures.put("pooled_macro_f1", rounded(Metrics.macroF1(truth, predicted)));
        figures.put("accuracy", rounded(Metrics.accuracy(truth, predicted)));
        for (IssueType type : IssueType.values()) {
            figures.put("f1_" + type.label(), rounded(Metrics.f1(truth, predicted, type.index)));
        }
        figures.put("accuracy_of_most_confident_half", rounded(mostConfidentHalf()));
        figures.put("calibration_error", rounded(calibrationError()));
        ObjectNode each = figures.putObject("macro_f1_by_repository");
        byRepository(every).forEach((name, rows) -> each.put(name, rounded(macroF1(rows))));
        return figures;
    }

    private double crossRepository(int[] rows) {
        return byRepository(rows).values().stream()
                .mapToDouble(this::macroF1)
                .average()
                .orElse(0);
    }

    private Map<String, List<Integer>> byRepository(int[] rows) {
        Map<String, List<Integer>> nameToRows = new TreeMap<>();
        for (int row : rows) {
            nameToRows
                    .computeIfAbsent(repositories.get(row), name -> new ArrayList<>())
                    .add(row);
        }
        return nameToRows;
    }

    private double macroF1(List<Integer> rows) {
        return Metrics.macroF1(
                rows.stream().mapToInt(row -> truth[row]).toArray(),
                rows.stream().mapToInt(row -> predicted[row]).toArray());
    }

    private double mostConfidentHalf() {
        return IntStream.range(0, truth.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -confidences.get(i)))
                .limit((truth.length + 1) / 2)
                .mapToInt(i -> truth[i] == predicted[i] ? 1 : 0)
                .average()
                .orElse(0);
    }

    /** Expected calibration error over ten bins of equal width: mean |confidence − accuracy|, weighted by rows (Guo et al. 2017). */
    private double calibrationError() {
        double[] gap = new double[BINS];
        for (int i = 0; i < truth.length; i++) {
            int bin = Math.min(BINS - 1, (int) (confidences.get(i) * BINS));
            gap[bin] += confidences.get(i) - (truth[i] == predicted[i] ? 1 : 0);
        }
        return IntStream.range(0, BINS).mapToDouble(bin -> Math.abs(gap[bin])).sum() / truth.length;
    }

    private static double rounded(double figure) {
        return Math.round(figure * 1e4) / 1e4;
    }
}
