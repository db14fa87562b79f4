package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fallback when no encoder can be loaded: signed feature hashing of words, word pairs and character four-grams, with
 * logarithmic counts. It knows spelling, not meaning.
 */
public final class HashingEmbedder implements Embedder {
    private static final int DIMENSIONS = 384;
    private static final int MAX_CHARACTERS = 8_000;
    private static final int GRAM = 4;
    private static final float WORD_WEIGHT = 1f;
    private static final float PAIR_WEIGHT = 0.5f;
    private static final float GRAM_WEIGHT = 0.3f;

    @Override
    public String model() {
        return "hashing-v1";
    }

    @Override
    public boolean fallback() {
        return true;
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public Embedding embed(String text, List<Span> spans) {
        List<float[]> parts = new ArrayList<>(spans.size());
        for (Span span : spans) {
            parts.add(vector(span.of(text)));
        }
        return new Embedding(vector(text), parts);
    }

    @Override
    public void close() {
        // holds nothing
    }

    private static float[] vector(String text) {
        List<String> words = Words.of(Cut.to(text, MAX_CHARACTERS));
        Map<String, Integer> wordToCount = new HashMap<>();
        Map<String, Integer> pairToCount = new HashMap<>();
        Map<String, Integer> gramToCount = new HashMap<>();
        String before = "";
        for (String word : words) {
            if (Words.isCommon(word)) {
                continue;
            }
            wordToCount.merge(word, 1, Integer::sum);
            pairToCount.merge(before + " " + word, 1, Integer::sum);
            grams(word, gramToCount);
            before = word;
        }
        float[] vector = new float[DIMENSIONS];
        addAll(wordToCount, WORD_WEIGHT, vector);
        addAll(pairToCount, PAIR_WEIGHT, vector);
        addAll(gramToCount, GRAM_WEIGHT, vector);
        return Vectors.normalise(vector);
    }

    private static void grams(String word, Map<String, Integer> gramToCount) {
        String fenced = "<" + word + ">";
        for (int i = 0; i + GRAM <= fenced.length(); i++) {
            gramToCount.merge("#" + fenced.substring(i, i + GRAM), 1, Integer::sum);
        }
    }

    private static void addAll(Map<String, Integer> featureToCount, float weight, float[] vector) {
        featureToCount.forEach((feature, count) -> {
            int hash = mix(feature.hashCode());
            float sign = hash < 0 ? -1f : 1f;
            int bucket = (hash & Integer.MAX_VALUE) % DIMENSIONS;
            vector[bucket] += sign * weight * (float) (1 + Math.log(count));
        });
    }

    /** The finaliser of MurmurHash3: neighbouring string hashes must not fall into neighbouring buckets. */
    private static int mix(int hash) {
        int h = hash;
        h = (h ^ (h >>> 16)) * 0x85EBCA6B;
        h = (h ^ (h >>> 13)) * 0xC2B2AE35;
        return h ^ (h >>> 16);
    }
}
