package io.crowdfundfix.engine.fix;

import io.crowdfundfix.engine.learn.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts reports and messages into stems; a name made of several parts counts whole, marked by "=", and in its parts. */
final class FixTerms {
    static final char NAME = '=';

    private static final int MAX_CHARS = 20_000;
    private static final int LONGEST = 60;
    private static final Set<String> COMMON = Set.of(
            ("a an the of in to for is are be was were it its this that and or not on with as by from at if i we you"
                            + " but so can when which has have had do does did will would should there then than into"
                            + " out up my")
                    .split(" "));
    private static final List<String> ENDINGS =
            List.of("ations", "ation", "ings", "ing", "edly", "ied", "ies", "ers", "er", "ed", "es", "ly", "s", "e");

    private FixTerms() {}

    static List<String> of(String text) {
        List<String> terms = new ArrayList<>();
        int end = Math.min(text.length(), MAX_CHARS);
        int start = -1;
        for (int i = 0; i <= end; i++) {
            boolean inside = i < end && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_');
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                add(text.substring(start, Math.min(i, start + LONGEST)), terms);
                start = -1;
            }
        }
        return terms;
    }

    private static void add(String word, List<String> terms) {
        List<String> parts = parts(word);
        if (parts.size() > 1) {
            terms.add(NAME + word.toLowerCase(Locale.ROOT));
        }
        for (String part : parts) {
            String lower = part.toLowerCase(Locale.ROOT);
            if (!COMMON.contains(lower)) {
                terms.add(stem(lower));
            }
        }
    }

    /** {@code parseXMLFile2} → parse, XML, File, 2. */
    private static List<String> parts(String word) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= word.length(); i++) {
            if (i == word.length() || parted(word, i)) {
                if (word.charAt(start) != '_') {
                    parts.add(word.substring(start, i));
                }
                start = i;
            }
        }
        return parts;
    }

    private static boolean parted(String word, int at) {
        char before = word.charAt(at - 1);
        char here = word.charAt(at);
        if (Character.isIdeographic(here) || Character.isDigit(before) != Character.isDigit(here)) {
            return true;
        }
        boolean hump = Character.isLowerCase(before) && Character.isUpperCase(here);
        boolean afterCapitals = Character.isUpperCase(before)
                && Character.isUpperCase(here)
                && at + 1 < word.length()
                && Character.isLowerCase(word.charAt(at + 1));
        return hump || afterCapitals || (before == '_') != (here == '_');
    }

    static String stem(String word) {
        for (String ending : ENDINGS) {
            if (word.endsWith(ending) && word.length() - ending.length() >= 3) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }

    static int[] hashes(List<String> terms) {
        return terms.stream().mapToInt(Terms::hash).toArray();
    }
}
