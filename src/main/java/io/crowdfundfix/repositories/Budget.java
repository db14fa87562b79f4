package io.crowdfundfix.repositories;

import io.crowdfundfix.fault.Fault;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What one sync may take: bytes and time. Can be ended by another thread, which closes what is being read. */
final class Budget {
    private static final long MB = 1_000_000;

    private final long deadline;
    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean ended;
    private volatile @Nullable Closeable reading;

    Budget(Duration time, long maxBytes) {
        this.deadline = System.nanoTime() + time.toNanos();
        this.maxBytes = maxBytes;
    }

    /** Takes bytes that have come; fails where there are too many, or where the time is up. */
    void take(long came) throws IOException {
        check();
        if (bytes.addAndGet(came) > maxBytes) {
            throw new Refusal(
                    "repository_too_large",
                    "The repository sends more than " + maxBytes / MB
                            + " MB: connect a smaller one, or let the operator raise repositories.max_mb");
        }
    }

    void check() throws IOException {
        if (System.nanoTime() - deadline > 0) {
            throw new Refusal(
                    "sync_too_slow",
                    "The repository could not be read in time: sync again, or let the operator raise"
                            + " repositories.timeout_seconds");
        }
        if (ended) {
            throw new Refusal(Fault.unavailable("stopping", "The sync was broken off and begins again"));
        }
    }

    boolean isOver() {
        return ended || System.nanoTime() - deadline > 0;
    }

    /** What {@link #end} closes. */
    void reading(@Nullable Closeable source) {
        reading = source;
    }

    void end() {
        ended = true;
        Closeable open = reading;
        if (open != null) {
            try {
                open.close();
            } catch (IOException ignored) {
                // it was to be closed, and is of no use any more
            }
        }
    }
}
