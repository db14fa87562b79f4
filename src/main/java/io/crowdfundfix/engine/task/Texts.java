package io.crowdfundfix.engine.task;

import io.crowdfundfix.engine.Embedder;
import io.crowdfundfix.engine.EncoderText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns many texts into unit vectors, on all cores, each distinct text once. */
public final class Texts {
    private static final int MAX_CHARS = 20_000;

    private final Embedder embedder;
    private final @Nullable VectorCache cache;
    private final Progress progress;

    public Texts(Embedder embedder, @Nullable VectorCache cache, Progress progress) {
        this.embedder = embedder;
        this.cache = cache;
        this.progress = progress;
    }

    public Embedder embedder() {
        return embedder;
    }

    /** The vector of each text, in order. */
    public float[][] vectors(List<String> texts) {
        float[][] vectors = new float[texts.size()][];
        AtomicLong done = new AtomicLong();
        IntStream.range(0, vectors.length).parallel().forEach(i -> {
            vectors[i] = vector(texts.get(i));
            progress.at("embedding", done.incrementAndGet(), vectors.length);
        });
        return vectors;
    }

    public float[] vector(String text) {
        String bounded = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
        return cached("", bounded, known -> embedder.embed(known, List.of()).vector());
    }

    /** What the encoder's middle layer sees of each report: the vector of its title, followed by that of the rest. */
    public float[][] middleVectors(List<EncoderText> reports) {
        float[][] vectors = new float[reports.size()][];
        AtomicLong done = new AtomicLong();
        IntStream.range(0, vectors.length).parallel().forEach(i -> {
            EncoderText report = reports.get(i);
            String key = "middle " + report.title() + report.rest();
            vectors[i] = cached(key, report.text(), text -> middle(report, text));
            progress.at("embedding", done.incrementAndGet(), vectors.length);
        });
        return vectors;
    }

    private float[] middle(EncoderText report, String text) {
        List<float[]> parts = embedder.layers(text, List.of(report.title(), report.rest()))
                .middle()
                .spans();
        float[] both = Arrays.copyOf(parts.get(0), 2 * embedder.dimensions());
        System.arraycopy(parts.get(1), 0, both, embedder.dimensions(), embedder.dimensions());
        return both;
    }

    private float[] cached(String layer, String text, Function<String, float[]> embed) {
        if (cache == null) {
            return embed.apply(text);
        }
        byte[] key = (layer + embedder.model() + "\n" + text).getBytes(StandardCharsets.UTF_8);
        return cache.get(key, () -> embed.apply(text));
    }
}
