package io.crowdfundfix.analytics;

import io.crowdfundfix.capability.Platform;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the rollups up with the deltas, one run at a time on this node; another node may do it as well. */
final class DeltaDrain {
    private static final Logger LOG = LoggerFactory.getLogger(DeltaDrain.class);

    private final Rollups rollups;
    private final Clock clock;
    private final AtomicLong oldestMs;
    private boolean begun;
    private boolean running;

    DeltaDrain(Rollups rollups, Platform platform) {
        this.rollups = rollups;
        this.clock = platform.clock();
        this.oldestMs = platform.meters().gauge("crowdfundfix.analytics.oldest.delta.ms", new AtomicLong());
    }

    /** Drains what waits, unless it is at it already. */
    void run() {
        if (running) {
            return;
        }
        running = true;
        (begun ? drained() : rollups.begin()).onComplete(done -> {
            running = false;
            begun = begun || done.succeeded();
            if (done.failed()) {
                LOG.warn("the figures wait to be written: {}", done.cause().getMessage());
            }
        });
    }

    private Future<Void> drained() {
        return rollups.oldestWaiting().compose(oldest -> {
            oldestMs.set(age(oldest));
            return oldest.isEmpty() ? Future.succeededFuture() : rollups.drain().compose(more -> again(more));
        });
    }

    private Future<Void> again(boolean more) {
        return more
                ? drained()
                : rollups.oldestWaiting().map(oldest -> {
                    oldestMs.set(age(oldest));
                    return null;
                });
    }

    private long age(Optional<Instant> oldest) {
        return oldest.map(
                        at -> Math.max(0, Duration.between(at, clock.instant()).toMillis()))
                .orElse(0L);
    }
}
