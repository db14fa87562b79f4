package io.crowdfundfix.engine.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Gradient boosting with Newton steps on binned features; each tree grows where the gain is largest. Sources: Friedman 2001, Chen
 * and Guestrin 2016, Ke et al. 2017.
 *
 * @param trees how many
 * @param rate how much of each tree is taken
 * @param leaves most leaves of one tree
 * @param minRows fewest rows of a leaf
 * @param penalty added to the curvature of a leaf, which makes small leaves careful
 * @param rowShare share of the rows that each tree sees
 * @param featureShare share of the features that each tree sees
 */
public record Boosting(
        int trees,
        double rate,
        int leaves,
        int minRows,
        double penalty,
        double rowShare,
        double featureShare,
        long seed) {
    public static Boosting defaults() {
        return new Boosting(300, 0.05, 15, 20, 1, 0.8, 0.8, 42);
    }

    public Boosting withTrees(int count, double ofEach) {
        return new Boosting(count, ofEach, leaves, minRows, penalty, rowShare, featureShare, seed);
    }

    public Boosting withLeaves(int most, int fewestRows) {
        return new Boosting(trees, rate, most, fewestRows, penalty, rowShare, featureShare, seed);
    }

    public Boosting withShares(double ofRows, double ofFeatures) {
        return new Boosting(trees, rate, leaves, minRows, penalty, ofRows, ofFeatures, seed);
    }

    public Boosting withSeed(long other) {
        return new Boosting(trees, rate, leaves, minRows, penalty, rowShare, featureShare, other);
    }

    /** Rows × features, NaN for what is missing. */
    public BoostedTrees fit(float[][] rows, Loss loss) {
        Bins bins = Bins.of(rows);
        double[] scores = new double[rows.length];
        double start = loss.start();
        Arrays.fill(scores, start);
        BoostedTrees.Builder model = new BoostedTrees.Builder(start);
        double[] slopes = new double[rows.length];
        double[] curvatures = new double[rows.length];
        Random random = new Random(seed);
        for (int t = 0; t < trees; t++) {
            loss.slopes(scores, slopes, curvatures);
            Growth growth = new Growth(bins, slopes, curvatures, sample(random, bins.features(), featureShare));
            model.add(growth.grow(sample(random, rows.length, rowShare), loss, scores));
        }
        return model.build();
    }

    private static int[] sample(Random random, int size, double share) {
        int[] all = IntStream.range(0, size).toArray();
        if (share >= 1) {
            return all;
        }
        int wanted = Math.max(1, (int) Math.round(size * share));
        for (int i = 0; i < wanted; i++) {
            int other = i + random.nextInt(size - i);
            int swapped = all[i];
            all[i] = all[other];
            all[other] = swapped;
        }
        int[] taken = Arrays.copyOf(all, wanted);
        Arrays.sort(taken);
        return taken;
    }

    /** A leaf that may be split further. */
    private record Leaf(int node, int[] rows, Histogram histogram, Split split) {}

    private final class Growth {
        private final Bins bins;
        private final double[] slopes;
        private final double[] curvatures;
        private final int[] features;
        private final BoostedTrees.Growing tree = new BoostedTrees.Growing();

        Growth(Bins bins, double[] slopes, double[] curvatures, int[] features) {
            this.bins = bins;
            this.slopes = slopes;
            this.curvatures = curvatures;
            this.features = features;
        }

        /** Grows one tree on the sampled rows and moves the scores of all rows by it. */
        BoostedTrees.Growing grow(int[] sampled, Loss loss, double[] scores) {
            PriorityQueue<Leaf> open = new PriorityQueue<>(
                    Comparator.<Leaf>comparingDouble(leaf -> -leaf.split.gain()).thenComparingInt(Leaf::node));
            Histogram whole = Histogram.of(bins, features, sampled, slopes, curvatures);
            open.add(new Leaf(tree.leaf(), sampled, whole, whole.best(minRows, penalty)));
            List<Leaf> closed = new ArrayList<>();
            while (!open.isEmpty()) {
                Leaf leaf = open.remove();
                if (leaf.split.gain() <= 1e-9 || open.size() + closed.size() + 1 >= leaves) {
                    closed.add(leaf);
                } else {
                    divide(leaf, open);
                }
            }
            closed.forEach(leaf -> settle(leaf, loss, scores));
            move(scores);
            return tree;
        }

        private void divide(Leaf leaf, PriorityQueue<Leaf> open) {
            Split split = leaf.split;
            byte[] column = bins.column(split.feature());
            int[] left = IntStream.of(leaf.rows)
                    .filter(row -> (column[row] & 0xff) <= split.bin())
                    .toArray();
            int[] right = IntStream.of(leaf.rows)
                    .filter(row -> (column[row] & 0xff) > split.bin())
                    .toArray();
            boolean leftIsSmaller = left.length <= right.length;
            Histogram smaller = Histogram.of(bins, features, leftIsSmaller ? left : right, slopes, curvatures);
            Histogram larger = leaf.histogram.minus(smaller);
            Histogram ofLeft = leftIsSmaller ? smaller : larger;
            Histogram ofRight = leftIsSmaller ? larger : smaller;
            int node = tree.split(leaf.node, split.feature(), bins.threshold(split.feature(), split.bin()));
            open.add(new Leaf(node, left, ofLeft, ofLeft.best(minRows, penalty)));
            open.add(new Leaf(node + 1, right, ofRight, ofRight.best(minRows, penalty)));
        }

        private void settle(Leaf leaf, Loss loss, double[] scores) {
            double slope =
                    IntStream.of(leaf.rows).mapToDouble(row -> slopes[row]).sum();
            double curvature =
                    IntStream.of(leaf.rows).mapToDouble(row -> curvatures[row]).sum();
            tree.value(leaf.node, rate * loss.leaf(leaf.rows, scores, -slope / (curvature + penalty)));
        }

        private void move(double[] scores) {
            IntStream.range(0, scores.length).parallel().forEach(row -> {
                int node = 0;
                while (tree.feature(node) >= 0) {
                    int feature = tree.feature(node);
                    boolean right = bins.value(row, feature) > tree.value(node);
                    node = tree.left(node) + (right ? 1 : 0);
                }
                scores[row] += tree.value(node);
            });
        }
    }
}
