package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.BugVector;
import io.crowdfundfix.analysis.AnalysisApi.BugVectors;
import io.crowdfundfix.analysis.AnalysisApi.Meaning;
import io.crowdfundfix.analysis.AnalysisApi.ReadVectors;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Hands out the vectors of bugs: from the node's index, or else from where they are stored. */
final class KnownVectors {
    private final Platform platform;
    private final EngineLoader loader;
    private final KnowledgeStore store = new KnowledgeStore();

    KnownVectors(Platform platform, EngineLoader loader) {
        this.platform = platform;
        this.loader = loader;
    }

    Future<BugVectors> read(ReadVectors question) {
        if (!loader.loaded().succeeded()) {
            return Future.failedFuture(Fault.unavailable("engine_loading", "The engine is still being loaded"));
        }
        SharedEngine engine = loader.loaded().result();
        List<BugVector> found = new ArrayList<>();
        List<Long> missing = new ArrayList<>();
        for (long bug : question.bugs()) {
            float[] vector = engine.known().vector(bug);
            if (vector == null) {
                missing.add(bug);
            } else {
                found.add(new BugVector(bug, Meaning.of(vector)));
            }
        }
        return store.meanings(platform.database(), engine.model(), missing).map(stored -> {
            stored.forEach(meaning -> found.add(new BugVector(meaning.bug(), Meaning.of(meaning.vector()))));
            return new BugVectors(engine.model(), found);
        });
    }
}
