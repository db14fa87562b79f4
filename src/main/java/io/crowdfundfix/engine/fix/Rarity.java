package io.crowdfundfix.engine.fix;

import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How rare terms are: the smoothed inverse document frequency ln((1 + n) / (1 + df)) + 1. Unlike a vocabulary it weighs unknown
 * terms too, as if one text held them: the name that only this report and this message share tells most.
 */
final class Rarity {
    private final int[] hashes;
    private final float[] idf;
    private final float unknown;

    private Rarity(int[] hashes, float[] idf, float unknown) {
        this.hashes = hashes;
        this.idf = idf;
        this.unknown = unknown;
    }

    static Rarity of(List<int[]> texts) {
        Map<Integer, Integer> hashToTexts = new HashMap<>();
        for (int[] text : texts) {
            Arrays.stream(text).distinct().forEach(hash -> hashToTexts.merge(hash, 1, Integer::sum));
        }
        int[] hashes = hashToTexts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .mapToInt(Map.Entry::getKey)
                .sorted()
                .toArray();
        float[] idf = new float[hashes.length];
        for (int i = 0; i < idf.length; i++) {
            idf[i] = idf(texts.size(), hashToTexts.getOrDefault(hashes[i], 1));
        }
        return new Rarity(hashes, idf, idf(texts.size(), 1));
    }

    private static float idf(int texts, int holding) {
        return (float) (Math.log((1.0 + texts) / (1.0 + holding)) + 1);
    }

    static Rarity load(Tensors tensors, String name) {
        return new Rarity(
                tensors.ints(name + ".hashes"), tensors.floats(name + ".idf"), tensors.floats(name + ".unknown")[0]);
    }

    void save(Tensors.Builder tensors, String name) {
        tensors.ints(name + ".hashes", hashes);
        tensors.halves(name + ".idf", idf);
        tensors.floats(name + ".unknown", unknown);
    }

    float of(int hash) {
        int found = Arrays.binarySearch(hashes, hash);
        return found < 0 ? unknown : idf[found];
    }

    /** (1 + ln tf) · idf, scaled to length one. */
    SparseVector vector(int[] terms) {
        SparseVector counts = counts(terms);
        float[] values = new float[counts.ids().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (1 + Math.log(counts.values()[i])) * of(counts.ids()[i]);
        }
        SparseVector vector = new SparseVector(counts.ids(), values);
        double length = Math.sqrt(vector.squaredLength());
        return length == 0 ? vector : vector.times(1 / length);
    }

    /** How often each distinct term occurs. */
    static SparseVector counts(int[] terms) {
        int[] sorted = terms.clone();
        Arrays.sort(sorted);
        int[] ids = Arrays.stream(sorted).distinct().toArray();
        float[] counts = new float[ids.length];
        int at = -1;
        for (int i = 0; i < sorted.length; i++) {
            at += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
            counts[at]++;
        }
        return new SparseVector(ids, counts);
    }
}
