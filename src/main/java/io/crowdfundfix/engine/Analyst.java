package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.List;

/** The engine: reads a report and says what it is, how bad, how hard, what it is worth and what is missing. */
public final class Analyst {
    private final Embedder embedder;
    private final Triage triage;
    private final TrainedModels models;

    /** The prototypes must have been loaded with the same embedder. */
    public Analyst(Embedder embedder, Prototypes prototypes, TrainedModels models) {
        this.embedder = embedder;
        this.triage = new Triage(prototypes);
        this.models = models;
    }

    public Embedder embedder() {
        return embedder;
    }

    public TrainedModels models() {
        return models;
    }

    /** Callers on many threads do not disturb each other. */
    public Examined examine(Report report) {
        ReportText text = ReportText.parse(report.title(), report.description(), report.stackTrace());
        List<Span> spans = new ArrayList<>(text.sentences());
        spans.add(text.titleSpan());
        Embedding embedding = embedder.embed(text.embeddingText(), spans);
        float[] title = embedding.spans().get(text.sentences().size());
        Learned learned = models.ask(report, embedding.vector(), embedder);
        Assessment assessment =
                triage.assess(text, new Triage.Meaning(embedding.vector(), title), learned, report.severity());
        return new Examined(
                Summary.of(text, embedding), assessment, Fingerprint.of(text), embedding.vector(), embedder.model());
    }
}
