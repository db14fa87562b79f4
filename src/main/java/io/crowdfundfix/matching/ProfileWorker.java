package io.crowdfundfix.matching;

import io.crowdfundfix.capability.Platform;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** One for a node: makes the profiles that are waited for. It begins when the node has started. */
final class ProfileWorker extends VerticleBase {
    private static final long EVERY_MS = 1_000;

    private final PendingProfiles pending;

    ProfileWorker(Platform platform) {
        this.pending = new PendingProfiles(platform);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(EVERY_MS, tick -> pending.drain());
        return Future.succeededFuture();
    }
}
