package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.learn.LogisticRegression;
import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the time of a report says: a bug is reported again soon after, rarely years later. Added to a ranker's score, and left out
 * where nothing is known of the order of the reports.
 */
final class Nearness {
    /** Upper ends of the steps, as shares of the collection. */
    private static final double[] ENDS = {0.0002, 0.0006, 0.0015, 0.004, 0.01, 0.025, 0.06, 0.15, 0.4};

    private static final int STEPS = ENDS.length + 1;
    private static final int DIMENSIONS = 1 + 2 * STEPS;
    private static final int CONSIDERED = 60;

    /** Weight of a ranker's score, then of each step of older and of newer reports. */
    private final double[] weights;

    private Nearness(double[] weights) {
        this.weights = weights;
    }

    static Nearness load(Tensors tensors, String name) {
        return new Nearness(tensors.doubles(name));
    }

    void save(Tensors.Builder tensors, String name) {
        tensors.doubles(name, weights);
    }

    /** From lists whose scores were made by a ranker that did not see them. */
    static Nearness fit(List<CandidateList> lists, List<double[]> scores) {
        List<SparseVector> rows = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
            CandidateList list = lists.get(i);
            double[] score = scores.get(i);
            for (int row = 0; row < Math.min(CONSIDERED, list.size()); row++) {
                if (!Float.isNaN(list.between()[row])) {
                    rows.add(input(score[row], list.between()[row]));
                    labels.add(list.duplicate()[row] ? 1 : 0);
                }
            }
        }
        double[] weights = new double[DIMENSIONS];
        weights[0] = 1;
        if (labels.contains(1)) {
            int[] truth = labels.stream().mapToInt(Integer::intValue).toArray();
            double[] shares = new double[truth.length];
            Arrays.fill(shares, 1);
            LogisticRegression model =
                    LogisticRegression.fit(rows, truth, shares, new LogisticRegression.Shape(2, DIMENSIONS), 1);
            for (int f = 0; f < DIMENSIONS; f++) {
                weights[f] = model.weight(1, f) - model.weight(0, f);
            }
        }
        return new Nearness(weights);
    }

    private static SparseVector input(double score, float between) {
        return new SparseVector(new int[] {0, 1 + step(between)}, new float[] {(float) score, 1});
    }

    private static int step(float between) {
        double distance = Math.abs(between);
        int step = 0;
        while (step < ENDS.length && distance > ENDS[step]) {
            step++;
        }
        return between >= 0 ? step : STEPS + step;
    }

    /** What the time adds to a score; 0 if it is unknown. */
    double weight(float between) {
        return Float.isNaN(between) ? 0 : weights[1 + step(between)];
    }

    /** The score with what the time adds; unchanged but for its scale where that is unknown (NaN). */
    double adjusted(double score, float between) {
        return weights[0] * score + weight(between);
    }
}
