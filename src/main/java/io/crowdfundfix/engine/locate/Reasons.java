package io.crowdfundfix.engine.locate;

import io.crowdfundfix.engine.Frame;
import io.crowdfundfix.engine.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Why a file is suspected, in short sentences, the strongest first. */
final class Reasons {
    private static final int MOST = 5;
    private static final int WORDS = 5;
    private static final int LONGEST_TITLE = 80;
    private static final int WORDS_TRIED = 30;
    private static final double LEAST_LIKENESS = 0.15;
    private static final int ONE_OF_BEST = 20;

    private static final int MOST_READ = 2_000;
    private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{N}_]+");

    private final Search search;
    private final Map<String, String> termToWord = new HashMap<>();

    Reasons(Search search, CodeWords words) {
        this.search = search;
        String text = search.asked.query().title() + "\n" + search.asked.prose();
        APART.splitAsStream(text).limit(MOST_READ).distinct().forEach(word -> {
            List<String> terms = words.of(word);
            if (!terms.isEmpty()) {
                termToWord.putIfAbsent(terms.get(terms.size() - 1), word);
            }
        });
    }

    List<String> of(int place) {
        Evidence evidence = search.evidence;
        int doc = evidence.doc(place);
        List<String> reasons = new ArrayList<>();
        TraceScores.Hit hit = search.trace.docToHit().get(doc);
        if (hit != null) {
            reasons.add("named in the stack trace, frame " + (hit.rank() + 1) + ": " + place(hit.frame()));
        }
        Mentions.Named named = search.mentions.docToNamed().get(doc);
        if (named != null) {
            reasons.add("its name is in the report: `" + named.as() + "`");
        }
        addHistory(doc, reasons);
        if (evidence.get(Signal.TRACE_NEIGHBOUR, place) > 0 && hit == null) {
            reasons.add("imports, or is imported by, a file of the stack trace");
        }
        addWords(doc, reasons);
        if (evidence.get(Signal.MEANING, place) > 0 && evidence.rank(Signal.MEANING, place) < ONE_OF_BEST) {
            reasons.add("what it is for resembles the report");
        }
        return List.copyOf(reasons.subList(0, Math.min(MOST, reasons.size())));
    }

    private static String place(Frame frame) {
        String symbol = frame.symbol();
        int method = symbol.lastIndexOf('.');
        int type = method < 0 ? -1 : symbol.lastIndexOf('.', method - 1);
        String shown = symbol.isEmpty() ? frame.fileName() : symbol.substring(type + 1);
        return frame.line() > 0 ? shown + " line " + frame.line() : shown;
    }

    private void addHistory(int doc, List<String> reasons) {
        String path = search.view.path(doc);
        search.alike.stream()
                .filter(one ->
                        one.likeness() >= LEAST_LIKENESS && one.fix().paths().contains(path))
                .findFirst()
                .ifPresent(one -> reasons.add(
                        "a similar bug was fixed here: " + shortened(one.fix().title())));
    }

    private static String shortened(String title) {
        return title.length() <= LONGEST_TITLE
                ? title
                : title.substring(0, LONGEST_TITLE).strip() + "…";
    }

    private void addWords(int doc, List<String> reasons) {
        try {
            List<String> words = search.wordsOf(doc, WORDS_TRIED, 2 * WORDS).stream()
                    .map(term -> termToWord.getOrDefault(term, term))
                    .filter(word -> word.length() > 2 && !Words.isCommon(word.toLowerCase(Locale.ROOT)))
                    .distinct()
                    .limit(WORDS)
                    .toList();
            if (!words.isEmpty()) {
                reasons.add("its words: " + String.join(", ", words));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the index of files cannot be read", e);
        }
    }
}
