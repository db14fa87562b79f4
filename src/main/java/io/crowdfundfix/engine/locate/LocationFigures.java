package io.crowdfundfix.engine.locate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.learn.Metrics;
import io.crowdfundfix.engine.task.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** How high the files that a fix changed are among the suspects; reports none of whose files are in the corpus do not count. */
final class LocationFigures {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int FIRST = 10;

    private LocationFigures() {}

    /**
     * A report, and what was answered.
     *
     * @param kind ST with a stack trace, PE with names of the program, NL with neither
     * @param gold changed files that are in the corpus
     * @param allGold how many files were changed, in the corpus or not
     */
    record Located(String system, String kind, List<String> paths, Set<String> gold, int allGold) {
        static Located of(Row row, PastReport report, CodeIndex index, List<Suspect> suspects) {
            Set<String> all = new HashSet<>(report.gold());
            Set<String> present = new HashSet<>(all);
            present.removeIf(path -> index.reading(view -> view.names().ofPath(path)) < 0);
            String kind = row.has("report_class") ? row.text("report_class") : kind(report, index);
            List<String> paths = suspects.stream().map(Suspect::path).toList();
            return new Located(report.system(), kind, paths, present, all.size());
        }

        private static String kind(PastReport report, CodeIndex index) {
            ReportedFrames reported = ReportedFrames.of(report.description(), null);
            boolean named = index.reading(view -> !new Mentions(view, report.title(), reported.prose())
                    .names()
                    .isEmpty());
            return !reported.frames().isEmpty() ? "ST" : named ? "PE" : "NL";
        }

        /** Precision at each right place, over the right places of the first ten. */
        double averagePrecision() {
            double sum = 0;
            int found = 0;
            for (int i = 0; i < Math.min(FIRST, paths.size()); i++) {
                found += gold.contains(paths.get(i)) ? 1 : 0;
                sum += gold.contains(paths.get(i)) ? found / (i + 1.0) : 0;
            }
            return found == 0 ? 0 : sum / found;
        }

        /** The same over all places that were answered and all files that were changed. */
        double averagePrecisionOfAll() {
            double sum = 0;
            int found = 0;
            for (int i = 0; i < paths.size(); i++) {
                found += gold.contains(paths.get(i)) ? 1 : 0;
                sum += gold.contains(paths.get(i)) ? found / (i + 1.0) : 0;
            }
            return sum / allGold;
        }

        int hit(int first) {
            return paths.stream().limit(first).anyMatch(gold::contains) ? 1 : 0;
        }
    }

    static ObjectNode of(List<Located> all) {
        List<Located> counted = all.stream().filter(one -> !one.gold.isEmpty()).toList();
        if (counted.isEmpty()) {
            return JSON.objectNode();
        }
        ObjectNode figures = figures(counted);
        Map<String, List<Located>> kinds = new TreeMap<>();
        Map<String, List<Located>> systems = new TreeMap<>();
        for (Located one : counted) {
            kinds.computeIfAbsent(one.kind, any -> new ArrayList<>()).add(one);
            systems.computeIfAbsent(one.system, any -> new ArrayList<>()).add(one);
        }
        ObjectNode byKind = figures.putObject("kinds");
        kinds.forEach((kind, of) -> byKind.set(kind, figures(of)));
        ObjectNode bySystem = figures.putObject("systems");
        systems.forEach((system, of) -> bySystem.set(system, figures(of)));
        return figures;
    }

    private static ObjectNode figures(List<Located> of) {
        int[] hits = of.stream().mapToInt(one -> one.hit(1)).toArray();
        double[] interval = Metrics.interval(
                hits.length,
                rows -> IntStream.of(rows).map(row -> hits[row]).average().orElse(0));
        ObjectNode figures = JSON.objectNode()
                .put("answered_rows", of.size())
                .put("hit_at_1", IntStream.of(hits).average().orElse(0))
                .put(
                        "hit_at_5",
                        of.stream().mapToInt(one -> one.hit(5)).average().orElse(0))
                .put(
                        "hit_at_10",
                        of.stream().mapToInt(one -> one.hit(FIRST)).average().orElse(0))
                .put(
                        "mrr",
                        of.stream()
                                .mapToDouble(one -> Metrics.reciprocalRank(one.paths, one.gold))
                                .average()
                                .orElse(0))
                .put(
                        "map_of_found",
                        of.stream()
                                .mapToDouble(Located::averagePrecision)
                                .average()
                                .orElse(0))
                .put(
                        "map_of_all",
                        of.stream()
                                .mapToDouble(Located::averagePrecisionOfAll)
                                .average()
                                .orElse(0));
        figures.putArray("hit_at_1_ci95").add(interval[0]).add(interval[1]);
        return figures;
    }
}
