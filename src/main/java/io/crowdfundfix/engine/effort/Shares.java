package io.crowdfundfix.engine.effort;

import io.crowdfundfix.engine.learn.Quantiles;
import java.util.Arrays;

/**
 * How likely each number of points is.
 *
 * @param points rising
 * @param shares of the same order; they need not sum to one
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Shares(double[] points, double[] shares) {
    /**
     * What is left outside on either side so that the interval holds four in five: a sum of several opinions is less sure than
     * it may be, so this is more than a tenth. Chosen on validation rows.
     */
    private static final double OUTSIDE = 0.2;

    double low() {
        return quantile(OUTSIDE);
    }

    double middle() {
        return quantile(0.5);
    }

    double high() {
        return quantile(1 - OUTSIDE);
    }

    private double quantile(double quantile) {
        return Quantiles.weighted(points, shares, quantile);
    }

    /** Both together; the other one must be of the same points. */
    Shares plus(Shares other, double timesOther) {
        double[] sum = new double[shares.length];
        Arrays.setAll(sum, i -> shares[i] + timesOther * other.shares[i]);
        return new Shares(points, sum);
    }

    double sum() {
        return Arrays.stream(shares).sum();
    }
}
