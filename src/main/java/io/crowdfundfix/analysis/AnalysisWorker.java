package io.crowdfundfix.analysis;

import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.localisation.LocalisationApi;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One thread that runs the model: it answers questions and works off the stored reports that wait. */
final class AnalysisWorker extends VerticleBase {
    private final Platform platform;
    private final AnalysisConfig config;
    private final EngineLoader loader;
    private final CurrentClusters clusters;
    private final PendingReports pending;
    private @Nullable AnalysisService service;

    AnalysisWorker(Platform platform, AnalysisConfig config, EngineLoader loader, CurrentClusters clusters) {
        this.platform = platform;
        this.config = config;
        this.loader = loader;
        this.clusters = clusters;
        this.pending = new PendingReports(platform, config, this::service);
    }

    @Override
    public Future<?> start() {
        Bus bus = platform.bus();
        context.runOnContext(started -> pending.drain());
        vertx.setPeriodic(config.pollMs(), tick -> pending.drain());
        return Future.all(List.of(
                bus.serve(AnalysisApi.ANALYZE_TEXT, by(AnalysisService::analyzeText)),
                bus.serve(AnalysisApi.ANALYZE_BUG, by(AnalysisService::analyzeBug)),
                bus.serve(AnalysisApi.FIND_SIMILAR, by(AnalysisService::findSimilar)),
                bus.serve(AnalysisApi.RANK_BY_MEANING, by(AnalysisService::rankByMeaning)),
                bus.serve(AnalysisApi.JUDGE_FIX, new FixJudge(bus, loader)::judge),
                bus.serve(AnalysisApi.EMBED_TEXTS, by(AnalysisService::embedTexts)),
                bus.serve(LocalisationApi.EMBED_CODE, by(AnalysisService::embedCode)),
                bus.serve(
                        AnalysisApi.FIND_SUSPECTS,
                        question -> service().suspects().ofBug(question)),
                bus.serve(
                        AnalysisApi.LOCATE_TEXT,
                        question -> service().suspects().ofText(question)),
                bus.subscribe(BugsApi.REPORTED, reported -> pending.drain())));
    }

    @Override
    public Future<?> stop() {
        return pending.stop();
    }

    private <Q extends BusMessage, R extends BusMessage> Function<Q, Future<R>> by(
            BiFunction<AnalysisService, Q, Future<R>> method) {
        return question -> method.apply(service(), question);
    }

    /** The service; the first to ask blocks this worker while the model is being loaded, and questions wait behind it. */
    private AnalysisService service() {
        if (service == null) {
            service = new AnalysisService(platform, new AnalysisStore(), loader.get(), clusters);
        }
        return service;
    }
}
