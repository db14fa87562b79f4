package io.crowdfundfix.engine.learn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Quantiles of plain and of weighted numbers. */
public final class Quantiles {
    private Quantiles() {}

    /** Linear between the two nearest of the sorted values (Hyndman and Fan's type 7). */
    public static double of(double[] values, double quantile) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = quantile * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    public static double median(double[] values) {
        return of(values, 0.5);
    }

    /** The smallest value up to which at least the given share of the weight lies. */
    public static double weighted(double[] values, double[] weights, double quantile) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double wanted = quantile * Arrays.stream(weights).sum();
        double sum = 0;
        for (int i : order) {
            sum += weights[i];
            if (sum >= wanted) {
                return values[i];
            }
        }
        return order.length == 0 ? 0 : values[order[order.length - 1]];
    }
}
