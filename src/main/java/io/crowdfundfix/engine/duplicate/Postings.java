package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.learn.IntList;
import io.crowdfundfix.engine.learn.SparseVector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Exact dot products of one sparse vector with many. */
final class Postings {
    private final Map<Integer, IntList> termToEntries = new HashMap<>();
    private final int size;

    Postings(List<SparseVector> vectors) {
        size = vectors.size();
        for (int i = 0; i < size; i++) {
            SparseVector vector = vectors.get(i);
            for (int t = 0; t < vector.ids().length; t++) {
                IntList entries = termToEntries.computeIfAbsent(vector.ids()[t], term -> new IntList());
                entries.add(i);
                entries.add(Float.floatToRawIntBits(vector.values()[t]));
            }
        }
    }

    /** One score for each vector. */
    float[] scores(SparseVector query) {
        float[] scores = new float[size];
        for (int t = 0; t < query.ids().length; t++) {
            IntList entries = termToEntries.get(query.ids()[t]);
            int count = entries == null ? 0 : entries.size();
            for (int e = 0; entries != null && e < count; e += 2) {
                scores[entries.get(e)] += query.values()[t] * Float.intBitsToFloat(entries.get(e + 1));
            }
        }
        return scores;
    }
}
