package io.crowdfundfix.search;

import io.crowdfundfix.search.SearchApi.Highlight;
import io.crowdfundfix.search.SearchApi.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows where the words of a question stand in a text: as they were typed, also inside of longer words, and whole words of the same stem.
 * Marks are offsets, so that nothing a reporter wrote is ever taken for markup.
 */
final class Highlighter {
    private static final int MAX_WORDS = 12;
    private static final int MAX_SPANS = 500;
    private static final int SNIPPET = 220;
    private static final int LEAD = 60;
    private static final int SHORTEST_STEM = 3;
    private static final List<String> ENDINGS = List.of(
            "", "s", "es", "ed", "ing", "ings", "er", "ers", "e", "d", "y", "ies", "ied", "ion", "ions", "ment");
    /** Words that are searched for, but say nothing where they stand. */
    private static final Set<String> GRAMMAR =
            Set.of(("a an and are as at be by can do does for from has have how i if in is"
                            + " it its me my no not of on or so that the then this to was we what when where which why with you")
                    .split(" "));

    private final List<Word> words;

    /** A word in lower case, and the beginning that its forms have in common. */
    private record Word(String typed, String stem) {}

    Highlighter(String question) {
        List<String> all = Arrays.stream(lower(question).strip().split("\\s+"))
                .map(word -> word.replaceAll("^[\\p{P}\\p{S}]+|[\\p{P}\\p{S}]+$", ""))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MAX_WORDS)
                .toList();
        List<String> telling =
                all.stream().filter(word -> !GRAMMAR.contains(word)).toList();
        this.words = (telling.isEmpty() ? all : telling)
                .stream().map(word -> new Word(word, stem(word))).toList();
    }

    /** The title whole and the part of the description that says most; nothing of what holds none of the words. */
    List<Highlight> of(String title, String description) {
        List<Highlight> highlights = new ArrayList<>();
        List<Span> inTitle = spans(title);
        if (!inTitle.isEmpty()) {
            highlights.add(new Highlight("title", title, inTitle));
        }
        Highlight inDescription = snippet(description, spans(description));
        if (inDescription != null) {
            highlights.add(inDescription);
        }
        return highlights;
    }

    private List<Span> spans(String text) {
        String lower = lower(text);
        List<Span> found = new ArrayList<>();
        for (Word word : words) {
            for (int at = lower.indexOf(word.stem()); at >= 0; at = lower.indexOf(word.stem(), at + 1)) {
                int end = end(lower, at, word);
                if (end > at && found.size() < MAX_SPANS) {
                    found.add(new Span(at, end));
                }
            }
        }
        return merged(found);
    }

    /** Where the occurrence that begins here ends; the beginning itself if it is another word's. */
    private static int end(String text, int at, Word word) {
        boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
        int wordEnd = at + word.stem().length();
        while (wordEnd < text.length() && Character.isLetterOrDigit(text.charAt(wordEnd)) && wordEnd - at < 40) {
            wordEnd++;
        }
        if (begins && ENDINGS.contains(text.substring(at + word.stem().length(), wordEnd))) {
            return wordEnd;
        }
        return text.startsWith(word.typed(), at) ? at + word.typed().length() : at;
    }

    private static List<Span> merged(List<Span> found) {
        found.sort(Comparator.comparingInt(Span::start));
        List<Span> merged = new ArrayList<>();
        for (Span span : found) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && span.start() <= last.end()) {
                merged.set(merged.size() - 1, new Span(last.start(), Math.max(last.end(), span.end())));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }

    /** A piece around the place where the most is marked. */
    private static @Nullable Highlight snippet(String text, List<Span> spans) {
        if (spans.isEmpty()) {
            return null;
        }
        int from = Math.max(0, best(spans).start() - LEAD);
        if (text.length() - from < SNIPPET) {
            from = Math.max(0, text.length() - SNIPPET);
        }
        from = from == 0 ? 0 : wordStart(text, from);
        int to = from + SNIPPET >= text.length() ? text.length() : wordEnd(text, from, from + SNIPPET);
        String head = from > 0 ? "…" : "";
        String snippet = head + text.substring(from, to).replaceAll("\\s", " ") + (to < text.length() ? "…" : "");
        int shift = head.length() - from;
        int begin = from;
        int end = to;
        List<Span> shown = spans.stream()
                .filter(span -> span.start() >= begin && span.end() <= end)
                .map(span -> new Span(span.start() + shift, span.end() + shift))
                .toList();
        return shown.isEmpty() ? null : new Highlight("description", snippet, shown);
    }

    private static Span best(List<Span> spans) {
        Span best = spans.get(0);
        int most = 0;
        for (int i = 0; i < spans.size(); i++) {
            int within = 0;
            while (i + within < spans.size()
                    && spans.get(i + within).end() - spans.get(i).start() <= SNIPPET - LEAD) {
                within++;
            }
            if (within > most) {
                most = within;
                best = spans.get(i);
            }
        }
        return best;
    }

    /** The begin of the next word, unless that is far. */
    private static int wordStart(String text, int at) {
        for (int i = at; i < at + LEAD / 2; i++) {
            if (Character.isWhitespace(text.charAt(i - 1))) {
                return i;
            }
        }
        return whole(text, at);
    }

    private static int wordEnd(String text, int from, int at) {
        for (int i = at; i > Math.max(from, at - LEAD / 2); i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return whole(text, at);
    }

    /** The place itself, or the one before if it would part a surrogate pair. */
    private static int whole(String text, int at) {
        boolean parts = Character.isLowSurrogate(text.charAt(at)) && Character.isHighSurrogate(text.charAt(at - 1));
        return parts ? at - 1 : at;
    }

    /** Character by character, so that each stays at its place. */
    private static String lower(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = Character.toLowerCase(chars[i]);
        }
        return new String(chars);
    }

    private static String stem(String word) {
        for (String ending : List.of("ings", "ing", "ies", "ied", "es", "ed", "s", "y", "e")) {
            if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST_STEM && !word.endsWith("ss")) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }
}
