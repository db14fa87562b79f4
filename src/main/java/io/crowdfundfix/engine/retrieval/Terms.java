package io.crowdfundfix.engine.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts text into the terms it is found by: words without their endings, names of a program whole and in their parts
 * ({@code getLegendItems}, get, legend, item), and pairs of characters where a script has no spaces. Reads at most
 * {@value #MAX_CHARACTERS} characters and gives at most {@value #MAX_TERMS} terms.
 */
public final class Terms {
    static final int MAX_CHARACTERS = 20_000;
    static final int MAX_TERMS = 3_000;
    private static final int LONGEST = 48;
    private static final int SHORTEST_STEM = 3;

    private final List<String> terms = new ArrayList<>();

    private Terms() {}

    public static List<String> of(String text) {
        Terms found = new Terms();
        int end = Math.min(text.length(), MAX_CHARACTERS);
        int start = 0;
        for (int i = 0; i <= end && found.terms.size() < MAX_TERMS; i++) {
            boolean inside = i < end && isPartOfWord(text.charAt(i));
            if (!inside) {
                found.addWord(text, start, i);
                start = i + 1;
            } else if (i > start && isDense(text.charAt(i)) != isDense(text.charAt(i - 1))) {
                found.addWord(text, start, i);
                start = i;
            }
        }
        return found.terms;
    }

    private void addWord(String text, int start, int end) {
        if (start >= end) {
            return;
        }
        if (isDense(text.charAt(start))) {
            addPairs(text, start, end);
        } else if (end - start <= LONGEST) {
            addName(text, start, end);
        }
    }

    /** Of characters that are words by themselves. */
    private void addPairs(String text, int start, int end) {
        if (end - start == 1) {
            terms.add(text.substring(start, end));
        }
        for (int i = start; i + 2 <= end && terms.size() < MAX_TERMS; i++) {
            terms.add(text.substring(i, i + 2));
        }
    }

    private void addName(String text, int start, int end) {
        int parts = 0;
        int from = start;
        for (int i = start + 1; i <= end; i++) {
            if (i == end ? parts > 0 : isBorder(text, i, end)) {
                addPart(text, from, i);
                parts++;
                from = i;
            }
        }
        terms.add(stem(text.substring(start, end).toLowerCase(Locale.ROOT)));
    }

    private void addPart(String text, int from, int to) {
        int start = from;
        while (start < to && text.charAt(start) == '_') {
            start++;
        }
        if (to - start > 1) {
            terms.add(stem(text.substring(start, to).toLowerCase(Locale.ROOT)));
        }
    }

    /** Whether a part of a name begins here: after an underscore, a small letter before a capital, the last of several capitals. */
    private static boolean isBorder(String text, int at, int end) {
        char before = text.charAt(at - 1);
        char here = text.charAt(at);
        if (here == '_' || before == '_') {
            return here == '_';
        }
        if (Character.isUpperCase(here)) {
            return Character.isLowerCase(before)
                    || Character.isUpperCase(before) && at + 1 < end && Character.isLowerCase(text.charAt(at + 1));
        }
        return Character.isDigit(here) != Character.isDigit(before);
    }

    /** Takes the commonest English endings off, so that "crashes", "crashed" and "crashing" are one; the same word always gives the same stem. */
    static String stem(String word) {
        String stem = withoutPlural(word);
        for (String ending : List.of("ing", "ed")) {
            if (stem.endsWith(ending) && stem.length() - ending.length() >= SHORTEST_STEM) {
                return withoutDouble(stem.substring(0, stem.length() - ending.length()));
            }
        }
        return stem.length() > SHORTEST_STEM && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
    }

    /** The s-stemmer (Harman 1991). */
    private static String withoutPlural(String word) {
        int length = word.length();
        if (length <= SHORTEST_STEM || !word.endsWith("s") || word.endsWith("ss") || word.endsWith("us")) {
            return word;
        }
        if (word.endsWith("ies")) {
            return word.substring(0, length - 3) + "y";
        }
        return word.substring(0, length - 1);
    }

    private static String withoutDouble(String stem) {
        int last = stem.length() - 1;
        char c = stem.charAt(last);
        boolean doubled = last >= SHORTEST_STEM && c == stem.charAt(last - 1) && "bdgmnprt".indexOf(c) >= 0;
        if (doubled) {
            return stem.substring(0, last);
        }
        return stem.length() > SHORTEST_STEM && c == 'e' ? stem.substring(0, last) : stem;
    }

    private static boolean isPartOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** Chinese, Japanese and other scripts that are written without spaces. */
    private static boolean isDense(char c) {
        if (c < '\u0e00') {
            return false;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        return switch (script) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
