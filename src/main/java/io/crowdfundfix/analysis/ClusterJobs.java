package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.ClusterableStore.LastBuild;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.jobs.Job;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that clusters are built when they are due, by one node of the cluster at a time. Lives on one worker's context. */
final class ClusterJobs {
    static final String BUILD = "analysis.build_clusters";

    private static final Logger LOG = LoggerFactory.getLogger(ClusterJobs.class);
    /** There is one build, of everything. */
    private static final long EVERYTHING = 0;

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final int MAX_ATTEMPTS = 3;

    private final Platform platform;
    private final ClusterStore store;
    private final ClusterableStore clusterables = new ClusterableStore();
    private final EngineLoader loader;
    private boolean working;

    ClusterJobs(Platform platform, ClusterStore store, EngineLoader loader) {
        this.platform = platform;
        this.store = store;
        this.loader = loader;
    }

    /** Looks whether there is something to do, unless it is being done. */
    void check() {
        if (working || !loader.loaded().succeeded()) {
            return;
        }
        working = true;
        String model = loader.loaded().result().model();
        enqueueIfDue(model)
                .compose(done -> platform.jobs().claim(BUILD, 1, LEASE))
                .compose(claimed -> claimed.isEmpty() ? Future.succeededFuture() : work(claimed.get(0), model))
                .onFailure(failure -> LOG.warn("clusters cannot be built: {}", failure.getMessage()))
                .onComplete(done -> working = false);
    }

    private Future<Void> enqueueIfDue(String model) {
        return clusterables
                .lastBuild(platform.database())
                .compose(last -> vectors(last, model)
                        .map(vectors -> ClusterSchedule.isDue(
                                last.orElse(null),
                                model,
                                vectors,
                                platform.clock().instant())))
                .compose(due -> due
                        ? platform.database()
                                .transaction(session -> platform.jobs().enqueue(session, BUILD, EVERYTHING))
                        : Future.succeededFuture());
    }

    /** Counted only where nothing was built of them yet. */
    private Future<Long> vectors(Optional<LastBuild> last, String model) {
        return last.isPresent() && last.get().model().equals(model)
                ? Future.succeededFuture(0L)
                : clusterables.vectors(platform.database(), model);
    }

    private Future<Void> work(Job job, String model) {
        return new ClusterBuild(platform, store, model)
                .run()
                .compose(built -> platform.jobs().complete(job))
                .recover(failure -> {
                    LOG.error("the clusters could not be built", failure);
                    return job.attempt() < MAX_ATTEMPTS
                            ? platform.jobs().retry(job, "unexpected error, see the log")
                            : platform.jobs().fail(job, "unexpected error, see the log");
                });
    }
}
