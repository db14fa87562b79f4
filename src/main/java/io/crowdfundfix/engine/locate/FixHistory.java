package io.crowdfundfix.engine.locate;

import io.crowdfundfix.engine.Vectors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What fixes of the past have changed, ready to be compared with a new report. A fix of more than {@value #MOST_PATHS} files says
 * nothing about where a bug was; of the others the latest {@value #MOST_FIXES} are kept. Immutable.
 */
public final class FixHistory {
    static final int MOST_PATHS = 60;
    private static final int MOST_FIXES = 20_000;
    private static final int MOST_TERMS = 150;
    private static final int MAX_CHARACTERS = 20_000;
    private static final int NEAREST = 30;

    private final List<FixedBug> fixes;
    /** For each term the fixes that have it, and how much of their length it is. */
    private final Map<String, Weights> termToWeights = new HashMap<>();

    /** One for all: each fills up with what its texts have in common. */
    private static final CodeWords WORDS = new CodeWords();

    private FixHistory(List<FixedBug> fixes) {
        this.fixes = List.copyOf(fixes);
        List<Map<String, Integer>> counts = fixes.stream().map(this::counts).toList();
        Map<String, Integer> files = new HashMap<>();
        counts.forEach(count -> count.keySet().forEach(term -> files.merge(term, 1, Integer::sum)));
        for (int fix = 0; fix < counts.size(); fix++) {
            int number = fix;
            weighed(counts.get(fix), term -> files.getOrDefault(term, 0))
                    .forEach((term, weight) -> termToWeights
                            .computeIfAbsent(term, any -> new Weights(files.getOrDefault(term, 1)))
                            .add(number, weight));
        }
        WORDS.forget();
    }

    /** Fixes in any order. */
    public static FixHistory of(List<FixedBug> fixes) {
        return new FixHistory(fixes.stream()
                .filter(fix -> !fix.paths().isEmpty() && fix.paths().size() <= MOST_PATHS)
                .sorted(Comparator.comparing(FixedBug::fixedAt).reversed().thenComparing(FixedBug::id))
                .limit(MOST_FIXES)
                .toList());
    }

    /** Which fixes have a term. */
    private static final class Weights {
        private final int[] fixes;
        private final float[] weights;
        private int size;

        Weights(int most) {
            fixes = new int[most];
            weights = new float[most];
        }

        void add(int fix, double weight) {
            fixes[size] = fix;
            weights[size++] = (float) weight;
        }
    }

    /**
     * A fix whose report resembles another one.
     *
     * @param likeness cosine of their weighed words
     */
    record Alike(FixedBug fix, double likeness) {}

    int size() {
        return fixes.size();
    }

    /** At most 30 that were fixed before, the most alike first; never one of this id. */
    List<Alike> nearest(String title, String text, Instant before, String except) {
        return nearest(weighed(counts(title, text), this::documents), before, except);
    }

    /** As above, by what the reports mean. */
    List<Alike> nearest(float[] vector, Instant before, String except) {
        double[] cosines = new double[fixes.size()];
        for (int fix = 0; fix < cosines.length; fix++) {
            float[] other = fixes.get(fix).vector();
            cosines[fix] = other == null || other.length != vector.length ? 0 : Vectors.dot(vector, other);
        }
        return best(cosines, before, except);
    }

    private List<Alike> nearest(Map<String, Double> asked, Instant before, String except) {
        double[] sums = new double[fixes.size()];
        asked.forEach((term, weight) -> {
            Weights found = termToWeights.get(term);
            for (int i = 0; found != null && i < found.size; i++) {
                sums[found.fixes[i]] += weight * found.weights[i];
            }
        });
        return best(sums, before, except);
    }

    private List<Alike> best(double[] sums, Instant before, String except) {
        List<Alike> alike = new ArrayList<>();
        for (int fix = 0; fix < sums.length; fix++) {
            FixedBug one = fixes.get(fix);
            if (sums[fix] > 0 && one.fixedAt().isBefore(before) && !one.id().equals(except)) {
                alike.add(new Alike(one, sums[fix]));
            }
        }
        alike.sort(Comparator.comparingDouble(Alike::likeness)
                .reversed()
                .thenComparing(found -> found.fix().id()));
        return List.copyOf(alike.subList(0, Math.min(NEAREST, alike.size())));
    }

    private Map<String, Integer> counts(FixedBug fix) {
        return counts(fix.title(), fix.text());
    }

    private Map<String, Integer> counts(String title, String text) {
        Map<String, Integer> counts = new HashMap<>();
        WORDS.of(bounded(title)).forEach(term -> counts.merge(term, 2, Integer::sum));
        WORDS.of(bounded(text)).forEach(term -> counts.merge(term, 1, Integer::sum));
        return counts;
    }

    private int documents(String term) {
        Weights found = termToWeights.get(term);
        return found == null ? 0 : found.size;
    }

    private static String bounded(String text) {
        return text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
    }

    /** The heaviest terms, at length one. */
    private Map<String, Double> weighed(Map<String, Integer> counts, ToIntFunction<String> documents) {
        List<Map.Entry<String, Double>> weighed = new ArrayList<>();
        counts.forEach((term, count) -> {
            int having = documents.applyAsInt(term);
            double rarity = Math.log((fixes.size() + 1.0) / (having + 0.5));
            if (having > 0 && rarity > 0) {
                weighed.add(Map.entry(term, (1 + Math.log(count)) * rarity));
            }
        });
        weighed.sort(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        List<Map.Entry<String, Double>> kept = weighed.subList(0, Math.min(MOST_TERMS, weighed.size()));
        double length = Math.sqrt(kept.stream()
                .mapToDouble(entry -> entry.getValue() * entry.getValue())
                .sum());
        Map<String, Double> unit = new LinkedHashMap<>();
        kept.forEach(entry -> unit.put(entry.getKey(), entry.getValue() / length));
        return unit;
    }
}
