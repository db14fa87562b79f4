package io.crowdfundfix.engine.triage;

/**
 * How long past reports took, each with a weight. A report that is still open counts for those spans that it has outlived
 * already, so that the slow ones are not forgotten.
 */
final class Durations {
    static final double[] SPANS = {0.2, 1, 4, 20, 100, 400};
    private static final double STRENGTH = 2;

    private final double[] within = new double[SPANS.length];
    private final double[] judged = new double[SPANS.length];
    private double logs;
    private double known;
    private double all;

    /** Days until it was resolved, or NaN while it is open; how many days ago it was filed. */
    void add(double days, double age, double weight) {
        boolean resolved = !Double.isNaN(days);
        all += weight;
        for (int i = 0; i < SPANS.length; i++) {
            if (resolved || age > SPANS[i]) {
                judged[i] += weight;
                within[i] += resolved && days <= SPANS[i] ? weight : 0;
            }
        }
        if (resolved) {
            logs += weight * Math.log1p(days);
            known += weight;
        }
    }

    /** The share that was resolved within the span, drawn towards the expected one. */
    double share(int span, double expected) {
        return (within[span] + STRENGTH * expected) / (judged[span] + STRENGTH);
    }

    double meanLog(double expected) {
        return (logs + STRENGTH * expected) / (known + STRENGTH);
    }

    double all() {
        return all;
    }
}
