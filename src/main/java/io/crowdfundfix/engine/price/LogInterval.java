package io.crowdfundfix.engine.price;

/** A price with its uncertainty, in ln(1 + US dollars). */
record LogInterval(double p10, double p50, double p90) {
    /** As wide as it was, its middle moved by a share of the way. */
    LogInterval movedTowards(double logPrice, double share) {
        double way = share * (logPrice - p50);
        return new LogInterval(Math.max(0, p10 + way), Math.max(0, p50 + way), Math.max(0, p90 + way));
    }
}
