package io.crowdfundfix.engine.price;

import io.crowdfundfix.engine.learn.BoostedTrees;
import io.crowdfundfix.engine.learn.Boosting;
import io.crowdfundfix.engine.learn.Loss;
import io.crowdfundfix.engine.learn.Quantiles;
import io.crowdfundfix.engine.learn.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What work posted on a bounty marketplace is paid: boosted trees with absolute loss, and an interval by split conformal
 * prediction, scaled by a second forest that knows where the first one errs more (Lei et al. 2018).
 */
final class PostedPrices {
    private static final int FORESTS = 2;
    private static final Boosting MEDIAN = Boosting.defaults().withShares(0.8, 0.6);
    private static final Boosting SCALE = MEDIAN.withTrees(80, 0.05).withLeaves(8, 40);
    /** No error is taken for smaller, so that lucky hits do not make narrow intervals. */
    private static final double SMALLEST_ERROR = 0.1;
    /** Errors to learn the scale from begin after the first share of the prices, those for the quantiles after the second. */
    private static final double SCALE_FROM = 0.5;

    private static final double QUANTILES_FROM = 0.75;
    /** From 14 days on, prices are expected to have moved, and intervals are taken from errors made so late. */
    private static final double STALE = Math.log1p(14);

    private final BoostedTrees[] medians;
    private final BoostedTrees scale;
    private final Reach fresh;
    private final Reach stale;

    private PostedPrices(BoostedTrees[] medians, BoostedTrees scale, Reach fresh, Reach stale) {
        this.medians = medians;
        this.scale = scale;
        this.fresh = fresh;
        this.stale = stale;
    }

    /** How many expected errors an interval reaches below and above its median. */
    private record Reach(double below, double above) {
        static Reach of(double[] ratios) {
            return ratios.length == 0
                    ? new Reach(2, 2)
                    : new Reach(Math.max(0, -Quantiles.of(ratios, 0.1)), Math.max(0, Quantiles.of(ratios, 0.9)));
        }
    }

    /** @param paid oldest first */
    static PostedPrices fit(List<Paid> paid, long seed) {
        int middle = (int) (SCALE_FROM * paid.size());
        int late = (int) (QUANTILES_FROM * paid.size());
        Errors first = Errors.of(paid.subList(0, middle), paid.subList(middle, late), seed);
        Errors second = Errors.of(paid.subList(0, late), paid.subList(late, paid.size()), seed + 1);
        BoostedTrees early = scale(first, seed);
        return new PostedPrices(
                medians(PriceLessons.of(paid, seed), FORESTS, seed),
                scale(first.and(second), seed),
                Reach.of(second.ratios(early, false)),
                Reach.of(second.ratios(early, true)));
    }

    private static boolean isStale(float[] row) {
        return row[PriceFeatures.AGE] > STALE;
    }

    private static BoostedTrees[] medians(PriceLessons lessons, int forests, long seed) {
        return IntStream.range(0, forests)
                .mapToObj(i -> MEDIAN.withSeed(seed + i)
                        .fit(lessons.rows(), Loss.quantile(lessons.logPrices(), lessons.shares(), 0.5)))
                .toArray(BoostedTrees[]::new);
    }

    private static BoostedTrees scale(Errors errors, long seed) {
        double[] sizes = Arrays.stream(errors.errors)
                .map(error -> Math.log(Math.max(SMALLEST_ERROR, Math.abs(error))))
                .toArray();
        double[] shares = new double[sizes.length];
        Arrays.fill(shares, 1);
        return SCALE.withSeed(seed).fit(errors.rows, Loss.squared(sizes, shares));
    }

    private static double median(BoostedTrees[] forests, float[] row) {
        return Arrays.stream(forests)
                .mapToDouble(trees -> trees.predict(row))
                .average()
                .orElse(0);
    }

    /** What a model that knows the older prices gets wrong of the younger ones: truth minus prediction. */
    private record Errors(float[][] rows, double[] errors) {
        static Errors of(List<Paid> older, List<Paid> younger, long seed) {
            BoostedTrees[] medians = medians(PriceLessons.of(older, seed), 1, seed);
            PriceLessons asked = PriceLessons.later(older, younger);
            double[] errors = new double[asked.rows().length];
            Arrays.setAll(errors, i -> asked.logPrices()[i] - median(medians, asked.rows()[i]));
            return new Errors(asked.rows(), errors);
        }

        /** Errors per expected error. */
        double[] ratios(BoostedTrees scale, boolean stale) {
            return IntStream.range(0, errors.length)
                    .filter(i -> isStale(rows[i]) == stale)
                    .mapToDouble(i -> errors[i] / Math.exp(scale.predict(rows[i])))
                    .toArray();
        }

        Errors and(Errors other) {
            float[][] all = Arrays.copyOf(rows, rows.length + other.rows.length);
            System.arraycopy(other.rows, 0, all, rows.length, other.rows.length);
            double[] allErrors = Arrays.copyOf(errors, all.length);
            System.arraycopy(other.errors, 0, allErrors, errors.length, other.errors.length);
            return new Errors(all, allErrors);
        }
    }

    /** Reads what {@link #save} wrote. */
    static PostedPrices load(Tensors tensors, String name) {
        BoostedTrees[] medians = IntStream.range(0, FORESTS)
                .mapToObj(i -> BoostedTrees.load(tensors, name + ".median" + i))
                .toArray(BoostedTrees[]::new);
        double[] ratios = tensors.doubles(name + ".ratios");
        return new PostedPrices(
                medians,
                BoostedTrees.load(tensors, name + ".scale"),
                new Reach(ratios[0], ratios[1]),
                new Reach(ratios[2], ratios[3]));
    }

    void save(Tensors.Builder tensors, String name) {
        for (int i = 0; i < FORESTS; i++) {
            medians[i].save(tensors, name + ".median" + i);
        }
        scale.save(tensors, name + ".scale");
        tensors.doubles(name + ".ratios", fresh.below, fresh.above, stale.below, stale.above);
    }

    /** @param row of {@link PriceFeatures} */
    LogInterval price(float[] row) {
        double median = Math.max(0, median(medians, row));
        double error = Math.exp(scale.predict(row));
        Reach reach = isStale(row) ? stale : fresh;
        return new LogInterval(Math.max(0, median - reach.below * error), median, median + reach.above * error);
    }
}
