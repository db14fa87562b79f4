package io.crowdfundfix.repositories;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves what is read from this node's mirrors, and takes away what is deleted. */
final class MirrorsVerticle extends VerticleBase {
    private static final int READERS = 2;
    private static final int FETCHERS = 2;
    private static final long SWEEP_MS = 600_000;

    private final Platform platform;
    private final RepositoriesConfig config;
    private @Nullable MirrorKeeper mirrors;
    private @Nullable MirrorKeeper fetches;
    private @Nullable Deletions deletions;

    MirrorsVerticle(Platform platform, RepositoriesConfig config) {
        this.platform = platform;
        this.config = config;
    }

    @Override
    public Future<?> start() {
        MirrorKeeper kept = new MirrorKeeper(platform, config, "read", READERS);
        MirrorKeeper fetched = new MirrorKeeper(platform, config, "fetch", FETCHERS);
        MirrorReading reading = new MirrorReading(platform, config, kept, fetched);
        Deletions gone = new Deletions(platform, kept);
        mirrors = kept;
        fetches = fetched;
        deletions = gone;
        context.runOnContext(started -> {
            gone.drain();
            gone.sweep();
        });
        vertx.setPeriodic(config.pollMs(), tick -> gone.drain());
        vertx.setPeriodic(SWEEP_MS, tick -> gone.sweep());
        Bus bus = platform.bus();
        return Future.all(List.of(
                bus.serve(RepositoriesApi.READ_CHANGES, reading::changes),
                bus.subscribe(RepositoriesApi.DELETED, deleted -> {
                    gone.drain();
                    gone.sweep();
                })));
    }

    @Override
    public Future<?> stop() {
        Future<Void> stopped = deletions == null ? Future.succeededFuture() : deletions.stop();
        return stopped.eventually(() -> mirrors == null ? Future.succeededFuture() : mirrors.close())
                .eventually(() -> fetches == null ? Future.succeededFuture() : fetches.close());
    }
}
