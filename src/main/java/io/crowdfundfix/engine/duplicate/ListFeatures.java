package io.crowdfundfix.engine.duplicate;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a ranker sees of each candidate: its signals, how they stand out among those of the other candidates, and the plain
 * fusion of the strongest ones. Standing out is what projects of different style have in common.
 */
final class ListFeatures {
    static final int COUNT = Signals.COUNT + 2 * Signals.RANKED + 1;
    static final int FUSION = COUNT - 1;

    /** The strongest signals and how much each counts; vectors and words together count about the same. */
    private static final Map<Integer, Float> FUSED = new TreeMap<>(Map.of(
            Signals.BM25, 1f,
            Signals.WHOLE_TFIDF, 1f,
            Signals.GRAMS, 0.5f,
            Signals.TITLE_COSINE, 0.3f,
            Signals.WHOLE_COSINE, 1f,
            Signals.TITLE_NEAR, 0.5f,
            Signals.WHOLE_NEAR, 2f));

    private ListFeatures() {}

    /** How much a signal counts in the plain fusion; 0 if it is not in it. */
    static float fused(int signal) {
        return FUSED.getOrDefault(signal, 0f);
    }

    /** Candidates × {@link #COUNT}, from candidates × {@link Signals#COUNT}. */
    static float[][] of(float[][] signals) {
        float[][] features = new float[signals.length][COUNT];
        for (int row = 0; row < signals.length; row++) {
            System.arraycopy(signals[row], 0, features[row], 0, Signals.COUNT);
        }
        for (int signal = 0; signal < Signals.RANKED; signal++) {
            standOut(signal, features);
            rank(signal, features);
        }
        for (float[] row : features) {
            FUSED.forEach((signal, weight) -> row[FUSION] += weight * row[Signals.COUNT + signal]);
        }
        return features;
    }

    /** Standard deviations above the mean of the list. */
    private static void standOut(int signal, float[][] features) {
        double sum = 0;
        double squares = 0;
        for (float[] row : features) {
            sum += row[signal];
            squares += (double) row[signal] * row[signal];
        }
        double mean = sum / Math.max(1, features.length);
        double deviation = Math.sqrt(Math.max(0, squares / Math.max(1, features.length) - mean * mean));
        for (float[] row : features) {
            row[Signals.COUNT + signal] = deviation < 1e-6 ? 0 : (float) ((row[signal] - mean) / deviation);
        }
    }

    /** ln(1 + how many are better). */
    private static void rank(int signal, float[][] features) {
        int[] order = IntStream.range(0, features.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -features[row][signal]))
                .mapToInt(Integer::intValue)
                .toArray();
        int better = 0;
        for (int i = 0; i < order.length; i++) {
            better = i > 0 && features[order[i]][signal] == features[order[i - 1]][signal] ? better : i;
            features[order[i]][Signals.COUNT + Signals.RANKED + signal] = (float) Math.log1p(better);
        }
    }
}
