package io.crowdfundfix.engine.learn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A rising step function from scores to observed rates, so that "80 %" comes true four times in five: pool adjacent violators,
 * linear between the middles of the pools.
 */
public final class Isotonic {
    private final double[] scores;
    private final double[] rates;

    private Isotonic(double[] scores, double[] rates) {
        this.scores = scores;
        this.rates = rates;
    }

    /**
     * Pools neighbours until the rates rise.
     *
     * @param outcomes what came of each score, 0 or 1
     */
    public static Isotonic fit(double[] scores, double[] outcomes) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] score = new double[order.length];
        double[] rate = new double[order.length];
        double[] weight = new double[order.length];
        int pools = 0;
        for (int row : order) {
            score[pools] = scores[row];
            rate[pools] = outcomes[row];
            weight[pools++] = 1;
            while (pools > 1 && rate[pools - 2] >= rate[pools - 1]) {
                pools--;
                double both = weight[pools - 1] + weight[pools];
                rate[pools - 1] = (rate[pools - 1] * weight[pools - 1] + rate[pools] * weight[pools]) / both;
                score[pools - 1] = (score[pools - 1] * weight[pools - 1] + score[pools] * weight[pools]) / both;
                weight[pools - 1] = both;
            }
        }
        return new Isotonic(Arrays.copyOf(score, pools), Arrays.copyOf(rate, pools));
    }

    /** Reads what {@link #save} wrote. */
    public static Isotonic load(Tensors tensors, String name) {
        return new Isotonic(tensors.doubles(name + ".scores"), tensors.doubles(name + ".rates"));
    }

    public void save(Tensors.Builder tensors, String name) {
        tensors.doubles(name + ".scores", scores);
        tensors.doubles(name + ".rates", rates);
    }

    public double rate(double score) {
        int found = Arrays.binarySearch(scores, score);
        int above = found >= 0 ? found : -found - 1;
        if (above == 0 || above == scores.length) {
            return scores.length == 0 ? 0.5 : rates[Math.min(above, scores.length - 1)];
        }
        double width = scores[above] - scores[above - 1];
        double share = width == 0 ? 1 : (score - scores[above - 1]) / width;
        return rates[above - 1] + share * (rates[above] - rates[above - 1]);
    }
}
