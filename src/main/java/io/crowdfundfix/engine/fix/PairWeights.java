package io.crowdfundfix.engine.fix;

import io.crowdfundfix.engine.learn.Lbfgs;
import java.util.Arrays;
import java.util.List;

/**
 * Learns how much each feature counts: under exp(w · x) each report should choose its own change among those of its list, and
 * each change its own report (conditional logit in both directions).
 */
final class PairWeights {
    private static final int MAX_STEPS = 100;
    private static final double PENALTY = 1e-3;

    private final List<PairList> lists;
    private final double[] scales;

    private PairWeights(List<PairList> lists) {
        this.lists = lists;
        this.scales = scales(lists);
    }

    static double[] fit(List<PairList> lists) {
        PairWeights problem = new PairWeights(lists);
        double[] weights = new double[FixFeatures.COUNT];
        Lbfgs.minimise(weights, MAX_STEPS, problem::loss);
        return problem.scaled(weights);
    }

    /** One over the spread of each feature, so that the penalty treats all alike. */
    private static double[] scales(List<PairList> lists) {
        double[] sums = new double[FixFeatures.COUNT];
        double[] squares = new double[FixFeatures.COUNT];
        long count = 0;
        for (PairList list : lists) {
            for (int i = 0; i < list.values().length; i++) {
                double value = list.values()[i];
                sums[i % FixFeatures.COUNT] += value;
                squares[i % FixFeatures.COUNT] += value * value;
            }
            count += (long) list.size() * list.size();
        }
        double[] scales = new double[FixFeatures.COUNT];
        for (int f = 0; f < scales.length; f++) {
            double mean = sums[f] / count;
            scales[f] = 1 / Math.max(1e-3, Math.sqrt(Math.max(0, squares[f] / count - mean * mean)));
        }
        return scales;
    }

    private double[] scaled(double[] weights) {
        double[] scaled = new double[weights.length];
        Arrays.setAll(scaled, f -> weights[f] * scales[f]);
        return scaled;
    }

    private double loss(double[] weights, double[] slope) {
        double[] raw = scaled(weights);
        double[] sum = new double[weights.length];
        double loss = 0;
        int rows = lists.stream().mapToInt(PairList::size).sum();
        for (PairList list : lists) {
            double[][] scores = list.scores(raw);
            double[][] errors = new double[list.size()][list.size()];
            loss += choose(scores, errors, false) + choose(scores, errors, true);
            list.addTo(sum, errors);
        }
        loss /= 2 * rows;
        for (int f = 0; f < slope.length; f++) {
            slope[f] = sum[f] * scales[f] / (2 * rows) + PENALTY * weights[f];
            loss += PENALTY * weights[f] * weights[f] / 2;
        }
        return loss;
    }

    /** −ln P of the right choices of all reports, or of all changes; adds P − right to the errors. */
    private static double choose(double[][] scores, double[][] errors, boolean ofChanges) {
        double loss = 0;
        int size = scores.length;
        for (int who = 0; who < size; who++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int other = 0; other < size; other++) {
                largest = Math.max(largest, ofChanges ? scores[other][who] : scores[who][other]);
            }
            double sum = 0;
            for (int other = 0; other < size; other++) {
                sum += Math.exp((ofChanges ? scores[other][who] : scores[who][other]) - largest);
            }
            loss -= scores[who][who] - largest - Math.log(sum);
            for (int other = 0; other < size; other++) {
                double score = ofChanges ? scores[other][who] : scores[who][other];
                errors[ofChanges ? other : who][ofChanges ? who : other] += Math.exp(score - largest) / sum;
            }
            errors[who][who] -= 1;
        }
        return loss;
    }
}
