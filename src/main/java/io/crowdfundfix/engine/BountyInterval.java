package io.crowdfundfix.engine;

import io.crowdfundfix.engine.price.PriceEstimate;

/** What fixing a bug may cost, in cents: one in ten below the first, half below the second, one in ten above the last. */
public record BountyInterval(long p10, long p50, long p90) {
    public BountyInterval {
        if (p10 < 0 || p10 > p50 || p50 > p90) {
            throw new IllegalArgumentException("no interval: " + p10 + ", " + p50 + ", " + p90);
        }
    }

    /** An interval as wide on both sides, on the logarithmic scale, in amounts that people would say. */
    static BountyInterval around(double units, double ratio) {
        return new BountyInterval(rounded(units / ratio), rounded(units), rounded(units * ratio));
    }

    static BountyInterval of(PriceEstimate price) {
        long p50 = rounded(price.p50());
        return new BountyInterval(Math.min(p50, rounded(price.p10())), p50, Math.max(p50, rounded(price.p90())));
    }

    /** To 5 below 100 units, to 10 below 250, to 25 below 1000, then to 100; never below 5 units. */
    private static long rounded(double units) {
        int step = units < 100 ? 5 : units < 250 ? 10 : units < 1_000 ? 25 : 100;
        return Math.max(5, Math.round(units / step) * step) * 100;
    }
}
