package io.crowdfundfix.analysis;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** One for a node: serves the clusters, and keeps the node's copy of them up to date. */
final class ClustersVerticle extends VerticleBase {
    private static final long REFRESH_EVERY_MS = 30_000;

    private final Platform platform;
    private final ClusterPages pages;
    private final ClusterRefresh refresh;

    ClustersVerticle(Platform platform, ClusterStore store, CurrentClusters current) {
        this.platform = platform;
        this.pages = new ClusterPages(platform.database(), platform.clock(), store);
        this.refresh = new ClusterRefresh(platform.database(), store, current);
    }

    @Override
    public Future<?> start() {
        Bus bus = platform.bus();
        refresh.read();
        vertx.setPeriodic(REFRESH_EVERY_MS, tick -> refresh.read());
        return Future.all(List.of(
                bus.serve(ClustersApi.PAGE_CLUSTERS, pages::page),
                bus.serve(ClustersApi.READ_CLUSTER, pages::read),
                bus.subscribe(ClustersApi.BUILT, built -> refresh.read())));
    }
}
