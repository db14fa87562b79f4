package io.crowdfundfix.engine.price;

/** A price with its uncertainty, in ln(1 + US dollars). */
record LogInterval(double p10, double p50, double p90) {
    /** The same share of each of the two. */
    LogInterval mixedWith(LogInterval other, double shareOfOther) {
        return new LogInterval(
                p10 + shareOfOther * (other.p10 - p10),
                p50 + shareOfOther * (other.p50 - p50),
                p90 + shareOfOther * (other.p90 - p90));
    }
}
