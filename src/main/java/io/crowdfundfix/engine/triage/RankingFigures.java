package io.crowdfundfix.engine.triage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.learn.Metrics;
import io.crowdfundfix.engine.task.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** How often the person who fixed a report is among the first that were named; rows without one do not count. */
final class RankingFigures {
    private static final int FIRST = 5;
    private static final int NOT_NAMED = 1_000_000_000;

    private RankingFigures() {}

    /** A row that was answered, and the place of the right answer, from 0; beyond all places if it was not named. */
    private record Placed(Row row, int place) {
        boolean fixedByReporter() {
            return row.text("assignee").equals(row.text("reporter"));
        }
    }

    static ObjectNode of(List<Row> rows, List<List<String>> ranked) {
        List<Placed> placed = new ArrayList<>();
        TreeSet<String> projects = new TreeSet<>();
        for (int i = 0; i < ranked.size(); i++) {
            Row row = rows.get(i);
            if (row.has("assignee")) {
                int place = ranked.get(i).indexOf(row.text("assignee"));
                placed.add(new Placed(row, place < 0 ? NOT_NAMED : place));
                projects.add(row.text("project"));
            }
        }
        if (placed.isEmpty()) {
            return JsonNodeFactory.instance.objectNode();
        }
        ObjectNode figures = group(placed);
        ObjectNode byProject = figures.putObject("projects");
        for (String project : projects) {
            byProject.set(
                    project, group(only(placed, one -> one.row.text("project").equals(project))));
        }
        return figures;
    }

    private static List<Placed> only(List<Placed> placed, Predicate<Placed> wanted) {
        return placed.stream().filter(wanted).toList();
    }

    private static ObjectNode group(List<Placed> placed) {
        ObjectNode figures = figures(placed);
        List<Placed> others = only(placed, one -> !one.fixedByReporter());
        if (!others.isEmpty()) {
            figures.set("not_reporter", figures(others));
        }
        return figures;
    }

    private static ObjectNode figures(List<Placed> placed) {
        int[] places = placed.stream().mapToInt(Placed::place).toArray();
        double[] interval = Metrics.interval(
                places.length,
                resampled -> within(Arrays.stream(resampled).map(i -> places[i]).toArray(), FIRST));
        ObjectNode figures = JsonNodeFactory.instance
                .objectNode()
                .put("answered_rows", places.length)
                .put("acc_at_1", within(places, 1))
                .put("acc_at_5", within(places, FIRST))
                .put(
                        "mrr",
                        Arrays.stream(places)
                                .mapToDouble(place -> place == NOT_NAMED ? 0 : 1 / (1.0 + place))
                                .average()
                                .orElse(0));
        figures.putArray("ci95").add(interval[0]).add(interval[1]);
        return figures;
    }

    private static double within(int[] places, int first) {
        return Arrays.stream(places).filter(place -> place < first).count() / (double) places.length;
    }
}
