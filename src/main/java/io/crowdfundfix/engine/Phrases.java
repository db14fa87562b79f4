package io.crowdfundfix.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every run of one to three words of a text, so that a phrase is looked up and not searched for. */
final class Phrases {
    private static final int LONGEST = 3;

    private final Set<String> runs = new HashSet<>();

    Phrases(String text) {
        List<String> words = Words.of(text);
        for (int from = 0; from < words.size(); from++) {
            StringBuilder run = new StringBuilder();
            for (int at = from; at < Math.min(words.size(), from + LONGEST); at++) {
                run.append(run.isEmpty() ? "" : " ").append(words.get(at));
                runs.add(run.toString());
            }
        }
    }

    boolean has(String phrase) {
        return runs.contains(phrase);
    }
}
