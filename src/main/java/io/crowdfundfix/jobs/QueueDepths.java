package io.crowdfundfix.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Meters how many jobs of each kind wait. */
public final class QueueDepths extends VerticleBase {
    private static final long EVERY_MS = 5_000;

    private final Jobs jobs;
    private final MeterRegistry meters;
    private final Map<String, AtomicLong> depthByKind = new ConcurrentHashMap<>();

    public QueueDepths(Jobs jobs, MeterRegistry meters) {
        this.jobs = jobs;
        this.meters = meters;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(0, EVERY_MS, tick -> jobs.pending().onSuccess(this::measured));
        return Future.succeededFuture();
    }

    private void measured(Map<String, Long> waitingByKind) {
        depthByKind.values().forEach(depth -> depth.set(0));
        waitingByKind.forEach((kind, waiting) -> depthByKind
                .computeIfAbsent(
                        kind, any -> meters.gauge("crowdfundfix.jobs.pending", Tags.of("kind", kind), new AtomicLong()))
                .set(waiting));
    }
}
