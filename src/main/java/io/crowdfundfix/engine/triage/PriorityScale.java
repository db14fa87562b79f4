package io.crowdfundfix.engine.triage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The five steps of urgency that trackers know, under whatever words: Apache's own five; Low, Normal and Urgent are taken for
 * Minor, Major and Critical, by their meaning.
 */
final class PriorityScale {
    static final List<String> WORDS = List.of("Trivial", "Minor", "Major", "Critical", "Blocker");
    static final int STEPS = WORDS.size();

    private static final Map<String, Integer> WORD_TO_STEP = Map.ofEntries(
            Map.entry("trivial", 0),
            Map.entry("lowest", 0),
            Map.entry("minor", 1),
            Map.entry("low", 1),
            Map.entry("major", 2),
            Map.entry("normal", 2),
            Map.entry("medium", 2),
            Map.entry("critical", 3),
            Map.entry("urgent", 3),
            Map.entry("high", 3),
            Map.entry("blocker", 4),
            Map.entry("highest", 4));

    private PriorityScale() {}

    /** From 0 for trivial to 4 for blocker; -1 for a word that is not known. */
    static int step(String word) {
        return WORD_TO_STEP.getOrDefault(word.strip().toLowerCase(Locale.ROOT), -1);
    }

    /** The word that a project uses most often for each step; empty for steps that it does not use. */
    static String[] words(Tracker past) {
        Map<String, Long> wordToUses = past.tickets().stream()
                .filter(ticket -> step(ticket.priority()) >= 0)
                .collect(Collectors.groupingBy(Ticket::priority, TreeMap::new, Collectors.counting()));
        if (wordToUses.isEmpty()) {
            return WORDS.toArray(String[]::new);
        }
        String[] words = new String[STEPS];
        long[] uses = new long[STEPS];
        Arrays.fill(words, "");
        wordToUses.forEach((word, count) -> {
            int step = step(word);
            if (count > uses[step]) {
                uses[step] = count;
                words[step] = word;
            }
        });
        return words;
    }
}
