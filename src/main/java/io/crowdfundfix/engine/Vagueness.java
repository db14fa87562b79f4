package io.crowdfundfix.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells reports that say only that something is bad from those that say what. */
final class Vagueness {
    private static final int FEWEST_OWN_WORDS = 3;

    private static final Set<String> SAYS_LITTLE = Set.copyOf(List.of(
            ("app application program software website site page system server thing things stuff it's everything anything"
                            + " all always never again asap urgent urgently quick quickly soon today yesterday tomorrow week"
                            + " weekend morning lately recently crash crashes crashed crashing slow slower faster error errors"
                            + " fail fails failed failing broken fix fixed help log login in open start starts started stop"
                            + " stops stopped cant cannot wont doesnt nothing update updated install installed day days long"
                            + " bad worse terrible ok okay supposed worked working urgent important lot totally completely")
                    .split(" +")));

    private Vagueness() {}

    /** True if a report has neither trace nor steps, code or logs, and hardly a word of its own. */
    static boolean of(ReportText report) {
        boolean facts = report.has(Signal.STEPS)
                || report.has(Signal.CODE)
                || report.has(Signal.LOGS)
                || !report.traces().isEmpty();
        if (facts || namesSomething(report.embeddingText())) {
            return false;
        }
        Set<String> own = new HashSet<>(Words.of(report.embeddingText().toLowerCase(Locale.ROOT)));
        own.removeIf(word -> Words.isCommon(word) || SAYS_LITTLE.contains(word));
        return own.size() < FEWEST_OWN_WORDS;
    }

    /** True if the text has a word as only code has: a maintainer knows where to look. */
    private static boolean namesSomething(String text) {
        for (String word : text.split("[^\\p{L}\\p{N}_]+")) {
            boolean shouted = word.equals(word.toUpperCase(Locale.ROOT));
            if (word.length() > 3 && !shouted && KeyTerms.isName(word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
