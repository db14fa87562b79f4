package io.crowdfundfix.analytics;

import io.crowdfundfix.journal.Metrics;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many values lie on which step of the scale of {@link Metrics#step}. */
final class Steps {
    private final NavigableMap<Integer, Long> countByStep = new TreeMap<>();

    void add(String step, long count) {
        countByStep.merge(Integer.valueOf(step), count, Long::sum);
    }

    /** Where half of the values are below, as if those of a step lay evenly on it; null where there are none. */
    @Nullable Double median() {
        double half = countByStep.values().stream().mapToLong(Long::longValue).sum() / 2.0;
        double below = 0;
        for (Map.Entry<Integer, Long> step : countByStep.entrySet()) {
            if (step.getValue() > 0 && below + step.getValue() >= half) {
                return between(step.getKey(), (half - below) / step.getValue());
            }
            below += step.getValue();
        }
        return null;
    }

    private static double between(int step, double part) {
        double from = Metrics.stepFrom(step);
        double to = Metrics.stepFrom(step + 1);
        return from == 0 ? to * part : from * Math.pow(to / from, part);
    }
}
