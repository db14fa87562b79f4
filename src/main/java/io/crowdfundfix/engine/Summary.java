package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An extract of a report: the sentences nearest to the meaning of the whole that do not repeat each other, in their
 * order.
 */
final class Summary {
    private static final int LONGEST = 400;
    private static final int MOST_SENTENCES = 3;
    private static final int MOST_CANDIDATES = 64;
    private static final int SHORTEST_SENTENCE = 25;
    private static final int FEWEST_CONTENT_WORDS = 3;
    private static final int SHORT_SUMMARY = 100;
    private static final double REPEATS = 0.90;

    private Summary() {}

    @SuppressWarnings("ArrayRecordComponent") // lives for one call, never compared
    private record Candidate(int order, String text, float[] vector, double score) {}

    static String of(ReportText report, Embedding embedding) {
        List<Candidate> picked = pick(candidates(report, embedding));
        if (picked.isEmpty()) {
            return shortened(report.title().text());
        }
        picked.sort(Comparator.comparingInt(Candidate::order));
        String told = String.join(
                " ", picked.stream().map(Candidate::text).map(Summary::closed).toList());
        boolean needsTitle =
                told.length() < SHORT_SUMMARY && !report.title().text().isEmpty();
        return shortened(needsTitle ? closed(report.title().text()) + " " + told : told);
    }

    /** Score = cosine to the whole + .12 / (1 + place / 4) + how much it tells of what is wrong ({@link Telling}) − .25 for a fragment. */
    private static List<Candidate> candidates(ReportText report, Embedding embedding) {
        List<Candidate> candidates = new ArrayList<>();
        int count = Math.min(MOST_CANDIDATES, report.sentences().size());
        for (int i = 0; i < count; i++) {
            Span span = report.sentences().get(i);
            String text = span.of(report.embeddingText());
            if (LineKind.isGreeting(text)
                    || LineKind.isCode(text)
                    || ErrorLine.parse(text) != null
                    || FrameLine.parse(text) != null) {
                continue;
            }
            float[] vector = embedding.spans().get(i);
            List<String> words = Words.of(text.toLowerCase(Locale.ROOT));
            if (saysNothing(words)) {
                continue;
            }
            Section section = report.spanToSection().getOrDefault(span, Section.DESCRIPTION);
            double telling = Telling.score(text, section, words);
            double fragment = text.length() < SHORTEST_SENTENCE || words.size() < 4 ? 0.25 : 0;
            double place = 0.12 / (1 + i / 4.0);
            double score = Vectors.dot(vector, embedding.vector()) + place + telling - fragment;
            candidates.add(new Candidate(i, text, vector, score));
        }
        return candidates;
    }

    /** True for "see attached file" and for lists of versions. */
    private static boolean saysNothing(List<String> words) {
        long content = words.stream().filter(word -> !Words.isCommon(word)).count();
        long numbers =
                words.stream().filter(word -> Character.isDigit(word.charAt(0))).count();
        return (content < FEWEST_CONTENT_WORDS && words.size() < 8) || numbers * 2 > words.size();
    }

    /** Greedy: the best first, then whatever still fits, is nearly as good and says something else. */
    private static List<Candidate> pick(List<Candidate> candidates) {
        List<Candidate> sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.comparingDouble(Candidate::score).reversed());
        List<Candidate> picked = new ArrayList<>();
        Set<String> texts = new HashSet<>();
        int length = 0;
        for (Candidate candidate : sorted) {
            boolean fits = picked.isEmpty() || length + candidate.text().length() + 1 <= LONGEST;
            boolean good =
                    picked.isEmpty() || candidate.score() >= picked.get(0).score() - 0.25;
            boolean repeats = picked.stream().anyMatch(p -> Vectors.dot(p.vector(), candidate.vector()) > REPEATS);
            if (fits && good && !repeats && texts.add(candidate.text()) && picked.size() < MOST_SENTENCES) {
                picked.add(candidate);
                length += candidate.text().length() + 1;
            }
        }
        return picked;
    }

    /** As a sentence of its own: what stood behind a label or in a list may begin small and end without a full stop. */
    private static String closed(String sentence) {
        String begun = sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
        char last = begun.charAt(begun.length() - 1);
        return Character.isLetterOrDigit(last) || last == ')' || last == '"' ? begun + "." : begun;
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int space = text.lastIndexOf(' ', LONGEST - 1);
        int cut = space > LONGEST / 2 ? space : LONGEST - 1;
        return Cut.to(text, cut) + "…";
    }
}
