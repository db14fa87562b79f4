package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.learn.SparseVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /** The best of this list for a judge to learn from; scores of the text alone. */
    List<Judge.Case> cases(double[] byText, Nearness nearness, int group, double weight) {
        double[] scores = new double[byText.length];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = nearness.adjusted(byText[row], between[row]);
        }
        int[] best = DuplicateModel.best(scores);
        List<Judge.Case> cases = new ArrayList<>();
        for (int i = 0; i < Math.min(Judge.JUDGED, best.length); i++) {
            SparseVector input = Judge.input(features, scores, best[i], nearness.weight(between[best[i]]));
            cases.add(new Judge.Case(input, duplicate[best[i]], group, weight));
        }
        return cases;
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
