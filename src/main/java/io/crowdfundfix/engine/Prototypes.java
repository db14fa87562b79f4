package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Labels explained by example sentences; a text is compared with the examples, by meaning and by tell-tale words. */
public final class Prototypes {
    private static final double TEMPERATURE = 0.06;
    private static final double TITLE_SHARE = 0.4;
    private static final double PER_WORD = 0.35;
    private static final double PER_TITLE_WORD = 0.7;
    private static final double PER_STRONG = 0.9;
    private static final double PER_STRONG_IN_TITLE = 2.0;
    private static final double UNNAMED = -1.0;
    private static final double MOST_FOR_WORDS = 1.4;
    private static final double MOST_FOR_STRONG = 3.4;

    /** The encoder finds these in any text about parameters, fields or tokens. */
    private static final Set<String> CALLED_BY_NAME =
            Set.of("documentation", "data_loss", "accessibility", "localisation", "authentication", "concurrency");

    private final Map<String, List<float[]>> categoryToVectors;
    private final Map<String, List<float[]>> typeToVectors;
    private final Map<String, List<String>> categoryToWords;
    private final Map<String, List<String>> categoryToStrong;

    private Prototypes(Embedder embedder, Map<String, Map<String, List<String>>> groups) {
        categoryToVectors = vectors(embedder, groups.getOrDefault("category", Map.of()));
        typeToVectors = vectors(embedder, groups.getOrDefault("issue_type", Map.of()));
        categoryToWords = groups.getOrDefault("category_words", Map.of());
        categoryToStrong = groups.getOrDefault("category_strong", Map.of());
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

    /**
     * Log-odds of a category = .6 × likeness of the whole + .4 × likeness of the title, where the encoder read the title
     * + .9 for each decisive phrase (2 in the title, at most 3.4) + .35 for each hint (.7 in the title, at most 1.4) − 1
     * for one that people call by its name, if none of its phrases and hints is there.
     */
    Map<String, Double> categoryLogits(float[] vector, float[] titleVector, ReportText report) {
        Phrases all = new Phrases(report.embeddingText());
        Phrases inTitle = new Phrases(report.title().text());
        double titleShare = Vectors.dot(titleVector, titleVector) > 0 ? TITLE_SHARE : 0;
        Map<String, Double> ofTitle = logits(categoryToVectors, titleVector);
        Map<String, Double> logits = logits(categoryToVectors, vector);
        logits.replaceAll((category, logit) -> (1 - titleShare) * logit
                + titleShare * ofTitle.getOrDefault(category, 0.0)
                + wording(category, all, inTitle));
        return logits;
    }

    private double wording(String category, Phrases all, Phrases inTitle) {
        double said = words(categoryToStrong, category, all, inTitle, PER_STRONG, PER_STRONG_IN_TITLE, MOST_FOR_STRONG)
                + words(categoryToWords, category, all, inTitle, PER_WORD, PER_TITLE_WORD, MOST_FOR_WORDS);
        return said == 0 && CALLED_BY_NAME.contains(category) ? UNNAMED : said;
    }

    private static double words(
            Map<String, List<String>> categoryToWords,
            String category,
            Phrases all,
            Phrases inTitle,
            double each,
            double eachInTitle,
            double most) {
        double sum = 0;
        for (String word : categoryToWords.getOrDefault(category, List.of())) {
            sum += inTitle.has(word) ? eachInTitle : all.has(word) ? each : 0;
        }
        return Math.min(sum, most);
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
