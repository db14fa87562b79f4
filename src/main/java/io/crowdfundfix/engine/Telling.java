package io.crowdfundfix.engine;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How much a sentence tells of what is wrong, by its place and its words. */
final class Telling {
    private static final int MOST_WORDS = 3;
    private static final Set<String> OF_HARM = Set.copyOf(List.of(
            ("crash crashes error errors fails fail failed failing wrong broken missing exception cannot unable instead"
                            + " incorrect slow hang hangs freezes leak leaks regression unexpected not doesn't don't never nobody"
                            + " nothing gone lost lose loses vanish vanishes disappears stops stuck ignored ignores killed kills"
                            + " dropped overwritten twice accepts passes exposes empty undone rejects refuses panics grows add"
                            + " support allow but although only differ differs nicht kein keine bleibt fehlt")
                    .split(" ")));
    private static final Set<String> ASIDES = Set.of(
            "hi",
            "hello",
            "hallo",
            "hey",
            "workaround",
            "please",
            "expected",
            "expectation",
            "fix",
            "proposal",
            "suggested",
            "thanks",
            "also",
            "affected",
            "tested",
            "version",
            "probably",
            "reported");
    private static final List<String> BACKGROUND = List.of(
            "we are ",
            "we use ",
            "we run ",
            "we have ",
            "i am ",
            "i'm ",
            "i use ",
            "i have ",
            "i could not ",
            "i found ",
            "i think ",
            "i suspect ",
            "it is not ",
            "not a bug",
            "some ",
            "could somebody ");

    private Telling() {}

    /**
     * .05 per word of harm (at most three); +.08 for what stands under "actual", −.20 for what stands under "expected" or
     * under a proposal; −.25 for an aside such as a workaround, −.14 for the background, −.08 for an instruction; −.12 if it
     * leads to something that is not there, −.25 if it is a list of versions.
     */
    static double score(String sentence, Section section, List<String> words) {
        String lower = sentence.toLowerCase(Locale.ROOT);
        long harm = words.stream()
                .filter(OF_HARM::contains)
                .distinct()
                .limit(MOST_WORDS)
                .count();
        double score = 0.05 * harm;
        score += switch (section) {
            case ACTUAL -> 0.08;
            case EXPECTED, PROPOSAL -> -0.20;
            default -> 0;
        };
        score -= !words.isEmpty() && ASIDES.contains(words.get(0)) ? 0.25 : 0;
        score -= BACKGROUND.stream().anyMatch(lower::startsWith) ? 0.14 : 0;
        score -= LineKind.isAction(sentence) ? 0.08 : 0;
        score -= leadsOn(lower) ? 0.12 : 0;
        score -= harm == 0 && SignalWords.namesPlatform(words) && words.size() <= 16 ? 0.25 : 0;
        return score;
    }

    private static boolean leadsOn(String lower) {
        return lower.endsWith(":")
                || lower.endsWith(" but")
                || lower.endsWith(" and")
                || lower.endsWith("(trace below).");
    }
}
