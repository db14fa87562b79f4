package io.crowdfundfix.engine.duplicate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.duplicate.DuplicateTask.Ranking;
import io.crowdfundfix.engine.learn.Metrics;
import io.crowdfundfix.engine.learn.Quantiles;
import io.crowdfundfix.engine.task.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What rankings are worth: recall of the other reports of the query's cluster, as far as the rows name them. */
final class DuplicateFigures {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<Row> rows;
    private final List<Ranking> rankings;
    private final Map<String, Set<String>> clusterToIds = new HashMap<>();

    private DuplicateFigures(List<Row> rows, List<Ranking> rankings) {
        this.rows = rows;
        this.rankings = rankings;
        for (Row row : rows) {
            Set<String> ids = clusterToIds.computeIfAbsent(cluster(row), cluster -> new HashSet<>());
            ids.add(row.text("id_a"));
            ids.add(row.text("id_b"));
        }
    }

    /** Empty but for the latency if the rows name no duplicates. */
    static ObjectNode of(List<Row> rows, List<Ranking> rankings) {
        DuplicateFigures figures = new DuplicateFigures(rows, rankings);
        ObjectNode metrics = JSON.objectNode();
        double[] micros = rankings.stream().mapToDouble(Ranking::micros).toArray();
        if (rows.stream().allMatch(row -> row.has("id_b"))) {
            int[] all = IntStream.range(0, rows.size()).toArray();
            figures.measure(all, metrics);
            ObjectNode projects = metrics.putObject("projects");
            new TreeMap<>(figures.byProject())
                    .forEach((project, of) -> figures.measure(of, projects.putObject(project)));
        }
        metrics.put("rerank_p50_ms", round(Quantiles.of(micros, 0.5) / 1e3));
        return metrics.put("rerank_p99_ms", round(Quantiles.of(micros, 0.99) / 1e3));
    }

    private static String cluster(Row row) {
        return row.has("cluster") ? row.text("cluster") : row.text("project") + "-" + row.id();
    }

    private Map<String, int[]> byProject() {
        Map<String, int[]> places = new HashMap<>();
        for (Row row : rows) {
            String project = row.text("project");
            places.computeIfAbsent(
                    project,
                    name -> IntStream.range(0, rows.size())
                            .filter(i -> rows.get(i).text("project").equals(name))
                            .toArray());
        }
        return places;
    }

    private void measure(int[] of, ObjectNode into) {
        double[] recalls = recalls(of, Ranking::ids, 10);
        double[] ends = Metrics.interval(
                of.length,
                sample -> mean(IntStream.of(sample).mapToDouble(i -> recalls[i]).toArray()));
        into.put("rows", of.length).put("recall_at_10", round(mean(recalls)));
        into.putArray("ci95").add(round(ends[0])).add(round(ends[1]));
        into.put("recall_at_10_text_alone", round(mean(recalls(of, Ranking::byTextAlone, 10))));
        into.put("recall_at_10_before_ranking", round(mean(recalls(of, Ranking::candidates, 10))));
        into.put("recall_at_1", round(mean(recalls(of, Ranking::ids, 1))));
        into.put("recall_at_100", round(mean(recalls(of, Ranking::ids, 100))));
        into.put("recall_of_candidates", round(mean(recalls(of, Ranking::candidates, 1_000))));
        double[] ranks = IntStream.of(of)
                .mapToDouble(i -> Metrics.reciprocalRank(rankings.get(i).ids(), wanted(i)))
                .toArray();
        into.put("mrr", round(mean(ranks)));
        likely(of, into);
    }

    private void likely(int[] of, ObjectNode into) {
        int flagged = 0;
        int right = 0;
        int found = 0;
        for (int i : of) {
            Ranking ranking = rankings.get(i);
            Set<String> wanted = wanted(i);
            long hits = ranking.likely().stream().filter(wanted::contains).count();
            flagged += ranking.likely().size();
            right += (int) hits;
            found += hits > 0 ? 1 : 0;
        }
        into.put("likely_precision", flagged == 0 ? 0 : round(right / (double) flagged));
        into.put("likely_recall", round(found / (double) of.length));
    }

    private Set<String> wanted(int i) {
        Set<String> others = new HashSet<>(clusterToIds.getOrDefault(cluster(rows.get(i)), Set.of()));
        others.remove(rows.get(i).text("id_a"));
        return others;
    }

    private double[] recalls(int[] of, Function<Ranking, List<String>> ids, int k) {
        return IntStream.of(of)
                .mapToDouble(i -> Metrics.recallAt(k, ids.apply(rankings.get(i)), wanted(i)))
                .toArray();
    }

    private static double mean(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElse(0);
    }

    private static double round(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
