package io.crowdfundfix.engine.issuetype;

import io.crowdfundfix.engine.learn.Tensors;
import java.util.Arrays;
import java.util.List;

/** Moves numbers to mean 0 and scales them so that a row of them has the squared length 1 on average. */
final class Scaling {
    private final float[] means;
    private final float[] factors;

    private Scaling(float[] means, float[] factors) {
        this.means = means;
        this.factors = factors;
    }

    /** Every number by itself, for numbers that mean different things. */
    static Scaling each(List<float[]> rows, int size) {
        float[] means = means(rows, size);
        float[] factors = new float[size];
        for (int d = 0; d < size; d++) {
            double sum = 0;
            for (float[] row : rows) {
                sum += square(row[d] - means[d]);
            }
            double deviation = Math.sqrt(sum / Math.max(1, rows.size()));
            factors[d] = deviation < 1e-6 ? 0 : (float) (1 / (deviation * Math.sqrt(size)));
        }
        return new Scaling(means, factors);
    }

    /** All by one factor, for the parts of a vector. */
    static Scaling together(List<float[]> rows, int size) {
        float[] means = means(rows, size);
        double sum = 0;
        for (float[] row : rows) {
            for (int d = 0; d < size; d++) {
                sum += square(row[d] - means[d]);
            }
        }
        float factor = sum < 1e-9 ? 0 : (float) Math.sqrt(rows.size() / sum);
        float[] factors = new float[size];
        Arrays.fill(factors, factor);
        return new Scaling(means, factors);
    }

    private static float[] means(List<float[]> rows, int size) {
        double[] sums = new double[size];
        for (float[] row : rows) {
            for (int d = 0; d < size; d++) {
                sums[d] += row[d];
            }
        }
        float[] means = new float[size];
        for (int d = 0; d < size; d++) {
            means[d] = (float) (sums[d] / Math.max(1, rows.size()));
        }
        return means;
    }

    private static double square(double number) {
        return number * number;
    }

    static Scaling load(Tensors tensors, String name) {
        return new Scaling(tensors.floats(name + ".means"), tensors.floats(name + ".factors"));
    }

    void save(Tensors.Builder tensors, String name) {
        tensors.floats(name + ".means", means);
        tensors.floats(name + ".factors", factors);
    }

    int size() {
        return means.length;
    }

    float[] of(float[] row) {
        float[] scaled = new float[means.length];
        for (int d = 0; d < scaled.length; d++) {
            scaled[d] = (row[d] - means[d]) * factors[d];
        }
        return scaled;
    }
}
