package io.crowdfundfix.engine.locate;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the best files so far say of others: of their neighbours by imports and folder, and of files with their words or their meaning. */
final class Feedback {
    private static final int BEST = 8;
    private static final int MOST_TERMS = 40;

    private final CodeView view;
    private final Evidence evidence;
    private final int[] best;

    Feedback(CodeView view, Evidence evidence) {
        this.view = view;
        this.evidence = evidence;
        int[] order = evidence.byFused();
        this.best = Arrays.stream(order).limit(BEST).map(evidence::doc).toArray();
    }

    void byNeighbours() {
        Map<String, Double> folders = new HashMap<>();
        for (int rank = 0; rank < best.length; rank++) {
            double weight = 1 / (1.0 + rank);
            for (int other : view.imports().imports(best[rank])) {
                raise(Signal.IMPORTED, other, weight);
            }
            for (int other : view.imports().importing(best[rank])) {
                raise(Signal.IMPORTING, other, weight);
            }
            folders.merge(PastEvidence.folder(view.path(best[rank])), weight, Double::sum);
        }
        for (int place = 0; place < evidence.size(); place++) {
            String folder = PastEvidence.folder(view.path(evidence.doc(place)));
            evidence.set(Signal.FOLDER, place, folders.getOrDefault(folder, 0.0));
        }
    }

    private void raise(Signal signal, int doc, double weight) {
        int place = evidence.place(doc);
        if (place >= 0) {
            evidence.set(signal, place, evidence.get(signal, place) + weight);
        }
    }

    void byMeaning() throws IOException {
        float[] cosines = FileVectors.cosines(view, FileVectors.sum(view, best));
        for (int place = 0; place < evidence.size(); place++) {
            evidence.set(Signal.FEEDBACK_MEANING, place, Math.max(0, cosines[evidence.doc(place)]));
        }
    }

    /** The words that the best files have in the names of their methods, those that most of them share first. */
    void byWords(Postings postings, CodeWords words) throws IOException {
        Map<String, Double> termToWeight = new LinkedHashMap<>();
        for (int rank = 0; rank < best.length; rank++) {
            Set<String> terms = new HashSet<>();
            for (SuspectMethod method : DeclaredMethods.decode(view.stored(best[rank], FileDocument.METHODS))) {
                terms.addAll(words.of(method.name()));
            }
            double weight = 1 / (1.0 + rank);
            terms.forEach(term -> termToWeight.merge(term, weight, Double::sum));
        }
        Map<String, Double> telling = new HashMap<>();
        for (Map.Entry<String, Double> entry : termToWeight.entrySet()) {
            int files = postings.find(SourceField.METHODS, entry.getKey());
            telling.put(entry.getKey(), files < 2 ? 0 : entry.getValue() * postings.rarity(files));
        }
        List<String> best = telling.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_TERMS)
                .map(Map.Entry::getKey)
                .toList();
        for (String term : best) {
            double weight = telling.getOrDefault(term, 0.0);
            int found = postings.find(SourceField.METHODS, term);
            for (int i = 0; i < found; i++) {
                raise(Signal.FEEDBACK_WORDS, postings.doc(i), weight);
            }
        }
        for (int place = 0; place < evidence.size(); place++) {
            double length = view.lengths(SourceField.METHODS)[evidence.doc(place)];
            double score = evidence.get(Signal.FEEDBACK_WORDS, place);
            evidence.set(Signal.FEEDBACK_WORDS, place, score / Math.sqrt(10 + length));
        }
    }
}
