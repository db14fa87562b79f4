package io.crowdfundfix.engine;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Picks the words that say most about what a report is about. */
final class KeyTerms {
    private static final int MOST = 24;
    private static final int SHORTEST = 3;

    private KeyTerms() {}

    /** Words of title and telling by weight: often said, said in the title, looking like code or a code number. */
    static List<String> of(ReportText report) {
        Set<String> inTitle = new HashSet<>(Words.of(report.title().text()));
        Map<String, Double> wordToWeight = new HashMap<>();
        for (String word : Words.of(report.embeddingText())) {
            if (word.length() >= SHORTEST && !Words.isCommon(word)) {
                wordToWeight.merge(word, 1.0, Double::sum);
            }
        }
        wordToWeight.replaceAll((word, count) -> weight(word, count, inTitle.contains(word)));
        return wordToWeight.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static double weight(String word, double count, boolean inTitle) {
        boolean mixed = word.indexOf('_') > 0 || word.chars().anyMatch(Character::isDigit) || word.length() > 12;
        return Math.log1p(count) + (inTitle ? 1.0 : 0) + (mixed ? 0.4 : 0);
    }
}
