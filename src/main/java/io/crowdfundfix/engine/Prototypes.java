package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Labels explained by example sentences; a text is compared with the examples, by meaning and by tell-tale words. */
public final class Prototypes {
    private static final double TEMPERATURE = 0.06;
    private static final double PER_WORD = 0.6;
    private static final double PER_TITLE_WORD = 0.9;
    private static final double MOST_FOR_WORDS = 2.4;

    private final Map<String, List<float[]>> categoryToVectors;
    private final Map<String, List<float[]>> typeToVectors;
    private final Map<String, List<String>> categoryToWords;

    private Prototypes(Embedder embedder, Map<String, Map<String, List<String>>> groups) {
        categoryToVectors = vectors(embedder, groups.getOrDefault("category", Map.of()));
        typeToVectors = vectors(embedder, groups.getOrDefault("issue_type", Map.of()));
        categoryToWords = groups.getOrDefault("category_words", Map.of());
    }

    /** Embeds every example: takes a moment, so load once. */
    public static Prototypes load(Embedder embedder) {
        return new Prototypes(embedder, PrototypeFile.read());
    }

    private static Map<String, List<float[]>> vectors(Embedder embedder, Map<String, List<String>> examples) {
        Map<String, List<float[]>> vectors = new LinkedHashMap<>();
        examples.forEach((label, sentences) -> vectors.put(
                label,
                sentences.stream()
                        .map(sentence -> embedder.embed(sentence, List.of()).vector())
                        .toList()));
        return vectors;
    }

    /** Label to log-odds up to a constant: mean cosine of the two nearest examples over the temperature. */
    Map<String, Double> typeLogits(float[] vector) {
        return logits(typeToVectors, vector);
    }

    /** As {@link #typeLogits}, and more for each tell-tale word in the text, most for those of the title. */
    Map<String, Double> categoryLogits(float[] vector, ReportText report) {
        Set<String> all = new HashSet<>(Words.of(report.embeddingText()));
        Set<String> inTitle = new HashSet<>(Words.of(report.title().text()));
        Map<String, Double> logits = logits(categoryToVectors, vector);
        logits.replaceAll((category, logit) -> logit + words(category, all, inTitle));
        return logits;
    }

    private double words(String category, Set<String> all, Set<String> inTitle) {
        double sum = 0;
        for (String word : categoryToWords.getOrDefault(category, List.of())) {
            sum += inTitle.contains(word) ? PER_TITLE_WORD : all.contains(word) ? PER_WORD : 0;
        }
        return Math.min(sum, MOST_FOR_WORDS);
    }

    private static Map<String, Double> logits(Map<String, List<float[]>> labelToVectors, float[] vector) {
        Map<String, Double> logits = new LinkedHashMap<>();
        labelToVectors.forEach((label, examples) -> logits.put(label, nearestTwo(examples, vector) / TEMPERATURE));
        return logits;
    }

    private static double nearestTwo(List<float[]> examples, float[] vector) {
        double best = -1;
        double second = -1;
        for (float[] example : examples) {
            double cosine = Vectors.dot(example, vector);
            if (cosine > best) {
                second = best;
                best = cosine;
            } else if (cosine > second) {
                second = cosine;
            }
        }
        return (best + second) / 2;
    }

    /** Probabilities that sum to one, in the order of the labels. */
    static Map<String, Double> softmax(Map<String, Double> logits) {
        double highest = logits.values().stream().mapToDouble(x -> x).max().orElse(0);
        Map<String, Double> shares = new LinkedHashMap<>();
        logits.forEach((label, logit) -> shares.put(label, Math.exp(logit - highest)));
        double sum = shares.values().stream().mapToDouble(x -> x).sum();
        shares.replaceAll((label, share) -> share / sum);
        return shares;
    }

    /** The most probable label; of equals the first. */
    static String best(Map<String, Double> labelToScore) {
        List<String> labels = new ArrayList<>(labelToScore.keySet());
        String best = labels.get(0);
        for (String label : labels) {
            if (labelToScore.getOrDefault(label, 0.0) > labelToScore.getOrDefault(best, 0.0)) {
                best = label;
            }
        }
        return best;
    }
}
