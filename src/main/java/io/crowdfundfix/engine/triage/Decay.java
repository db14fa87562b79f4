package io.crowdfundfix.engine.triage;

/** What is past counts half after each half-life. */
final class Decay {
    private static final double LN2 = Math.log(2);

    private Decay() {}

    static double weight(double age, double halfLife) {
        return Math.exp(-LN2 * Math.max(0, age) / halfLife);
    }
}
