package io.crowdfundfix.engine.triage;

/** How often each of a few outcomes came, every time with a weight. */
final class Tally {
    final double[] sums;
    double all;

    Tally(int outcomes) {
        sums = new double[outcomes];
    }

    void add(int outcome, double weight) {
        sums[outcome] += weight;
        all += weight;
    }

    /** The share of an outcome, drawn towards an expected one as if that had been seen {@code strength} times. */
    double share(int outcome, double expected, double strength) {
        return (sums[outcome] + strength * expected) / (all + strength);
    }
}
