package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.learn.SparseVector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** How terms and their counts become weighted vectors over term hashes. */
final class Bag {
    private static final double SATURATION = 1.2;
    private static final double LENGTH_SHARE = 0.75;

    private Bag() {}

    /** Each distinct term with its count. */
    static SparseVector counts(int[] terms) {
        int[] sorted = terms.clone();
        Arrays.sort(sorted);
        int[] ids = new int[sorted.length];
        float[] counts = new float[sorted.length];
        int at = -1;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                ids[++at] = sorted[i];
            }
            counts[at]++;
        }
        return new SparseVector(Arrays.copyOf(ids, at + 1), Arrays.copyOf(counts, at + 1));
    }

    static SparseVector once(SparseVector counts) {
        float[] ones = new float[counts.ids().length];
        Arrays.fill(ones, 1);
        return new SparseVector(counts.ids(), ones);
    }

    static SparseVector union(int[] a, int[] b) {
        int[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return counts(both);
    }

    /** The document's side of BM25: idf × the saturated count (Robertson and Zaragoza 2009). */
    static SparseVector bm25(SparseVector counts, double lengthRatio, IntToDoubleFunction idf) {
        double norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * lengthRatio);
        float[] weights = new float[counts.ids().length];
        for (int i = 0; i < weights.length; i++) {
            double count = counts.values()[i];
            weights[i] = (float) (idf.applyAsDouble(counts.ids()[i]) * count * (SATURATION + 1) / (count + norm));
        }
        return new SparseVector(counts.ids(), weights);
    }

    /** (1 + ln count) × idf, scaled to length one. */
    static SparseVector tfIdf(SparseVector counts, IntToDoubleFunction idf) {
        float[] weights = new float[counts.ids().length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) ((1 + Math.log(counts.values()[i])) * idf.applyAsDouble(counts.ids()[i]));
        }
        return unit(new SparseVector(counts.ids(), weights));
    }

    /** The pairs of neighbouring terms, each as rare as its terms together, scaled to length one. */
    static SparseVector pairs(int[] terms, IntToDoubleFunction idf) {
        int[] pairs = new int[Math.max(0, terms.length - 1)];
        Map<Integer, Double> pairToIdf = new HashMap<>();
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = 31 * terms[i] + Integer.rotateLeft(terms[i + 1], 13);
            pairToIdf.put(pairs[i], idf.applyAsDouble(terms[i]) + idf.applyAsDouble(terms[i + 1]));
        }
        return tfIdf(counts(pairs), pair -> pairToIdf.getOrDefault(pair, 0.0));
    }

    private static SparseVector unit(SparseVector vector) {
        double length = Math.sqrt(vector.squaredLength());
        return length == 0 ? vector : vector.times(1 / length);
    }
}
