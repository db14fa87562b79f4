package io.crowdfundfix.engine;

/** How bad a bug is, with its band on the impact scale: bands neither overlap nor leave gaps. */
public enum SeverityLevel {
    LOW(0, 0.30),
    MEDIUM(0.30, 0.54),
    HIGH(0.54, 0.78),
    CRITICAL(0.78, 1);

    private final double from;
    private final double to;

    SeverityLevel(double from, double to) {
        this.from = from;
        this.to = to;
    }

    /** The middle of the band. */
    double value() {
        return (from + to) / 2;
    }

    /** The lowest impact of this level. */
    double from() {
        return from;
    }

    /** The place in the band that a text stands for: half way towards what the text says, never out of the band. */
    double within(double seen) {
        double reach = (to - from) * 0.45;
        return value() + Math.max(-reach, Math.min(reach, (seen - value()) / 2));
    }

    SeverityLevel atLeast(SeverityLevel other) {
        return compareTo(other) >= 0 ? this : other;
    }

    SeverityLevel atMost(SeverityLevel other) {
        return compareTo(other) <= 0 ? this : other;
    }

    static SeverityLevel of(double impact) {
        if (impact >= CRITICAL.from) {
            return CRITICAL;
        }
        if (impact >= HIGH.from) {
            return HIGH;
        }
        return impact >= MEDIUM.from ? MEDIUM : LOW;
    }
}
