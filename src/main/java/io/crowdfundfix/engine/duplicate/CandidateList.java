package io.crowdfundfix.engine.duplicate;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The candidates of one query with their features and, in training, the truth.
 *
 * @param features candidates × {@link ListFeatures#COUNT}
 * @param duplicate whether each is one of the query's duplicates
 * @param between for each candidate the share of the collection that was reported between it and the query: positive if it is the
 *     older one, NaN if unknown
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record CandidateList(float[][] features, boolean[] duplicate, float[] between) {
    int size() {
        return features.length;
    }

    /** As if the collection held none of the query's duplicates. */
    CandidateList withoutDuplicates() {
        int[] kept = IntStream.range(0, size()).filter(row -> !duplicate[row]).toArray();
        float[][] signals = new float[kept.length][];
        float[] times = new float[kept.length];
        for (int i = 0; i < kept.length; i++) {
            signals[i] = Arrays.copyOf(features[kept[i]], Signals.COUNT);
            times[i] = between[kept[i]];
        }
        return new CandidateList(ListFeatures.of(signals), new boolean[kept.length], times);
    }

    boolean holdsDuplicate() {
        for (boolean one : duplicate) {
            if (one) {
                return true;
            }
        }
        return false;
    }
}
