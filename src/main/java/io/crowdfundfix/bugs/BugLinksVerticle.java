package io.crowdfundfix.bugs;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.repositories.RepositoriesApi;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets bugs follow the repositories that come and go. */
final class BugLinksVerticle extends VerticleBase {
    private static final long POLL_MS = 1_000;

    private final Platform platform;
    private @Nullable BugLinks links;

    BugLinksVerticle(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Future<?> start() {
        BugLinks followed = new BugLinks(platform);
        links = followed;
        vertx.setPeriodic(POLL_MS, tick -> followed.drain());
        Bus bus = platform.bus();
        return Future.all(List.of(
                bus.subscribe(RepositoriesApi.SYNCED, synced -> followed.drain()),
                bus.subscribe(RepositoriesApi.DELETED, deleted -> followed.drain())));
    }

    @Override
    public Future<?> stop() {
        return links == null ? Future.succeededFuture() : links.stop();
    }
}
