package io.crowdfundfix.engine.issuetype;

import io.crowdfundfix.engine.learn.Ridge;
import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A linear score for each type, whose weights are a common one and one of each known repository. Both are penalised alike, so a
 * repository departs from the common weights as far as its own reports ask for: ridge regression with the kernel
 * x·x' (1 + [same repository]) / 2 (Daumé 2007; Evgeniou and Pontil 2004).
 */
final class RepositoryWeights {
    /** No repository, or none that was learned from. */
    static final int UNKNOWN = -1;

    private static final double HALF = Math.sqrt(0.5);

    private final int dimensions;
    /** Per type: the common weights, then those of each repository. */
    private final float[][] weights;

    private RepositoryWeights(int dimensions, float[][] weights) {
        this.dimensions = dimensions;
        this.weights = weights;
    }

    /** Reports as features, with their types and the numbers of their repositories. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Examples(List<SparseVector> rows, int[] types, int[] repositories) {
        Examples {
            rows = List.copyOf(rows);
        }
    }

    static RepositoryWeights fit(Examples examples, int dimensions, int repositories, double penalty) {
        List<SparseVector> rows = new ArrayList<>();
        for (int i = 0; i < examples.types.length; i++) {
            rows.add(copied(examples.rows.get(i), dimensions, examples.repositories[i]));
        }
        double[] shares = new double[rows.size()];
        Arrays.fill(shares, 1);
        float[][] weights = new float[IssueType.COUNT][];
        IntStream.range(0, IssueType.COUNT).parallel().forEach(type -> {
            double[] targets = targets(examples.types, type);
            weights[type] = narrowed(Ridge.fit(rows, targets, shares, dimensions * (1 + repositories), penalty));
        });
        return new RepositoryWeights(dimensions, weights);
    }

    /** One for the type, zero for the others, less the mean. */
    private static double[] targets(int[] types, int type) {
        double mean = IntStream.of(types).filter(each -> each == type).count() / (double) Math.max(1, types.length);
        return IntStream.of(types)
                .mapToDouble(each -> (each == type ? 1 : 0) - mean)
                .toArray();
    }

    private static SparseVector copied(SparseVector row, int dimensions, int repository) {
        SparseVector half = row.times(HALF);
        return repository == UNKNOWN ? half : half.followedBy(half, (1 + repository) * dimensions);
    }

    private static float[] narrowed(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) (values[i] * HALF);
        }
        return narrow;
    }

    static RepositoryWeights load(Tensors tensors, String name) {
        float[][] weights = new float[IssueType.COUNT][];
        for (IssueType type : IssueType.values()) {
            weights[type.index] = tensors.floats(name + "." + type.label());
        }
        return new RepositoryWeights(tensors.ints(name + ".dimensions")[0], weights);
    }

    void save(Tensors.Builder tensors, String name) {
        tensors.ints(name + ".dimensions", dimensions);
        for (IssueType type : IssueType.values()) {
            tensors.halves(name + "." + type.label(), weights[type.index]);
        }
    }

    /** One for each type, around 0; the features are those of {@link #fit} or fewer. */
    double[] scores(SparseVector row, int repository) {
        double[] scores = new double[IssueType.COUNT];
        for (int i = 0; i < row.ids().length; i++) {
            for (int type = 0; type < scores.length; type++) {
                scores[type] += row.values()[i] * weight(type, row.ids()[i], repository);
            }
        }
        return scores;
    }

    double weight(int type, int feature, int repository) {
        float common = weights[type][feature];
        return repository == UNKNOWN ? common : common + weights[type][(1 + repository) * dimensions + feature];
    }
}
