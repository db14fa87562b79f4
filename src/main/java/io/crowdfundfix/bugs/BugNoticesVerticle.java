package io.crowdfundfix.bugs;

import io.crowdfundfix.capability.Platform;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Lets reporters be told. */
final class BugNoticesVerticle extends VerticleBase {
    private static final long POLL_MS = 1_000;

    private final Platform platform;

    BugNoticesVerticle(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Future<?> start() {
        BugNotices notices = new BugNotices(platform.database(), platform.bus());
        vertx.setPeriodic(POLL_MS, tick -> notices.run());
        return platform.bus().subscribe(BugsApi.CHANGED, changed -> notices.run());
    }
}
