package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Picks the words that say most about what a report is about. */
final class KeyTerms {
    private static final int MOST = 24;
    private static final int SHORTEST = 3;

    private KeyTerms() {}

    /**
     * Words of title and telling that not every report has. Weight = log(1 + count) + 1 if said in the title + 1 if it looks
     * like a name out of the program: several words in one, a code number, or rare by its length.
     */
    static List<String> of(ReportText report) {
        String text = report.embeddingText();
        Set<String> inTitle = new HashSet<>(Words.of(report.title().text()));
        Map<String, Double> wordToWeight = new HashMap<>();
        for (String word : Words.of(text)) {
            if (word.length() >= SHORTEST && !PlainWords.has(word)) {
                wordToWeight.merge(word, 1.0, Double::sum);
            }
        }
        Set<String> names = names(text);
        wordToWeight.replaceAll((word, count) -> Math.log1p(count)
                + (inTitle.contains(word) ? 1 : 0)
                + (names.contains(word) || word.length() > 12 ? 1 : 0));
        List<Map.Entry<String, Double>> byWeight = new ArrayList<>(wordToWeight.entrySet());
        byWeight.sort(Map.Entry.<String, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())));
        return byWeight.stream().limit(MOST).map(Map.Entry::getKey).toList();
    }

    /** The words that are written as no plain word is: an underscore, a digit or a capital inside, or capitals only. */
    private static Set<String> names(String text) {
        Set<String> names = new HashSet<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_');
            if (!inside) {
                if (i > start && isName(text, start, i)) {
                    names.add(text.substring(start, i).toLowerCase(Locale.ROOT));
                }
                start = i + 1;
            }
        }
        return names;
    }

    static boolean isName(String text, int from, int to) {
        int capitals = 0;
        for (int i = from + 1; i < to; i++) {
            char c = text.charAt(i);
            if (c == '_' || Character.isDigit(c)) {
                return Character.isLetter(text.charAt(from));
            }
            capitals += Character.isUpperCase(c) ? 1 : 0;
        }
        return capitals > 0;
    }
}
