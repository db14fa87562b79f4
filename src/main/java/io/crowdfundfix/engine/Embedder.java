package io.crowdfundfix.engine;

import java.util.List;

/** Turns text into unit vectors; one instance serves many threads. */
public interface Embedder extends AutoCloseable {
    /** The identity to store beside each vector: vectors of two identities must never be compared. */
    String model();

    /** True if no trained model stands behind the vectors. */
    boolean fallback();

    int dimensions();

    /** One pass over the text; spans are ranges of its characters. */
    Embedding embed(String text, List<Span> spans);

    @Override
    void close();
}
