package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.EngineName;
import io.crowdfundfix.engine.Analyst;
import io.crowdfundfix.engine.Embedder;

/** What all workers of a node read: the loaded model and the index of what is known. */
record SharedEngine(Analyst analyst, KnownBugs known, DuplicateSearch duplicates) {
    static SharedEngine of(Analyst analyst) {
        KnownBugs known =
                new KnownBugs(analyst.embedder().model(), analyst.embedder().dimensions());
        return new SharedEngine(
                analyst, known, new DuplicateSearch(known, analyst.models().duplicates()));
    }

    String model() {
        return analyst.embedder().model();
    }

    EngineName name() {
        Embedder embedder = analyst.embedder();
        return new EngineName(embedder.model(), analyst.models().version(), embedder.fallback());
    }
}
