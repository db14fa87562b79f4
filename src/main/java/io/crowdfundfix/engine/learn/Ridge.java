package io.crowdfundfix.engine.learn;

import java.util.List;

/** Linear least squares with a penalty on the squared length of the weights, solved by conjugate gradients. */
public final class Ridge {
    private static final int MAX_STEPS = 300;
    private static final double PRECISION = 1e-8;

    private Ridge() {}

    /**
     * The weights w that make Σ share·(x·w − y)² + penalty·|w|² smallest.
     *
     * @param dimensions length of w
     * @param shares weight of each row; all 1 for the plain case
     */
    public static double[] fit(
            List<SparseVector> rows, double[] targets, double[] shares, int dimensions, double penalty) {
        double[] weights = new double[dimensions];
        double[] residual = new double[dimensions];
        for (int i = 0; i < targets.length; i++) {
            rows.get(i).addTo(residual, shares[i] * targets[i]);
        }
        double[] direction = residual.clone();
        double error = squared(residual);
        double enough = error * PRECISION * PRECISION;
        for (int step = 0; step < MAX_STEPS && error > enough; step++) {
            double[] image = image(rows, shares, direction, penalty);
            double length = error / dot(direction, image);
            add(weights, length, direction);
            add(residual, -length, image);
            double next = squared(residual);
            for (int d = 0; d < dimensions; d++) {
                direction[d] = residual[d] + next / error * direction[d];
            }
            error = next;
        }
        return weights;
    }

    private static double[] image(List<SparseVector> rows, double[] shares, double[] direction, double penalty) {
        double[] image = new double[direction.length];
        for (int i = 0; i < rows.size(); i++) {
            SparseVector row = rows.get(i);
            row.addTo(image, shares[i] * row.dot(direction));
        }
        add(image, penalty, direction);
        return image;
    }

    private static void add(double[] sum, double factor, double[] addend) {
        for (int d = 0; d < sum.length; d++) {
            sum[d] += factor * addend[d];
        }
    }

    private static double squared(double[] vector) {
        return dot(vector, vector);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }
}
