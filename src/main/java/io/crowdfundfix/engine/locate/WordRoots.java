package io.crowdfundfix.engine.locate;

import java.util.List;

/** Takes the commonest derivations off English words, so that "validation", "validator" and "validate" meet. */
final class WordRoots {
    private static final int SHORTEST_ROOT = 4;

    /** Longer ones first. They stand behind words that have lost their inflection and their last "e" already. */
    private static final List<String> ENDINGS = List.of(
            "ization", "ational", "fulness", "iveness", "ation", "ement", "ility", "ator", "ance", "ence", "able", "ible", "ment",
            "ness", "tion", "sion", "ally", "ion", "ity", "ive", "iv", "anc", "enc", "abl", "ibl", "ant", "ent", "ful", "al", "at",
            "iz", "ly", "er", "or");

    private WordRoots() {}

    static String of(String word) {
        for (String ending : ENDINGS) {
            if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST_ROOT) {
                int kept = ending.equals("tion") || ending.equals("sion") ? 3 : ending.length();
                return word.substring(0, word.length() - kept);
            }
        }
        return word;
    }
}
