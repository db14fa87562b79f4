package io.crowdfundfix.engine.issuetype;

import io.crowdfundfix.engine.learn.LogisticRegression;
import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import java.util.Arrays;

/**
 * Weights, and how sharply their scores tell: the probabilities are the softmax of sharpness × score.
 *
 * @param known for reports of repositories that were learned from
 * @param unknown for all others
 */
record Judge(RepositoryWeights weights, double known, double unknown) {
    private static final double SHARPEST = 100;

    static Judge load(Tensors tensors, String name) {
        double[] sharpness = tensors.doubles(name + ".sharpness");
        return new Judge(RepositoryWeights.load(tensors, name), sharpness[0], sharpness[1]);
    }

    void save(Tensors.Builder tensors, String name) {
        weights.save(tensors, name);
        tensors.doubles(name + ".sharpness", known, unknown);
    }

    double sharpness(int repository) {
        return repository == RepositoryWeights.UNKNOWN ? unknown : known;
    }

    double[] probabilities(SparseVector row, int repository) {
        return softmax(weights.scores(row, repository), sharpness(repository));
    }

    /** The sharpness under which the types are most likely, of scores by a model that had not seen them (Guo et al. 2017). */
    static double fit(double[][] scores, int[] types) {
        double low = 0;
        double high = SHARPEST;
        while (high - low > 1e-3) {
            double third = (high - low) / 3;
            boolean left = surprise(scores, types, low + third) < surprise(scores, types, high - third);
            low = left ? low : low + third;
            high = left ? high - third : high;
        }
        return (low + high) / 2;
    }

    private static double surprise(double[][] scores, int[] types, double sharpness) {
        double sum = 0;
        for (int i = 0; i < types.length; i++) {
            sum -= Math.log(Math.max(1e-12, softmax(scores[i], sharpness)[types[i]]));
        }
        return sum;
    }

    private static double[] softmax(double[] scores, double sharpness) {
        return LogisticRegression.softmax(
                Arrays.stream(scores).map(score -> score * sharpness).toArray());
    }
}
