package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.ClusterableStore.LastBuild;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When the clusters are to be built anew: soon where much has come, rarely where a build takes long. */
final class ClusterSchedule {
    static final int FEWEST = 4;

    private static final int FEWEST_FRESH = 3;
    /** A build after each fifth more, using at most a twentieth of a core. */
    private static final int GROWTH = 5;

    private static final int REST = 20;
    /** What is left over is built in when it has been quiet, using at most half a per cent. */
    private static final int LONG_REST = 200;

    private static final Duration QUIET = Duration.ofSeconds(15);
    /** Bugs are closed without a new vector. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private ClusterSchedule() {}

    static boolean isDue(@Nullable LastBuild last, String model, long vectors, Instant now) {
        if (last == null || !last.model().equals(model)) {
            return vectors >= FEWEST;
        }
        Duration rested = Duration.between(last.at(), now);
        Duration took = Duration.ofMillis(last.tookMs());
        boolean grown = last.fresh() >= Math.max(FEWEST_FRESH, last.bugs() / GROWTH);
        Duration quiet = max(QUIET, took.multipliedBy(LONG_REST));
        return (grown && isAtLeast(rested, took.multipliedBy(REST)))
                || (last.fresh() > 0 && isAtLeast(rested, quiet))
                || isAtLeast(rested, LONGEST);
    }

    private static Duration max(Duration one, Duration other) {
        return isAtLeast(one, other) ? one : other;
    }

    private static boolean isAtLeast(Duration one, Duration other) {
        return one.compareTo(other) >= 0;
    }
}
