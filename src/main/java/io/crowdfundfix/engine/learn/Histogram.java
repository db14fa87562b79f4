package io.crowdfundfix.engine.learn;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Sums of slope, curvature and rows over the bins of each sampled feature. */
final class Histogram {
    private static final int SUMS = 3;

    private final int[] features;
    private final double[][] sums;

    private Histogram(int[] features, double[][] sums) {
        this.features = features;
        this.sums = sums;
    }

    static Histogram of(Bins bins, int[] features, int[] rows, double[] slopes, double[] curvatures) {
        double[][] sums = new double[features.length][];
        IntStream.range(0, features.length).parallel().forEach(f -> {
            double[] sum = new double[SUMS * bins.count(features[f])];
            byte[] column = bins.column(features[f]);
            for (int row : rows) {
                int at = SUMS * (column[row] & 0xff);
                sum[at] += slopes[row];
                sum[at + 1] += curvatures[row];
                sum[at + 2]++;
            }
            sums[f] = sum;
        });
        return new Histogram(features, sums);
    }

    Histogram minus(Histogram other) {
        double[][] difference = new double[sums.length][];
        for (int f = 0; f < sums.length; f++) {
            difference[f] = sums[f].clone();
            for (int i = 0; i < difference[f].length; i++) {
                difference[f][i] -= other.sums[f][i];
            }
        }
        return new Histogram(features, difference);
    }

    /** The split that lowers the loss most, the first of several as good. */
    Split best(int minRows, double penalty) {
        return IntStream.range(0, features.length)
                .parallel()
                .mapToObj(f -> best(f, minRows, penalty))
                .max(Comparator.comparingDouble(Split::gain).thenComparing(Split::feature, Comparator.reverseOrder()))
                .orElse(Split.NONE);
    }

    private Split best(int f, int minRows, double penalty) {
        double[] sum = sums[f];
        double slopes = 0;
        double curvatures = 0;
        double rows = 0;
        for (int at = 0; at < sum.length; at += SUMS) {
            slopes += sum[at];
            curvatures += sum[at + 1];
            rows += sum[at + 2];
        }
        double whole = slopes * slopes / (curvatures + penalty);
        Split best = Split.NONE;
        double slope = 0;
        double curvature = 0;
        double left = 0;
        for (int at = 0; at + SUMS < sum.length; at += SUMS) {
            slope += sum[at];
            curvature += sum[at + 1];
            left += sum[at + 2];
            if (left >= minRows && rows - left >= minRows) {
                double gain = slope * slope / (curvature + penalty)
                        + (slopes - slope) * (slopes - slope) / (curvatures - curvature + penalty)
                        - whole;
                if (gain > best.gain()) {
                    best = new Split(features[f], at / SUMS, gain);
                }
            }
        }
        return best;
    }
}
