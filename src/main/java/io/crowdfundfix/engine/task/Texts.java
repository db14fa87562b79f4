package io.crowdfundfix.engine.task;

import io.crowdfundfix.engine.Embedder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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
        if (cache == null) {
            return embedder.embed(bounded, List.of()).vector();
        }
        byte[] key = (embedder.model() + "\n" + bounded).getBytes(StandardCharsets.UTF_8);
        return cache.get(key, () -> embedder.embed(bounded, List.of()).vector());
    }
}
