package io.crowdfundfix.engine.locate;

import io.crowdfundfix.engine.retrieval.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Cuts source text into the terms it is found by, each distinct identifier once. Safe for many threads. */
final class CodeWords {
    private static final int MOST_KEPT = 100_000;
    private static final int LONGEST = 48;

    private final Map<String, List<String>> wordToTerms = new ConcurrentHashMap<>();

    /** Gives the memory back; what is read next fills it again. */
    void forget() {
        wordToTerms.clear();
    }

    List<String> of(String text) {
        List<String> terms = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && isPart(text.charAt(i));
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                add(text, start, i, terms);
                start = -1;
            }
        }
        return terms;
    }

    private void add(String text, int from, int to, List<String> terms) {
        if (to - from > LONGEST) {
            terms.addAll(Terms.of(text.substring(from, to)));
        } else if (to - from > 1) {
            terms.addAll(termsOf(text.substring(from, to)));
        }
    }

    /** The identifier's parts and itself. */
    private List<String> termsOf(String word) {
        List<String> known = wordToTerms.get(word);
        if (known != null) {
            return known;
        }
        List<String> terms = List.copyOf(Terms.of(word));
        if (wordToTerms.size() < MOST_KEPT) {
            wordToTerms.put(word, terms);
        }
        return terms;
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
