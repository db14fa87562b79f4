package io.crowdfundfix.capability;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import java.util.function.Supplier;

/** How a verticle is run. */
public record Deployment(Supplier<? extends Deployable> verticle, DeploymentOptions options) {
    /** Instances that never block, on event loops. */
    public static Deployment onEventLoops(Supplier<? extends Deployable> verticle, int instances) {
        return new Deployment(verticle, new DeploymentOptions().setInstances(instances));
    }

    /** Instances that may block, each on one thread at a time of a pool of their own. */
    public static Deployment onWorkers(Supplier<? extends Deployable> verticle, int instances, String pool) {
        return new Deployment(
                verticle,
                new DeploymentOptions()
                        .setInstances(instances)
                        .setThreadingModel(ThreadingModel.WORKER)
                        .setWorkerPoolName(pool)
                        .setWorkerPoolSize(instances));
    }
}
