package io.crowdfundfix.analytics;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Serves {@link AnalyticsApi} and lets the deltas be drained. */
final class AnalyticsVerticle extends VerticleBase {
    private static final long POLL_MS = 500;

    private final Platform platform;

    AnalyticsVerticle(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Future<?> start() {
        Bus bus = platform.bus();
        RollupStore store = new RollupStore();
        AnalyticsService analytics = new AnalyticsService(platform.database(), bus, platform.clock(), store);
        DeltaDrain drain = new DeltaDrain(new Rollups(vertx, platform.database(), platform.clock(), store), platform);
        vertx.setPeriodic(0, POLL_MS, tick -> drain.run());
        return Future.all(List.of(
                bus.serve(AnalyticsApi.READ_DASHBOARD, analytics::dashboard),
                bus.serve(AnalyticsApi.READ_SERIES, analytics::series)));
    }
}
