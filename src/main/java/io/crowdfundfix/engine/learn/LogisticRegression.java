package io.crowdfundfix.engine.learn;

import java.util.Arrays;
import java.util.List;

/**
 * Multinomial logistic regression: P(c | x) ∝ exp(w_c · x + b_c), weights penalised by their squared length, biases not. Fitted by
 * {@link Lbfgs}.
 */
public final class LogisticRegression {
    private static final int MAX_STEPS = 200;

    private final int classes;
    private final int dimensions;
    /** Class after class, each with its bias last. */
    private final double[] weights;

    private LogisticRegression(int classes, int dimensions, double[] weights) {
        this.classes = classes;
        this.dimensions = dimensions;
        this.weights = weights;
    }

    /**
     * The weights under which the labels are most likely, minus the penalty.
     *
     * @param labels 0 up to, without, {@code classes}
     * @param shares weight of each row
     * @param penalty times half the squared length of the weights, added to the weighted sum of −ln P
     */
    public static LogisticRegression fit(
            List<SparseVector> rows, int[] labels, double[] shares, Shape shape, double penalty) {
        LogisticRegression model =
                new LogisticRegression(shape.classes, shape.dimensions, new double[shape.classes * shape.stride()]);
        Lbfgs.minimise(model.weights, MAX_STEPS, (at, slope) -> model.loss(rows, labels, shares, penalty, at, slope));
        return model;
    }

    /** Reads what {@link #save} wrote. */
    public static LogisticRegression load(Tensors tensors, String name) {
        int[] shape = tensors.ints(name + ".shape");
        return new LogisticRegression(shape[0], shape[1], tensors.doubles(name + ".weights"));
    }

    public void save(Tensors.Builder tensors, String name) {
        tensors.ints(name + ".shape", classes, dimensions);
        tensors.doubles(name + ".weights", weights);
    }

    /** A quarter of the space: eight bits for each weight, one scale for all. */
    public void saveRounded(Tensors.Builder tensors, String name) {
        tensors.ints(name + ".shape", classes, dimensions);
        float[] plain = new float[weights.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (float) weights[i];
        }
        tensors.bytes(name + ".weights", plain);
    }

    /** How many classes and how many features. */
    public record Shape(int classes, int dimensions) {
        int stride() {
            return dimensions + 1;
        }
    }

    public int classes() {
        return classes;
    }

    /** How much a feature speaks for a class, in log-odds per unit. */
    public double weight(int label, int feature) {
        return weights[label * (dimensions + 1) + feature];
    }

    public double[] probabilities(SparseVector row) {
        return softmax(logits(row, weights));
    }

    public double[] logits(SparseVector row) {
        return logits(row, weights);
    }

    public static double[] softmax(double[] logits) {
        double largest = Arrays.stream(logits).max().orElse(0);
        double[] shares =
                Arrays.stream(logits).map(logit -> Math.exp(logit - largest)).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }

    private double[] logits(SparseVector row, double[] at) {
        double[] logits = new double[classes];
        for (int c = 0; c < classes; c++) {
            int from = c * (dimensions + 1);
            double sum = at[from + dimensions];
            for (int i = 0; i < row.ids().length; i++) {
                sum += row.values()[i] * at[from + row.ids()[i]];
            }
            logits[c] = sum;
        }
        return logits;
    }

    private double loss(
            List<SparseVector> rows, int[] labels, double[] shares, double penalty, double[] at, double[] slope) {
        double loss = penalise(penalty, at, slope);
        for (int i = 0; i < rows.size(); i++) {
            SparseVector row = rows.get(i);
            double[] probabilities = softmax(logits(row, at));
            loss -= shares[i] * Math.log(Math.max(1e-300, probabilities[labels[i]]));
            for (int c = 0; c < classes; c++) {
                double error = shares[i] * (probabilities[c] - (c == labels[i] ? 1 : 0));
                int from = c * (dimensions + 1);
                slope[from + dimensions] += error;
                for (int f = 0; f < row.ids().length; f++) {
                    slope[from + row.ids()[f]] += error * row.values()[f];
                }
            }
        }
        return loss;
    }

    private double penalise(double penalty, double[] at, double[] slope) {
        double loss = 0;
        for (int i = 0; i < at.length; i++) {
            boolean bias = i % (dimensions + 1) == dimensions;
            slope[i] = bias ? 0 : penalty * at[i];
            loss += bias ? 0 : penalty * at[i] * at[i] / 2;
        }
        return loss;
    }
}
