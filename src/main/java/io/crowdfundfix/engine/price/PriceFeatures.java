package io.crowdfundfix.engine.price;

import io.crowdfundfix.engine.learn.Quantiles;
import java.util.Arrays;

/**
 * What the trees see of a posting: its terms, what its owner, repository and keywords were paid for before, and what the most
 * similar work was paid. Prices are ln(1 + US dollars).
 */
final class PriceFeatures {
    private static final int TERMS = Term.COUNT;
    private static final int OF_GROUP = 8;
    private static final int GENERAL = TERMS;
    private static final int GROUPS = GENERAL + 2;
    private static final int NEIGHBOURS = GROUPS + 3 * OF_GROUP;
    static final int COUNT = NEIGHBOURS + 8;
    /** Where ln(1 + days since the youngest known price) stands. */
    static final int AGE = GENERAL + 1;

    private static final int RECENT = 150;
    private static final int OF_ONE_GROUP = 30;
    /** How many prices of the general level the level of a group is drawn towards. */
    private static final double DRAWN = 2;
    /** A price where none is known. */
    private static final double ORDINARY = Math.log1p(100);

    private final Posting posting;
    private final PaidPrices paid;
    private final int known;
    private final float[] row = new float[COUNT];
    private int at;

    private PriceFeatures(Posting posting, PaidPrices paid, int known) {
        this.posting = posting;
        this.paid = paid;
        this.known = known;
    }

    /** @param known how many of the paid prices, the oldest ones, are known */
    static float[] of(Posting posting, PaidPrices paid, int known) {
        PriceFeatures features = new PriceFeatures(posting, paid, known);
        features.write();
        return features.row;
    }

    private void write() {
        System.arraycopy(posting.terms(), 0, row, 0, TERMS);
        at = GENERAL;
        double general = general();
        add(general);
        add(known == 0 ? Double.NaN : Math.log1p(age(known - 1)));
        group(PaidPrices.OWNER, posting.ownerKey(), general);
        group(PaidPrices.REPOSITORY, posting.repositoryKey(), general);
        group(PaidPrices.KEYWORDS, posting.keywordsKey(), general);
        neighbours();
    }

    private void add(double value) {
        row[at++] = (float) value;
    }

    private double age(int index) {
        return Double.isFinite(posting.day()) ? Math.max(0, posting.day() - paid.day(index)) : 0;
    }

    private double general() {
        int from = Math.max(0, known - RECENT);
        double[] recent = new double[known - from];
        Arrays.setAll(recent, i -> paid.logPrice(from + i));
        return recent.length == 0 ? ORDINARY : Quantiles.median(recent);
    }

    /** How many, median, last, median of the last five, age of the last, drawn median, tenth and ninetieth percentile. */
    private void group(int which, int key, double general) {
        int[] latest = paid.latest(known, which, key, OF_ONE_GROUP);
        add(Math.log1p(latest.length));
        if (latest.length == 0) {
            Arrays.fill(row, at, at + OF_GROUP - 1, Float.NaN);
            row[at + 4] = (float) general;
            at += OF_GROUP - 1;
            return;
        }
        double[] prices = Arrays.stream(latest).mapToDouble(paid::logPrice).toArray();
        double median = Quantiles.median(prices);
        add(median);
        add(prices[0]);
        add(Quantiles.median(Arrays.copyOf(prices, Math.min(5, prices.length))));
        add(Math.log1p(age(latest[0])));
        add((median * prices.length + general * DRAWN) / (prices.length + DRAWN));
        add(Quantiles.of(prices, 0.1));
        add(Quantiles.of(prices, 0.9));
    }

    private void neighbours() {
        SimilarWork similar = SimilarWork.of(posting, paid, known);
        add(similar.mean());
        add(similar.median());
        add(similar.bestLikeness());
        add(similar.bestPrice());
        add(similar.ownLikeness());
        add(similar.ownPrice());
        add(similar.kindredMedian());
        add(similar.kindredMean());
    }
}
