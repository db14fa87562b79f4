package io.crowdfundfix.engine.duplicate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The form in which reports are compared: lower-case runs of letters. Public collections of duplicates are published so,
 * without digits and punctuation, and what is learned from them holds only for live text of the same form.
 */
public final class Wording {
    static final int TITLE_CHARS = 300;
    static final int BODY_CHARS = 2_000;

    /** Where a frame lies in its file is dropped by publishers together with the digits. */
    private static final Pattern FRAME_PLACE = Pattern.compile("(?<=\\w)\\([\\w$ .-]{1,80}(?::\\d{1,7})?\\)");

    private Wording() {}

    /** At most {@link #TITLE_CHARS}. */
    public static String title(String raw) {
        return plain(raw, TITLE_CHARS);
    }

    /** At most {@link #BODY_CHARS}; the source places of stack frames are left out. */
    public static String body(String raw) {
        String bounded = raw.length() > 4 * BODY_CHARS ? raw.substring(0, 4 * BODY_CHARS) : raw;
        return plain(
                bounded.indexOf('(') < 0
                        ? bounded
                        : FRAME_PLACE.matcher(bounded).replaceAll(" "),
                BODY_CHARS);
    }

    private static String plain(String raw, int most) {
        StringBuilder plain = new StringBuilder(Math.min(raw.length(), most));
        boolean gap = false;
        for (int i = 0; i < raw.length() && plain.length() < most; i++) {
            char c = raw.charAt(i);
            boolean letter = Character.isLetter(c);
            if (letter && gap && plain.length() > 0) {
                plain.append(' ');
            }
            if (letter) {
                plain.append(Character.toLowerCase(c));
            }
            gap = !letter;
        }
        return plain.toString();
    }

    /** The words of a text in this form; a character of a script without spaces is a word by itself. */
    static List<String> words(String plain) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= plain.length(); i++) {
            boolean alone = i < plain.length() && Character.isIdeographic(plain.charAt(i));
            if (i == plain.length() || plain.charAt(i) == ' ' || alone) {
                add(plain, start, i, words);
                add(plain, i, alone ? i + 1 : i, words);
                start = i + 1;
            }
        }
        return words;
    }

    private static void add(String plain, int start, int end, List<String> words) {
        if (end > start) {
            words.add(plain.substring(start, end));
        }
    }

    /** Without the commonest English endings: {@code crashes}, {@code crashed} and {@code crashing} are one. */
    static String stem(String word) {
        int n = word.length();
        if (n > 4 && word.endsWith("ies")) {
            return word.substring(0, n - 3) + "y";
        }
        if (n > 5 && word.endsWith("ing")) {
            return undoubled(word.substring(0, n - 3));
        }
        if (n > 4 && word.endsWith("ed")) {
            return undoubled(word.substring(0, n - 2));
        }
        boolean plural = n > 3 && word.endsWith("s") && "sui".indexOf(word.charAt(n - 2)) < 0;
        String single = plural ? word.substring(0, n - 1) : word;
        return single.length() > 4 && single.endsWith("e") ? single.substring(0, single.length() - 1) : single;
    }

    private static String undoubled(String stem) {
        int n = stem.length();
        boolean doubled = n > 3 && stem.charAt(n - 1) == stem.charAt(n - 2) && "lsz".indexOf(stem.charAt(n - 1)) < 0;
        return doubled || (n > 4 && stem.endsWith("e")) ? stem.substring(0, n - 1) : stem;
    }
}
