package io.crowdfundfix.engine.learn;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Figures of merit, as the field computes them. */
public final class Metrics {
    private Metrics() {}

    public static double accuracy(int[] truth, int[] predicted) {
        return IntStream.range(0, truth.length)
                        .filter(i -> truth[i] == predicted[i])
                        .count()
                / (double) truth.length;
    }

    /** The F1 of one class; 0 if it neither occurs nor is predicted. */
    public static double f1(int[] truth, int[] predicted, int label) {
        int both = 0;
        int either = 0;
        for (int i = 0; i < truth.length; i++) {
            both += truth[i] == label && predicted[i] == label ? 1 : 0;
            either += (truth[i] == label ? 1 : 0) + (predicted[i] == label ? 1 : 0);
        }
        return either == 0 ? 0 : 2.0 * both / either;
    }

    /** The mean F1 of the classes that occur in the truth. */
    public static double macroF1(int[] truth, int[] predicted) {
        return IntStream.of(truth)
                .distinct()
                .mapToDouble(label -> f1(truth, predicted, label))
                .average()
                .orElse(0);
    }

    public static double meanAbsoluteError(double[] truth, double[] predicted) {
        return IntStream.range(0, truth.length)
                .mapToDouble(i -> Math.abs(truth[i] - predicted[i]))
                .average()
                .orElse(0);
    }

    /** The probability that a random positive is scored above a random negative; ties count half. */
    public static double auc(boolean[] positive, double[] scores) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double rankSum = 0;
        long positives = 0;
        for (int from = 0; from < order.length; ) {
            int until = from;
            while (until < order.length && scores[order[until]] == scores[order[from]]) {
                until++;
            }
            double rank = (from + 1 + until) / 2.0;
            for (int i = from; i < until; i++) {
                rankSum += positive[order[i]] ? rank : 0;
                positives += positive[order[i]] ? 1 : 0;
            }
            from = until;
        }
        long negatives = order.length - positives;
        return positives == 0 || negatives == 0
                ? Double.NaN
                : (rankSum - positives * (positives + 1) / 2.0) / (positives * (double) negatives);
    }

    /** The share of the relevant ones among the first k. */
    public static double recallAt(int k, List<String> ranked, Set<String> relevant) {
        long found = ranked.stream().limit(k).filter(relevant::contains).count();
        return relevant.isEmpty() ? 0 : found / (double) relevant.size();
    }

    /** 1 / rank of the first relevant one, 0 if there is none. */
    public static double reciprocalRank(List<String> ranked, Set<String> relevant) {
        for (int i = 0; i < ranked.size(); i++) {
            if (relevant.contains(ranked.get(i))) {
                return 1.0 / (i + 1);
            }
        }
        return 0;
    }

    /** Lower and upper end of the 95 % percentile bootstrap interval of a figure over resampled row numbers. */
    public static double[] interval(int rows, ToDoubleFunction<int[]> figure) {
        Random random = new Random(42);
        double[] figures = new double[1_000];
        for (int i = 0; i < figures.length; i++) {
            figures[i] = figure.applyAsDouble(
                    IntStream.range(0, rows).map(row -> random.nextInt(rows)).toArray());
        }
        return new double[] {Quantiles.of(figures, 0.025), Quantiles.of(figures, 0.975)};
    }
}
