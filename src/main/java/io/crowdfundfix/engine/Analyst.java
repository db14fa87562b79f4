package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine: reads a report and says what it is, how bad, how hard, what it is worth and what is missing. */
public final class Analyst {
    private final Embedder embedder;
    private final Triage triage;

    /** The prototypes must have been loaded with the same embedder. */
    public Analyst(Embedder embedder, Prototypes prototypes) {
        this.embedder = embedder;
        this.triage = new Triage(prototypes);
    }

    public Embedder embedder() {
        return embedder;
    }

    /** One pass of the encoder; callers on many threads do not disturb each other. */
    public Examined examine(
            String title, String description, @Nullable String stackTrace, @Nullable SeverityLevel given) {
        ReportText report = ReportText.parse(title, description, stackTrace);
        List<Span> spans = new ArrayList<>(report.sentences());
        spans.add(report.titleSpan());
        Embedding embedding = embedder.embed(report.embeddingText(), spans);
        Assessment assessment = triage.assess(
                report,
                embedding.vector(),
                embedding.spans().get(report.sentences().size()),
                given);
        String summary = Summary.of(report, embedding);
        return new Examined(summary, assessment, Fingerprint.of(report), embedding.vector(), embedder.model());
    }
}
