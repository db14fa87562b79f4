package io.crowdfundfix.matching;

import io.crowdfundfix.capability.Platform;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** One for a node: keeps the developers in its memory as they are. It begins when the node has started. */
final class RosterWorker extends VerticleBase {
    private static final long EVERY_MS = 2_000;

    private final Platform platform;
    private final KeptRoster kept;

    RosterWorker(Platform platform, KeptRoster kept) {
        this.platform = platform;
        this.kept = kept;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(EVERY_MS, tick -> kept.catchUp());
        return platform.bus().subscribe(MatchingApi.PROFILE_CHANGED, changed -> kept.learn(changed.developer()));
    }
}
