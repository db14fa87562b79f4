package io.crowdfundfix.analysis;

import io.crowdfundfix.capability.Platform;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** One thread of a node that builds clusters when it is time. */
final class ClusterWorker extends VerticleBase {
    private static final long EVERY_MS = 2_000;

    private final ClusterJobs jobs;

    ClusterWorker(Platform platform, ClusterStore store, EngineLoader loader) {
        this.jobs = new ClusterJobs(platform, store, loader);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(EVERY_MS, tick -> jobs.check());
        return Future.succeededFuture();
    }
}
