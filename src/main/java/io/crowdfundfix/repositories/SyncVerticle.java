package io.crowdfundfix.repositories;

import io.crowdfundfix.capability.Platform;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;

/** Takes one sync after the other. */
final class SyncVerticle extends VerticleBase {
    private static final long BEAT_MS = 500;

    private final Platform platform;
    private final RepositoriesConfig config;
    private @Nullable MirrorKeeper mirrors;
    private @Nullable PendingSyncs syncs;

    SyncVerticle(Platform platform, RepositoriesConfig config) {
        this.platform = platform;
        this.config = config;
    }

    @Override
    public Future<?> start() {
        MirrorKeeper kept = new MirrorKeeper(platform, config, "sync", config.workers());
        PendingSyncs pending = new PendingSyncs(platform, config, kept);
        mirrors = kept;
        syncs = pending;
        context.runOnContext(started -> pending.drain());
        vertx.setPeriodic(config.pollMs(), tick -> pending.drain());
        vertx.setPeriodic(BEAT_MS, tick -> pending.beat());
        return platform.bus().subscribe(ConnectionsApi.QUEUED, queued -> pending.drain());
    }

    @Override
    public Future<?> stop() {
        Future<Void> stopped = syncs == null ? Future.succeededFuture() : syncs.stop();
        return stopped.eventually(() -> mirrors == null ? Future.succeededFuture() : mirrors.close());
    }
}
