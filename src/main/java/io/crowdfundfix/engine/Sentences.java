package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts a paragraph into sentences of bounded length. */
final class Sentences {
    private static final int LONGEST = 300;
    private static final Set<String> ABBREVIATIONS = Set.of(
            "e.g", "i.e", "eg", "ie", "vs", "etc", "cf", "approx", "no", "dr", "mr", "ms", "incl", "resp", "a.k.a");

    private Sentences() {}

    /** Sentences in order, without blank ones; together they cover every word of the paragraph. */
    static List<Span> of(String paragraph) {
        List<Span> sentences = new ArrayList<>();
        int start = 0;
        int lastSpace = -1;
        for (int i = 0; i < paragraph.length(); i++) {
            lastSpace = paragraph.charAt(i) == ' ' ? i : lastSpace;
            if (endsAt(paragraph, i, start)) {
                add(paragraph, start, i + 1, sentences);
                start = i + 1;
            } else if (i - start >= LONGEST) {
                int cut = lastSpace > start ? lastSpace : Cut.whole(paragraph, i);
                add(paragraph, start, cut, sentences);
                start = cut;
            }
        }
        add(paragraph, start, paragraph.length(), sentences);
        return sentences;
    }

    private static void add(String text, int from, int to, List<Span> sentences) {
        int start = from;
        int end = to;
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        if (end > start) {
            sentences.add(new Span(start, end));
        }
    }

    private static boolean endsAt(String text, int i, int start) {
        char c = text.charAt(i);
        if (c == '。' || c == '！' || c == '？') {
            return true;
        }
        boolean mark = c == '.' || c == '!' || c == '?';
        if (!mark || i + 1 >= text.length() || text.charAt(i + 1) != ' ') {
            return false;
        }
        return c != '.' || !isAbbreviation(text, i, start);
    }

    private static boolean isAbbreviation(String text, int dot, int start) {
        int space = text.lastIndexOf(' ', dot);
        String word = text.substring(Math.max(start, space + 1), dot).toLowerCase(Locale.ROOT);
        boolean letterOrNumber = word.length() <= 2 && space <= start;
        return letterOrNumber || ABBREVIATIONS.contains(word.replace("(", ""));
    }
}
