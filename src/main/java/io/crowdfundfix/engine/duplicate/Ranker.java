package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.learn.BoostedTrees;
import io.crowdfundfix.engine.learn.Boosting;
import io.crowdfundfix.engine.learn.IntList;
import io.crowdfundfix.engine.learn.LambdaRank;
import io.crowdfundfix.engine.learn.LogisticRegression;
import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Orders the candidates of a query: boosted trees with the loss of LambdaMART, a logistic regression and the plain fusion, each scaled
 * within the list and added. The fusion keeps the learned parts from going astray where a collection is unlike those in training.
 */
final class Ranker {
    private static final int TREES = 160;
    private static final double RATE = 0.08;
    private static final int LEAVES = 12;
    private static final int MIN_ROWS = 40;
    private static final int DEPTH = 12;
    private static final int HARD = 28;
    private static final int RANDOM = 14;
    private static final double PENALTY = 5;
    private static final double OF_TREES = 1;
    private static final double OF_LINEAR = 0.7;
    private static final double OF_FUSION = 0.5;

    private final BoostedTrees trees;
    private final LogisticRegression linear;

    private Ranker(BoostedTrees trees, LogisticRegression linear) {
        this.trees = trees;
        this.linear = linear;
    }

    /** Learns from the duplicates, the candidates that look most like one, and some at random. */
    static Ranker fit(List<CandidateList> lists, long seed) {
        Random random = new Random(seed);
        List<float[]> rows = new ArrayList<>();
        List<Boolean> duplicates = new ArrayList<>();
        IntList ends = new IntList();
        for (CandidateList list : lists) {
            if (list.holdsDuplicate()) {
                for (int row : sample(list, random)) {
                    rows.add(list.features()[row]);
                    duplicates.add(list.duplicate()[row]);
                }
                ends.add(rows.size());
            }
        }
        double[] gains = duplicates.stream().mapToDouble(is -> is ? 1 : 0).toArray();
        BoostedTrees trees = Boosting.defaults()
                .withTrees(TREES, RATE)
                .withLeaves(LEAVES, MIN_ROWS)
                .withShares(0.7, 0.5)
                .withSeed(seed)
                .fit(rows.toArray(float[][]::new), new LambdaRank(gains, ends.toArray(), DEPTH));
        return new Ranker(trees, linear(rows, gains));
    }

    private static int[] sample(CandidateList list, Random random) {
        int[] byFusion = IntStream.range(0, list.size())
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -list.features()[row][ListFeatures.FUSION]))
                .mapToInt(Integer::intValue)
                .toArray();
        double share = RANDOM / (double) Math.max(1, list.size() - HARD);
        return IntStream.range(0, byFusion.length)
                .filter(i -> i < HARD || list.duplicate()[byFusion[i]] || random.nextDouble() < share)
                .map(i -> byFusion[i])
                .toArray();
    }

    private static LogisticRegression linear(List<float[]> rows, double[] gains) {
        int[] taken = IntStream.range(0, gains.length)
                .filter(i -> gains[i] > 0 || i % 3 == 0)
                .toArray();
        List<SparseVector> inputs =
                IntStream.of(taken).mapToObj(i -> linearInput(rows.get(i))).toList();
        int[] labels = IntStream.of(taken).map(i -> gains[i] > 0 ? 1 : 0).toArray();
        double[] shares =
                IntStream.of(labels).mapToDouble(label -> label == 1 ? 3 : 1).toArray();
        int dimensions = ListFeatures.COUNT - Signals.COUNT;
        return LogisticRegression.fit(inputs, labels, shares, new LogisticRegression.Shape(2, dimensions), PENALTY);
    }

    private static SparseVector linearInput(float[] row) {
        float[] relative = new float[ListFeatures.COUNT - Signals.COUNT];
        System.arraycopy(row, Signals.COUNT, relative, 0, relative.length);
        return SparseVector.ofDense(relative);
    }

    static Ranker load(Tensors tensors, String name) {
        return new Ranker(
                BoostedTrees.load(tensors, name + ".trees"), LogisticRegression.load(tensors, name + ".linear"));
    }

    void save(Tensors.Builder tensors, String name) {
        trees.save(tensors, name + ".trees");
        linear.save(tensors, name + ".linear");
    }

    /** One score for each candidate, the greater the likelier; only comparable within the list. */
    double[] scores(float[][] features) {
        double[] byTrees = new double[features.length];
        double[] byLinear = new double[features.length];
        double[] byFusion = new double[features.length];
        for (int row = 0; row < features.length; row++) {
            byTrees[row] = trees.predict(features[row]);
            double[] logits = linear.logits(linearInput(features[row]));
            byLinear[row] = logits[1] - logits[0];
            byFusion[row] = features[row][ListFeatures.FUSION];
        }
        double[] scores = new double[features.length];
        add(byTrees, OF_TREES, scores);
        add(byLinear, OF_LINEAR, scores);
        add(byFusion, OF_FUSION, scores);
        return scores;
    }

    private static void add(double[] part, double weight, double[] sum) {
        double mean = IntStream.range(0, part.length)
                .mapToDouble(i -> part[i])
                .average()
                .orElse(0);
        double square = IntStream.range(0, part.length)
                .mapToDouble(i -> (part[i] - mean) * (part[i] - mean))
                .average()
                .orElse(0);
        double deviation = Math.max(1e-9, Math.sqrt(square));
        for (int i = 0; i < part.length; i++) {
            sum[i] += weight * (part[i] - mean) / deviation;
        }
    }
}
