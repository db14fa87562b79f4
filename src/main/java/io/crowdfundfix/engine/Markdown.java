package io.crowdfundfix.engine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes the notation out of one line of Markdown or HTML and leaves the words. */
final class Markdown {
    private static final int LONGEST_ASCII_WORD = 80;

    private Markdown() {}

    static String plain(String line) {
        StringBuilder out = new StringBuilder(line.length());
        int i = 0;
        while (i < line.length()) {
            i = step(line, i, out);
        }
        return withoutBlobs(out);
    }

    /** Copies or skips what stands at {@code i}; returns where to go on, always further. */
    private static int step(String line, int i, StringBuilder out) {
        char c = line.charAt(i);
        if (c == '!' && line.startsWith("![", i)) {
            return afterLink(line, i + 1, null);
        }
        if (c == '[') {
            return afterLink(line, i, out);
        }
        if (c == '<') {
            return afterTag(line, i, out);
        }
        if (c == 'h' && isUrl(line, i)) {
            return afterWord(line, i);
        }
        if (c == '`' || c == '*' || c == '~' || c == '|') {
            out.append(c == '|' ? " " : "");
            return i + 1;
        }
        out.append(Character.isWhitespace(c) ? ' ' : c);
        return i + 1;
    }

    /** {@code [text](target)} becomes its text; a lone bracket stays. */
    private static int afterLink(String line, int open, @Nullable StringBuilder out) {
        int close = indexWithin(line, ']', open, 300);
        boolean link = close > 0 && line.startsWith("](", close);
        int end = link ? indexWithin(line, ')', close, 2_000) : -1;
        if (end > 0) {
            if (out != null) {
                out.append(line, open + 1, close);
            }
            return end + 1;
        }
        if (out != null) {
            out.append('[');
        }
        return open + 1;
    }

    private static int afterTag(String line, int open, StringBuilder out) {
        boolean tag =
                open + 1 < line.length() && (Character.isLetter(line.charAt(open + 1)) || line.charAt(open + 1) == '/');
        int close = tag ? indexWithin(line, '>', open, 500) : -1;
        if (close > 0) {
            out.append(' ');
            return close + 1;
        }
        out.append('<');
        return open + 1;
    }

    private static int indexWithin(String line, char wanted, int from, int reach) {
        int end = Math.min(line.length(), from + reach);
        for (int i = from; i < end; i++) {
            if (line.charAt(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    static boolean isUrl(String line, int at) {
        return line.startsWith("http://", at) || line.startsWith("https://", at);
    }

    private static int afterWord(String line, int from) {
        int i = from;
        while (i < line.length() && !Character.isWhitespace(line.charAt(i)) && line.charAt(i) != ')') {
            i++;
        }
        return i;
    }

    /** Drops encoded data: no language written with spaces has such words. Also joins runs of spaces. */
    private static String withoutBlobs(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length());
        for (String word : text.toString().split(" ", -1)) {
            boolean blob = word.length() > LONGEST_ASCII_WORD && word.chars().allMatch(c -> c < 128);
            if (!word.isEmpty() && !blob) {
                out.append(out.length() == 0 ? "" : " ").append(word);
            }
        }
        return out.toString();
    }

    /** True for an embedded picture or recording, in Markdown or HTML. */
    static boolean showsPicture(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.contains("![") || lower.contains("<img ") || lower.contains(".png") || lower.contains(".gif");
    }
}
