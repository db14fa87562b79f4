package io.crowdfundfix.engine;

/** How bad a bug is, with the middle of its range on the impact scale. */
public enum SeverityLevel {
    LOW(0.15),
    MEDIUM(0.42),
    HIGH(0.65),
    CRITICAL(0.90);

    private static final double MEDIUM_FROM = 0.30;
    private static final double HIGH_FROM = 0.54;
    private static final double CRITICAL_FROM = 0.78;

    private final double value;

    SeverityLevel(double value) {
        this.value = value;
    }

    double value() {
        return value;
    }

    static SeverityLevel of(double impact) {
        if (impact >= CRITICAL_FROM) {
            return CRITICAL;
        }
        if (impact >= HIGH_FROM) {
            return HIGH;
        }
        return impact >= MEDIUM_FROM ? MEDIUM : LOW;
    }
}
