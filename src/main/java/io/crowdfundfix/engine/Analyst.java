package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.Arrays;
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

    /** One pass of the encoder; callers on many threads do not disturb each other. */
    public Examined examine(Report report) {
        ReportText text = ReportText.parse(report.title(), report.description(), report.stackTrace());
        EncoderText read = EncoderText.of(text);
        List<Span> spans = new ArrayList<>(text.sentences());
        spans.add(read.title());
        spans.add(read.rest());
        Embedding embedding;
        float[] middle = null;
        if (models.readMiddleLayer()) {
            Layers layers = embedder.layers(read.text(), spans);
            embedding = layers.last();
            middle = titleAndRest(layers.middle());
        } else {
            embedding = embedder.embed(read.text(), spans);
        }
        float[] title = embedding.spans().get(text.sentences().size());
        Assessment assessment = triage.assess(
                text,
                new Triage.Meaning(embedding.vector(), title),
                models.ask(report, embedding.vector(), middle, embedder),
                report.severity());
        return new Examined(
                Summary.of(text, embedding), assessment, Fingerprint.of(text), embedding.vector(), embedder.model());
    }

    /** The vectors of the last two spans, one behind the other. */
    private static float[] titleAndRest(Embedding embedding) {
        List<float[]> spans = embedding.spans();
        float[] title = spans.get(spans.size() - 2);
        float[] both = Arrays.copyOf(title, 2 * title.length);
        System.arraycopy(spans.get(spans.size() - 1), 0, both, title.length, title.length);
        return both;
    }
}
