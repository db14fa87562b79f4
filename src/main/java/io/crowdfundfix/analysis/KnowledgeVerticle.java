package io.crowdfundfix.analysis;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** One for a node: keeps the node's index of known bugs up to date, and answers what needs no inference. */
final class KnowledgeVerticle extends VerticleBase {
    private final Platform platform;
    private final EngineLoader loader;
    private final Knowledge knowledge;
    private final KnownVectors vectors;

    KnowledgeVerticle(Platform platform, EngineLoader loader) {
        this.platform = platform;
        this.loader = loader;
        this.knowledge = new Knowledge(platform, new AnalysisStore());
        this.vectors = new KnownVectors(platform, loader);
    }

    @Override
    public Future<?> start() {
        Bus bus = platform.bus();
        loader.loaded().onSuccess(engine -> context.runOnContext(here -> knowledge.load(engine)));
        vertx.setPeriodic(Knowledge.CATCH_UP_EVERY_MS, tick -> knowledge.catchUp());
        return Future.all(List.of(
                bus.serve(AnalysisApi.FIND_DUPLICATES, knowledge::findDuplicates),
                bus.serve(AnalysisApi.READ_STATUS, knowledge::status),
                bus.serve(AnalysisApi.READ_VECTORS, vectors::read),
                bus.subscribe(AnalysisApi.EMBEDDED, embedded -> knowledge.learn(embedded.bug()))));
    }

    @Override
    public Future<?> stop() {
        return vertx.executeBlocking(
                () -> {
                    knowledge.close();
                    loader.close();
                    return null;
                },
                false);
    }
}
