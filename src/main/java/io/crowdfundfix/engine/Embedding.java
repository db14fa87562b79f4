package io.crowdfundfix.engine;

import java.util.List;

/**
 * The meaning of one text as a unit vector, and of its spans, in the order they were asked for. A span that holds no
 * token within the model's limit has the zero vector.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: a carrier between the encoder and its callers
public record Embedding(float[] vector, List<float[]> spans) {
    public Embedding {
        spans = List.copyOf(spans);
    }
}
