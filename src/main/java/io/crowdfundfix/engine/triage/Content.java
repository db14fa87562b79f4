package io.crowdfundfix.engine.triage;

import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Vocabulary;
import java.util.Arrays;

/**
 * What a past report is about, small enough to remember thousands: its weightiest words, and the signs of its vector.
 *
 * @param code one bit for each dimension of the vector, eight in a byte; empty if nothing is known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Content(SparseVector words, byte[] code) {
    static final Content NONE = new Content(new SparseVector(new int[0], new float[0]), new byte[0]);
    private static final int MAX_WORDS = 24;

    static Content of(SparseVector words, float[] vector, Vocabulary vocabulary) {
        return new Content(weighted(heaviest(words), vocabulary), signs(vector));
    }

    /** Words weighted by their rarity alone, so that remembering which they are is enough. */
    static SparseVector weighted(int[] words, Vocabulary vocabulary) {
        float[] values = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            values[i] = (float) vocabulary.idf(words[i]);
        }
        SparseVector vector = new SparseVector(words, values);
        double length = Math.sqrt(vector.squaredLength());
        return length == 0 ? vector : vector.times(1 / length);
    }

    static byte[] signs(float[] vector) {
        byte[] code = new byte[(vector.length + 7) / 8];
        for (int i = 0; i < vector.length; i++) {
            code[i >> 3] |= (byte) (vector[i] > 0 ? 1 << (i & 7) : 0);
        }
        return code;
    }

    private static int[] heaviest(SparseVector words) {
        int size = words.ids().length;
        if (size <= MAX_WORDS) {
            return words.ids();
        }
        float[] sorted = words.values().clone();
        Arrays.sort(sorted);
        float least = sorted[size - MAX_WORDS];
        int[] ids = new int[MAX_WORDS];
        int kept = 0;
        for (int i = 0; i < size && kept < MAX_WORDS; i++) {
            if (words.values()[i] >= least) {
                ids[kept++] = words.ids()[i];
            }
        }
        return ids;
    }
}
