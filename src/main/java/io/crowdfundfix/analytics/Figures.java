package io.crowdfundfix.analytics;

import io.crowdfundfix.journal.Delta;
import io.crowdfundfix.journal.Metrics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Sums of what changes have added, by figure. Every figure has one sum for all time, and some have one for each day. */
final class Figures {
    /** The day under which all time stands. */
    static final long ALL_TIME = -1_000_000_000;

    /** What can be shown as a series. The others tell how things stand: their days would tell nothing alone. */
    private static final Set<String> BY_DAY = Set.of(
            Metrics.BUGS_REPORTED, Metrics.BUGS_RESOLVED, Metrics.CONTRIBUTIONS, Metrics.REFUNDS, Metrics.PAYOUTS);

    private final Map<Figure, Sum> sums = new HashMap<>();

    /** What is summed up. */
    record Figure(String metric, String dimension, long epochDay) {}

    /** How much it is. */
    record Sum(long events, long cents) {
        Sum plus(Sum other) {
            return new Sum(events + other.events, cents + other.cents);
        }
    }

    static Figures of(Collection<Delta> deltas) {
        Figures figures = new Figures();
        deltas.forEach(figures::add);
        return figures;
    }

    void add(Delta delta) {
        Sum sum = new Sum(delta.events(), delta.cents());
        sums.merge(new Figure(delta.metric(), delta.dimension(), ALL_TIME), sum, Sum::plus);
        if (BY_DAY.contains(delta.metric())) {
            sums.merge(new Figure(delta.metric(), delta.dimension(), delta.epochDay()), sum, Sum::plus);
        }
    }

    /** Without what has come to nothing. */
    Map<Figure, Sum> sums() {
        Map<Figure, Sum> left = new HashMap<>(sums);
        left.values().removeIf(sum -> sum.events() == 0 && sum.cents() == 0);
        return left;
    }
}
