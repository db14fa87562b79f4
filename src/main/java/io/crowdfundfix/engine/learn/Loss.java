package io.crowdfundfix.engine.learn;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What boosted trees make small. Rows are numbered as they were given. */
public interface Loss {
    /** The best constant score. */
    double start();

    /** Writes slope and curvature of the loss at each row's present score. */
    void slopes(double[] scores, double[] slopes, double[] curvatures);

    /**
     * The value of a leaf that holds these rows, before it is multiplied by the learning rate; the Newton step unless the
     * loss has no useful curvature.
     */
    default double leaf(int[] rows, double[] scores, double newtonStep) {
        return newtonStep;
    }

    static Loss squared(double[] targets, double[] shares) {
        return new Loss() {
            @Override
            public double start() {
                double sum = 0;
                for (int i = 0; i < targets.length; i++) {
                    sum += shares[i] * targets[i];
                }
                return sum / Math.max(1e-12, Arrays.stream(shares).sum());
            }

            @Override
            public void slopes(double[] scores, double[] slopes, double[] curvatures) {
                for (int i = 0; i < scores.length; i++) {
                    slopes[i] = shares[i] * (scores[i] - targets[i]);
                    curvatures[i] = shares[i];
                }
            }
        };
    }

    /** The pinball loss of a quantile; .5 is the absolute error. Leaves hold quantiles of what is left (Friedman 2001). */
    static Loss quantile(double[] targets, double[] shares, double quantile) {
        return new Loss() {
            @Override
            public double start() {
                return Quantiles.weighted(targets, shares, quantile);
            }

            @Override
            public void slopes(double[] scores, double[] slopes, double[] curvatures) {
                for (int i = 0; i < scores.length; i++) {
                    // none at the kink: else rows that are right already pull as hard as those that are wrong
                    double slope = targets[i] > scores[i] ? -quantile : targets[i] < scores[i] ? 1 - quantile : 0;
                    slopes[i] = shares[i] * slope;
                    curvatures[i] = shares[i];
                }
            }

            @Override
            public double leaf(int[] rows, double[] scores, double newtonStep) {
                double[] left = IntStream.of(rows)
                        .mapToDouble(i -> targets[i] - scores[i])
                        .toArray();
                double[] weights =
                        IntStream.of(rows).mapToDouble(i -> shares[i]).toArray();
                return Quantiles.weighted(left, weights, quantile);
            }
        };
    }

    /** −ln P of a yes or no; scores are log-odds. Targets are 0 or 1, or shares between. */
    static Loss logistic(double[] targets, double[] shares) {
        return new Loss() {
            @Override
            public double start() {
                double yes = 0;
                for (int i = 0; i < targets.length; i++) {
                    yes += shares[i] * targets[i];
                }
                double share = yes / Math.max(1e-12, Arrays.stream(shares).sum());
                double bounded = Math.max(1e-6, Math.min(1 - 1e-6, share));
                return Math.log(bounded / (1 - bounded));
            }

            @Override
            public void slopes(double[] scores, double[] slopes, double[] curvatures) {
                for (int i = 0; i < scores.length; i++) {
                    double probability = 1 / (1 + Math.exp(-scores[i]));
                    slopes[i] = shares[i] * (probability - targets[i]);
                    curvatures[i] = Math.max(1e-9, shares[i] * probability * (1 - probability));
                }
            }
        };
    }
}
