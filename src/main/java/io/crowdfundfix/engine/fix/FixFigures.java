package io.crowdfundfix.engine.fix;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.learn.Metrics;
import io.crowdfundfix.engine.task.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** How often the right message is first, how early it comes, and how well single pairs are judged. */
final class FixFigures {
    private static final int FEWEST_ROWS = 20;
    private static final double SURE = 0.9;

    private final List<Row> rows;
    private final FixMatchModel model;

    FixFigures(List<Row> rows, FixMatchModel model) {
        this.rows = rows;
        this.model = model;
    }

    /**
     * Figures of the rankings as they are written, and as they would be if each report were judged alone.
     */
    ObjectNode of(int[][] ranked, int[][] alone) {
        double[] reciprocals = reciprocals(ranked);
        double[] first = first(reciprocals);
        ObjectNode metrics = JsonNodeFactory.instance.objectNode();
        metrics.put("recall_at_1", mean(first)).put("mrr", mean(reciprocals));
        interval(metrics, "ci95", first);
        interval(metrics, "mrr_ci95", reciprocals);
        metrics.put("recall_at_1_alone", mean(first(reciprocals(alone))));
        metrics.put("mrr_alone", mean(reciprocals(alone)));
        ObjectNode projects = metrics.putObject("recall_at_1_by_project");
        TreeMap<String, List<Integer>> byProject = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            byProject
                    .computeIfAbsent(FixRows.project(rows.get(i)), project -> new ArrayList<>())
                    .add(i);
        }
        byProject.forEach((project, own) -> {
            if (own.size() >= FEWEST_ROWS) {
                projects.put(
                        project,
                        own.stream().mapToDouble(i -> first[i]).average().orElse(0));
            }
        });
        return metrics;
    }

    /** How well a single pair is told from a mispaired one of the same project. */
    void addPairs(ObjectNode metrics, Mispaired pairs) {
        ObjectNode single = metrics.putObject("single_pairs");
        int[] sure = IntStream.range(0, pairs.scores().length)
                .filter(i -> model.probability(pairs.scores()[i]) >= SURE)
                .toArray();
        long right = Arrays.stream(sure).filter(i -> pairs.right()[i]).count();
        long all = IntStream.range(0, pairs.right().length)
                .filter(i -> pairs.right()[i])
                .count();
        double error = IntStream.range(0, pairs.scores().length)
                .mapToDouble(i -> Math.pow(model.probability(pairs.scores()[i]) - (pairs.right()[i] ? 1 : 0), 2))
                .average()
                .orElse(0);
        single.put("auc", Metrics.auc(pairs.right(), pairs.scores()));
        single.put("precision_at_90_percent", sure.length == 0 ? 0 : right / (double) sure.length);
        single.put("recall_at_90_percent", all == 0 ? 0 : right / (double) all);
        single.put("brier", error);
    }

    private static double[] reciprocals(int[][] ranked) {
        return IntStream.range(0, ranked.length)
                .mapToDouble(i -> 1.0 / (1 + place(ranked[i], i)))
                .toArray();
    }

    private static int place(int[] ranked, int wanted) {
        int place = 0;
        while (ranked[place] != wanted) {
            place++;
        }
        return place;
    }

    private static double[] first(double[] reciprocals) {
        return Arrays.stream(reciprocals).map(one -> one == 1 ? 1 : 0).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static void interval(ObjectNode metrics, String name, double[] values) {
        ToDoubleFunction<int[]> figure = sample ->
                Arrays.stream(sample).mapToDouble(i -> values[i]).average().orElse(0);
        double[] ends = Metrics.interval(values.length, figure);
        metrics.putArray(name).add(ends[0]).add(ends[1]);
    }
}
