package io.crowdfundfix.engine.locate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** One search: gathers candidates from all signals and weighs each of them by every signal. */
final class Search {
    private static final int BY_ALL = 100;
    private static final int BY_FIELD = 40;
    private static final int BY_MEANING = 80;
    private static final int NEIGHBOURS_OF = 3;
    private static final int MOST_NEIGHBOURS = 15;

    final CodeView view;
    final Asked asked;
    final List<AskedWords.Word> words;
    final WordScores scores;
    final TraceScores trace;
    final Mentions mentions;
    final List<FixHistory.Alike> alike;
    final Evidence evidence;

    private final Postings postings;
    private final CodeWords cutter;
    private final float[] cosines;
    private final float[] methods;
    private final float[] namedCode;
    private final PastEvidence history;

    Search(CodeView view, FixHistory past, Asked asked, CodeWords cutter) throws IOException {
        this.view = view;
        this.asked = asked;
        this.cutter = cutter;
        String title = asked.query().title();
        postings = new Postings(view);
        words = AskedWords.of(title, asked.prose(), postings, cutter);
        scores = new WordScores(view, postings);
        scores.ask(words);
        trace = new TraceScores(view, asked.frames());
        mentions = new Mentions(view, title, asked.prose());
        methods = mentions.within(SourceField.METHODS, view, postings, cutter);
        namedCode = mentions.within(SourceField.CODE, view, postings, cutter);
        float[] vector = asked.query().vector();
        cosines = vector == null ? new float[view.size()] : FileVectors.cosines(view, vector);
        alike = past.nearest(title, asked.prose(), asked.before(), asked.id());
        List<FixHistory.Alike> inMeaning =
                vector == null ? List.of() : past.nearest(vector, asked.before(), asked.id());
        history = new PastEvidence(view, alike, inMeaning);
        evidence = new Evidence(candidates());
        weigh();
        evidence.rank(Signal.first());
        Feedback feedback = new Feedback(view, evidence);
        feedback.byNeighbours();
        feedback.byMeaning();
        feedback.byWords(postings, cutter);
        evidence.rank(Signal.second());
    }

    private int[] candidates() {
        Set<Integer> docs = new TreeSet<>(Comparator.comparingInt(view::place));
        docs.addAll(best(scores.allMuch(), BY_ALL));
        docs.addAll(best(scores.allLittle(), BY_ALL));
        docs.addAll(best(scores.ofTitle(), BY_FIELD));
        docs.addAll(best(cosines, BY_MEANING));
        docs.addAll(best(methods, BY_FIELD));
        for (SourceField field : SourceField.values()) {
            docs.addAll(best(scores.little(field), BY_FIELD));
        }
        docs.addAll(trace.docToHit().keySet());
        trace.docToHit().keySet().stream().limit(NEIGHBOURS_OF).forEach(doc -> {
            addSome(docs, view.imports().imports(doc));
            addSome(docs, view.imports().importing(doc));
        });
        docs.addAll(mentions.docToNamed().keySet());
        docs.addAll(history.files());
        return docs.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void addSome(Set<Integer> docs, int[] more) {
        IntStream.of(more).limit(MOST_NEIGHBOURS).forEach(docs::add);
    }

    /** Those of the highest values; of as high ones those of the first paths. */
    private List<Integer> best(float[] values, int most) {
        Comparator<Integer> worstFirst = Comparator.<Integer>comparingDouble(doc -> values[doc])
                .thenComparing(view::place, Comparator.reverseOrder());
        PriorityQueue<Integer> kept = new PriorityQueue<>(worstFirst);
        for (int doc = 0; doc < values.length; doc++) {
            if (values[doc] > 0 && view.has(doc)) {
                Integer worst = kept.peek();
                if (worst == null || kept.size() < most || worstFirst.compare(doc, worst) > 0) {
                    kept.add(doc);
                }
                if (kept.size() > most) {
                    kept.remove();
                }
            }
        }
        return new ArrayList<>(kept);
    }

    private void weigh() throws IOException {
        NameShare shares = new NameShare(words, postings, cutter);
        for (int place = 0; place < evidence.size(); place++) {
            int doc = evidence.doc(place);
            byWords(place, doc);
            evidence.set(Signal.MEANING, place, Math.max(0, cosines[doc]));
            history.weigh(evidence, place);
            evidence.set(Signal.NAMED_CODE, place, namedCode[doc]);
            evidence.set(Signal.NAME_SHARE_OF_TITLE, place, shares.ofTitle(view.path(doc)));
            evidence.set(Signal.NAMED_METHODS, place, methods[doc]);
            evidence.set(Signal.NAME_SHARE, place, shares.of(view.path(doc)));
            byTrace(place, doc);
            Mentions.Named named = mentions.docToNamed().get(doc);
            if (named != null) {
                evidence.set(Signal.NAMED, place, named.byName());
                evidence.set(Signal.NAMED_BY_PATH, place, named.byPath());
                evidence.set(Signal.NAMED_IN_TITLE, place, named.inTitle());
            }
        }
    }

    private void byWords(int place, int doc) {
        for (SourceField field : SourceField.values()) {
            evidence.set(field.much(), place, scores.much(field)[doc]);
            evidence.set(field.little(), place, scores.little(field)[doc]);
        }
        evidence.set(Signal.ALL_MUCH, place, scores.allMuch()[doc]);
        evidence.set(Signal.ALL_LITTLE, place, scores.allLittle()[doc]);
        evidence.set(Signal.TITLE, place, scores.ofTitle()[doc]);
        evidence.set(Signal.COVERED, place, scores.covered(doc));
    }

    private void byTrace(int place, int doc) {
        TraceScores.Hit hit = trace.docToHit().get(doc);
        if (hit != null) {
            evidence.set(Signal.TRACE, place, 1 / (1.0 + hit.rank()));
            evidence.set(Signal.TRACE_OWN, place, 1 / (1.0 + hit.ownRank()));
        }
        double near = 0;
        for (int other : trace.isEmpty() ? new int[0] : view.imports().imports(doc)) {
            near = Math.max(near, traced(other));
        }
        for (int other : trace.isEmpty() ? new int[0] : view.imports().importing(doc)) {
            near = Math.max(near, traced(other));
        }
        evidence.set(Signal.TRACE_NEIGHBOUR, place, near);
    }

    private double traced(int doc) {
        TraceScores.Hit hit = trace.docToHit().get(doc);
        return hit == null ? 0 : 1 / (1.0 + hit.ownRank());
    }

    /** The most telling asked words that the file has. */
    List<String> wordsOf(int doc, int tried, int most) throws IOException {
        List<String> found = new ArrayList<>();
        for (AskedWords.Word word : words.subList(0, Math.min(tried, words.size()))) {
            if (found.size() < most && has(doc, word.term())) {
                found.add(word.term());
            }
        }
        return found;
    }

    private boolean has(int doc, String term) throws IOException {
        return postings.has(SourceField.CODE, term, doc) || postings.has(SourceField.COMMENTS, term, doc);
    }
}
