package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.EngineName;
import io.crowdfundfix.engine.Analyst;
import io.crowdfundfix.engine.Embedder;

/** What all workers of a node read: the loaded model and the index of what is known. */
record SharedEngine(Analyst analyst, KnownBugs known) {
    static SharedEngine of(Analyst analyst) {
        return new SharedEngine(
                analyst,
                new KnownBugs(analyst.embedder().model(), analyst.embedder().dimensions()));
    }

    String model() {
        return analyst.embedder().model();
    }

    EngineName name() {
        Embedder embedder = analyst.embedder();
        return new EngineName(embedder.model(), analyst.models().version(), embedder.fallback());
    }
}
