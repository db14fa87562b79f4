package io.crowdfundfix.engine.learn;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * TF-IDF over the terms that were seen often enough in training: sublinear term frequency (1 + ln tf), smoothed inverse
 * document frequency (ln((1 + n) / (1 + df)) + 1), scaled to length one. Source: Salton and Buckley 1988; the smoothing is
 * scikit-learn's.
 */
public final class Vocabulary {
    private final Terms terms;
    private final int[] hashes;
    private final float[] idf;

    private Vocabulary(Terms terms, int[] hashes, float[] idf) {
        this.terms = terms;
        this.hashes = hashes;
        this.idf = idf;
    }

    /** The terms in at least {@code minTexts} texts, at most {@code maxTerms} of them, the most frequent ones. */
    public static Vocabulary of(Terms terms, List<String> texts, int minTexts, int maxTerms) {
        return of(terms, texts.stream().map(text -> terms.of(text).toArray()), minTexts, maxTerms);
    }

    /** The same over terms that were cut otherwise, each list the hashes of one text; asked by {@link #vector(int[])}. */
    public static Vocabulary ofHashes(List<int[]> texts, int minTexts, int maxTerms) {
        return of(Terms.ofWords(0), texts.stream(), minTexts, maxTerms);
    }

    private static Vocabulary of(Terms terms, Stream<int[]> texts, int minTexts, int maxTerms) {
        Map<Integer, Integer> hashToTexts = new HashMap<>();
        int count = 0;
        for (int[] text : texts.toList()) {
            int[] found = text.clone();
            Arrays.sort(found);
            count++;
            for (int i = 0; i < found.length; i++) {
                if (i == 0 || found[i] != found[i - 1]) {
                    hashToTexts.merge(found[i], 1, Integer::sum);
                }
            }
        }
        int[] hashes = hashToTexts.entrySet().stream()
                .filter(entry -> entry.getValue() >= minTexts)
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(maxTerms)
                .mapToInt(Map.Entry::getKey)
                .sorted()
                .toArray();
        float[] idf = new float[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            idf[i] = (float) (Math.log((1.0 + count) / (1.0 + hashToTexts.getOrDefault(hashes[i], 0))) + 1);
        }
        return new Vocabulary(terms, hashes, idf);
    }

    /** Reads what {@link #save} wrote. */
    public static Vocabulary load(Tensors tensors, String name) {
        int[] cut = tensors.ints(name + ".cut");
        Terms terms = new Terms(cut[0], cut[1], cut[2], cut[3]);
        return new Vocabulary(terms, tensors.ints(name + ".hashes"), tensors.floats(name + ".idf"));
    }

    public void save(Tensors.Builder tensors, String name) {
        tensors.ints(name + ".cut", terms.words(), terms.shortest(), terms.longest(), terms.maxChars());
        tensors.ints(name + ".hashes", hashes);
        tensors.halves(name + ".idf", idf);
    }

    public int size() {
        return hashes.length;
    }

    /** The position of a term, or -1 if it is not known. */
    public int position(int hash) {
        int found = Arrays.binarySearch(hashes, hash);
        return found < 0 ? -1 : found;
    }

    public double idf(int position) {
        return idf[position];
    }

    /** The text as a vector of length one; empty if it holds no known term. */
    public SparseVector vector(String text) {
        return vector(terms.of(text).toArray());
    }

    /** The vector of a text whose terms have these hashes. */
    public SparseVector vector(int[] found) {
        int[] positions = Arrays.stream(found)
                .map(this::position)
                .filter(position -> position >= 0)
                .sorted()
                .toArray();
        int distinct = (int) Arrays.stream(positions).distinct().count();
        int[] ids = new int[distinct];
        float[] values = new float[distinct];
        int at = -1;
        for (int i = 0; i < positions.length; i++) {
            if (i == 0 || positions[i] != positions[i - 1]) {
                ids[++at] = positions[i];
            }
            values[at]++;
        }
        for (int i = 0; i < distinct; i++) {
            values[i] = (float) (1 + Math.log(values[i])) * idf[ids[i]];
        }
        SparseVector vector = new SparseVector(ids, values);
        double length = Math.sqrt(vector.squaredLength());
        return length == 0 ? vector : vector.times(1 / length);
    }
}
