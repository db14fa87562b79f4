package io.crowdfundfix.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until a test moves it. */
public final class MutableClock extends Clock {
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicLong nanosSinceStart;
    private final ZoneId zone;

    public MutableClock() {
        this(new AtomicLong(), ZoneOffset.UTC);
    }

    private MutableClock(AtomicLong nanosSinceStart, ZoneId zone) {
        this.nanosSinceStart = nanosSinceStart;
        this.zone = zone;
    }

    public void forward(Duration step) {
        nanosSinceStart.addAndGet(step.toNanos());
    }

    /** Back to where every test starts. */
    public void reset() {
        nanosSinceStart.set(0);
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanosSinceStart.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new MutableClock(nanosSinceStart, other);
    }
}
