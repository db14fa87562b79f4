package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.ReadStatus;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.engine.Embedder;
import io.crowdfundfix.http.Probe;
import io.crowdfundfix.http.Routes;
import io.vertx.core.Future;
import java.util.List;

/** The engine: what a report means, how much it matters, what it is worth and what it resembles. */
public final class Analysis implements Capability {
    private static final String NAME = "analysis";

    private final AnalysisConfig config;
    private final EngineLoader loader;

    public Analysis(AnalysisConfig config) {
        this.config = config;
        this.loader = new EngineLoader(config);
    }

    /** The encoder that commands without a server use. */
    public static Embedder encoder(AnalysisConfig config) {
        return EngineLoader.embedder(config);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        CurrentClusters clusters = new CurrentClusters();
        ClusterStore clusterStore = new ClusterStore(new Ids("cluster_ids"));
        return List.of(
                Deployment.onEventLoops(() -> new KnowledgeVerticle(platform, loader), 1),
                Deployment.onEventLoops(() -> new FeedbackVerticle(platform), 1),
                Deployment.onEventLoops(() -> new ClustersVerticle(platform, clusterStore, clusters), 1),
                Deployment.onWorkers(() -> new ClusterWorker(platform, clusterStore, loader), 1, "clustering"),
                Deployment.onWorkers(
                        () -> new AnalysisWorker(platform, config, loader, clusters), config.workerCount(), NAME));
    }

    @Override
    public List<Routes> routes(Bus bus) {
        return List.of(
                new AnalysisRoutes(bus, config),
                new DuplicateRoutes(bus),
                new FeedbackRoutes(bus),
                new SuspectRoutes(bus));
    }

    /** The model is loaded when the node serves already: it takes a core for a second. */
    @Override
    public Future<Void> afterStart(Platform platform) {
        platform.vertx().executeBlocking(loader::get, false);
        return Future.succeededFuture();
    }

    /** The engine may still be loading, or be on other nodes, while this node is ready for everything else. */
    @Override
    public List<Probe> probes(Bus bus) {
        return List.of(new Probe(
                NAME,
                false,
                () -> bus.request(AnalysisApi.READ_STATUS, new ReadStatus()).map(status -> {
                    if (!status.ready()) {
                        throw new IllegalStateException("loading");
                    }
                    return status.model() + (status.fallback() ? " (fallback)" : "") + ", " + status.vectors()
                            + " vectors";
                })));
    }
}
