package io.crowdfundfix.engine.price;

import io.crowdfundfix.engine.learn.Quantiles;
import java.util.Arrays;

/**
 * What similar work was paid, in ln(1 + US dollars); NaN where nothing is known.
 *
 * @param mean of the nearest by title, nearer ones count more
 * @param bestLikeness cosine of the nearest title
 * @param ownLikeness cosine of the nearest title of the same owner
 * @param kindredMedian over all known prices, weighted by likeness, by the same owner, repository and keywords, and by age
 */
record SimilarWork(
        double mean,
        double median,
        double bestLikeness,
        double bestPrice,
        double ownLikeness,
        double ownPrice,
        double kindredMedian,
        double kindredMean) {
    private static final int NEAREST = 15;
    private static final double SHARPNESS = 10;
    private static final double KINDRED_SHARPNESS = 8;
    private static final double SAME_OWNER = 2.5;
    private static final double SAME_REPOSITORY = 1;
    private static final double SAME_KEYWORDS = 1;
    private static final double FADING_DAYS = 200;

    private static final SimilarWork NONE = new SimilarWork(
            Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    static SimilarWork of(Posting posting, PaidPrices paid, int known) {
        if (known == 0) {
            return NONE;
        }
        double[] likeness = new double[known];
        double[] prices = new double[known];
        double[] kindred = new double[known];
        double newest = paid.day(known - 1);
        int own = -1;
        for (int i = 0; i < known; i++) {
            likeness[i] = paid.likeness(i, posting.vector());
            prices[i] = paid.logPrice(i);
            kindred[i] = Math.exp(
                    KINDRED_SHARPNESS * likeness[i] + kinship(posting, paid, i) - (newest - paid.day(i)) / FADING_DAYS);
            boolean same = posting.ownerKey() != 0 && paid.key(i, PaidPrices.OWNER) == posting.ownerKey();
            own = same && (own < 0 || likeness[i] > likeness[own]) ? i : own;
        }
        int[] nearest = nearest(likeness);
        double[] near = pick(prices, nearest);
        double[] shares = Arrays.stream(nearest)
                .mapToDouble(i -> Math.exp(SHARPNESS * (likeness[i] - likeness[nearest[0]])))
                .toArray();
        return new SimilarWork(
                mean(near, shares),
                Quantiles.weighted(near, shares, 0.5),
                likeness[nearest[0]],
                prices[nearest[0]],
                own < 0 ? Double.NaN : likeness[own],
                own < 0 ? Double.NaN : prices[own],
                Quantiles.weighted(prices, kindred, 0.5),
                mean(prices, kindred));
    }

    private static double kinship(Posting posting, PaidPrices paid, int index) {
        return bonus(posting.ownerKey(), paid.key(index, PaidPrices.OWNER), SAME_OWNER)
                + bonus(posting.repositoryKey(), paid.key(index, PaidPrices.REPOSITORY), SAME_REPOSITORY)
                + bonus(posting.keywordsKey(), paid.key(index, PaidPrices.KEYWORDS), SAME_KEYWORDS);
    }

    private static double bonus(int key, int other, double ifSame) {
        return key != 0 && key == other ? ifSame : 0;
    }

    /** Places of the most alike ones, the most alike first. */
    private static int[] nearest(double[] likeness) {
        int[] nearest = new int[Math.min(NEAREST, likeness.length)];
        int found = 0;
        for (int i = 0; i < likeness.length; i++) {
            if (found == nearest.length && likeness[i] <= likeness[nearest[found - 1]]) {
                continue;
            }
            int at = found < nearest.length ? found++ : found - 1;
            for (; at > 0 && likeness[nearest[at - 1]] < likeness[i]; at--) {
                nearest[at] = nearest[at - 1];
            }
            nearest[at] = i;
        }
        return nearest;
    }

    private static double[] pick(double[] values, int[] places) {
        return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
    }

    private static double mean(double[] values, double[] shares) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += shares[i] * values[i];
        }
        return sum / Arrays.stream(shares).sum();
    }
}
