package io.crowdfundfix.engine.learn;

import java.util.Arrays;

/**
 * A sum of decision trees. A row goes left where its feature is at most the threshold or is missing (NaN). Fitted by
 * {@link Boosting}.
 */
public final class BoostedTrees {
    private static final int LEAF = -1;

    private final float start;
    private final int[] roots;
    /** The feature a node asks for, or -1 for a leaf. */
    private final int[] features;
    /** The threshold of a node, the value of a leaf. */
    private final float[] values;
    /** The left child; the right one follows it. */
    private final int[] children;

    private BoostedTrees(float start, int[] roots, int[] features, float[] values, int[] children) {
        this.start = start;
        this.roots = roots;
        this.features = features;
        this.values = values;
        this.children = children;
    }

    /** Reads what {@link #save} wrote. */
    public static BoostedTrees load(Tensors tensors, String name) {
        return new BoostedTrees(
                tensors.floats(name + ".start")[0],
                tensors.ints(name + ".roots"),
                tensors.ints(name + ".features"),
                tensors.floats(name + ".values"),
                tensors.ints(name + ".children"));
    }

    public void save(Tensors.Builder tensors, String name) {
        tensors.floats(name + ".start", start);
        tensors.ints(name + ".roots", roots);
        tensors.ints(name + ".features", features);
        tensors.floats(name + ".values", values);
        tensors.ints(name + ".children", children);
    }

    /** In the scale of the loss: a value, or log-odds for the logistic one. */
    public double predict(float[] row) {
        double sum = start;
        for (int root : roots) {
            sum += values[leaf(root, row)];
        }
        return sum;
    }

    private int leaf(int root, float[] row) {
        int node = root;
        while (features[node] != LEAF) {
            boolean right = row[features[node]] > values[node];
            node = children[node] + (right ? 1 : 0);
        }
        return node;
    }

    /** How often each feature is asked for, over all trees. */
    public int[] uses(int featureCount) {
        int[] uses = new int[featureCount];
        for (int feature : features) {
            if (feature != LEAF) {
                uses[feature]++;
            }
        }
        return uses;
    }

    /** Collects nodes while trees grow. */
    static final class Builder {
        private final IntList roots = new IntList();
        private final IntList features = new IntList();
        private final IntList values = new IntList();
        private final IntList children = new IntList();
        private final float start;

        Builder(double start) {
            this.start = (float) start;
        }

        void add(Growing tree) {
            roots.add(features.size());
            int base = features.size();
            for (int node = 0; node < tree.size(); node++) {
                features.add(tree.feature(node));
                values.add(Float.floatToRawIntBits(tree.value(node)));
                children.add(tree.feature(node) == LEAF ? LEAF : base + tree.left(node));
            }
        }

        BoostedTrees build() {
            float[] plain = new float[values.size()];
            for (int i = 0; i < plain.length; i++) {
                plain[i] = Float.intBitsToFloat(values.get(i));
            }
            return new BoostedTrees(start, roots.toArray(), features.toArray(), plain, children.toArray());
        }
    }

    /** One tree that is being grown. */
    static final class Growing {
        private final IntList features = new IntList();
        private float[] values = new float[64];
        private int[] lefts = new int[64];

        int leaf() {
            int node = features.size();
            features.add(LEAF);
            if (node == values.length) {
                values = Arrays.copyOf(values, 2 * node);
                lefts = Arrays.copyOf(lefts, 2 * node);
            }
            return node;
        }

        /** The left one of two new leaves. */
        int split(int node, int feature, float threshold) {
            features.set(node, feature);
            values[node] = threshold;
            lefts[node] = leaf();
            leaf();
            return lefts[node];
        }

        void value(int node, double value) {
            values[node] = (float) value;
        }

        int size() {
            return features.size();
        }

        int feature(int node) {
            return features.get(node);
        }

        float value(int node) {
            return values[node];
        }

        int left(int node) {
            return lefts[node];
        }
    }
}
