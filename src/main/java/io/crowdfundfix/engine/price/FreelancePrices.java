package io.crowdfundfix.engine.price;

import io.crowdfundfix.engine.learn.LogisticRegression;
import io.crowdfundfix.engine.learn.Quantiles;
import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.learn.Terms;
import io.crowdfundfix.engine.learn.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What freelancers are paid for a report: the probabilities of the usual prices by its words; the answer is their median,
 * because few prices make up nearly all and a mean would lie between them.
 */
final class FreelancePrices {
    private static final int MOST_STEPS = 20;
    private static final int MIN_TEXTS = 3;
    private static final int MAX_WORDS = 20_000;
    /** How long a text's vector is made before the regression sees it, which is how much less its weights are penalised. */
    private static final double STRETCH = 3;

    private static final double PENALTY = 0.1;
    private static final int FOLDS = 5;
    private static final double COVERED = 0.82;
    private static final double[] TAILS = {0.1, 0.08, 0.06, 0.05, 0.04, 0.03, 0.02, 0.01};

    /** The usual prices, ln(1 + US dollars), rising. */
    private final double[] steps;

    private final Vocabulary vocabulary;
    private final LogisticRegression regression;
    /** The probability that is left outside on either side of an interval. */
    private final double tail;

    private FreelancePrices(double[] steps, Vocabulary vocabulary, LogisticRegression regression, double tail) {
        this.steps = steps;
        this.vocabulary = vocabulary;
        this.regression = regression;
        this.tail = tail;
    }

    /** A text that {@link FreelanceTexts} read, and what was paid, in ln(1 + US dollars). */
    record Job(String text, double logPrice) {}

    static FreelancePrices fit(List<Job> jobs, long seed) {
        FreelancePrices whole = fit(jobs);
        int[] folds = new Random(seed).ints(jobs.size(), 0, FOLDS).toArray();
        int[] covered = new int[TAILS.length];
        for (int fold = 0; fold < FOLDS; fold++) {
            int left = fold;
            int[] asked = IntStream.range(0, folds.length)
                    .filter(i -> folds[i] == left)
                    .toArray();
            if (asked.length > 0 && asked.length < folds.length) {
                List<Job> rest = IntStream.range(0, folds.length)
                        .filter(i -> folds[i] != left)
                        .mapToObj(jobs::get)
                        .toList();
                FreelancePrices partial = fit(rest);
                IntStream.of(asked).forEach(i -> partial.count(jobs.get(i), covered));
            }
        }
        return whole.withTail(IntStream.range(0, TAILS.length)
                .filter(i -> covered[i] >= COVERED * jobs.size())
                .mapToDouble(i -> TAILS[i])
                .findFirst()
                .orElse(TAILS[TAILS.length - 1]));
    }

    private static FreelancePrices fit(List<Job> jobs) {
        double[] prices = jobs.stream().mapToDouble(Job::logPrice).toArray();
        double[] steps = steps(prices);
        int[] labels =
                Arrays.stream(prices).mapToInt(price -> nearest(steps, price)).toArray();
        Vocabulary vocabulary =
                Vocabulary.of(Terms.ofWords(2), jobs.stream().map(Job::text).toList(), MIN_TEXTS, MAX_WORDS);
        List<SparseVector> rows =
                jobs.stream().map(job -> vector(vocabulary, job.text())).toList();
        double[] shares = new double[labels.length];
        Arrays.fill(shares, 1);
        LogisticRegression.Shape shape = new LogisticRegression.Shape(steps.length, vocabulary.size());
        LogisticRegression regression = LogisticRegression.fit(rows, labels, shares, shape, PENALTY);
        return new FreelancePrices(steps, vocabulary, regression, TAILS[0]);
    }

    /** All prices that occur; their quantiles where these are too many. */
    private static double[] steps(double[] prices) {
        double[] distinct = Arrays.stream(prices).distinct().sorted().toArray();
        return distinct.length <= MOST_STEPS
                ? distinct
                : IntStream.range(0, MOST_STEPS)
                        .mapToDouble(i -> Quantiles.of(prices, (i + 0.5) / MOST_STEPS))
                        .distinct()
                        .toArray();
    }

    private static int nearest(double[] steps, double price) {
        int best = 0;
        for (int i = 1; i < steps.length; i++) {
            best = Math.abs(steps[i] - price) < Math.abs(steps[best] - price) ? i : best;
        }
        return best;
    }

    private static SparseVector vector(Vocabulary vocabulary, String text) {
        return vocabulary.vector(text).times(STRETCH);
    }

    private FreelancePrices withTail(double other) {
        return new FreelancePrices(steps, vocabulary, regression, other);
    }

    /** Counts, for each tail, whether its interval holds what was paid. */
    private void count(Job job, int[] covered) {
        double[] shares = shares(job.text());
        for (int i = 0; i < TAILS.length; i++) {
            LogInterval interval = interval(shares, TAILS[i]);
            covered[i] += interval.p10() <= job.logPrice() && job.logPrice() <= interval.p90() ? 1 : 0;
        }
    }

    /** Reads what {@link #save} wrote. */
    static FreelancePrices load(Tensors tensors, String name) {
        double[] stepsAndTail = tensors.doubles(name + ".steps");
        int steps = stepsAndTail.length - 1;
        return new FreelancePrices(
                Arrays.copyOf(stepsAndTail, steps),
                Vocabulary.load(tensors, name + ".vocabulary"),
                LogisticRegression.load(tensors, name + ".regression"),
                stepsAndTail[steps]);
    }

    void save(Tensors.Builder tensors, String name) {
        double[] stepsAndTail = Arrays.copyOf(steps, steps.length + 1);
        stepsAndTail[steps.length] = tail;
        tensors.doubles(name + ".steps", stepsAndTail);
        vocabulary.save(tensors, name + ".vocabulary");
        regression.save(tensors, name + ".regression");
    }

    LogInterval price(String text) {
        return interval(shares(text), tail);
    }

    private double[] shares(String text) {
        return regression.probabilities(vector(vocabulary, text));
    }

    private LogInterval interval(double[] shares, double outside) {
        return new LogInterval(
                Quantiles.weighted(steps, shares, outside),
                Quantiles.weighted(steps, shares, 0.5),
                Quantiles.weighted(steps, shares, 1 - outside));
    }
}
