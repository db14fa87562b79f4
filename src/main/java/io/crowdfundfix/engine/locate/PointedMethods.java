package io.crowdfundfix.engine.locate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The methods of a file that a report points at: those of its frames, those it names, those whose names it tells in words. */
final class PointedMethods {
    private static final int MOST = 5;
    private static final double TRACED = 100;
    private static final double NAMED = 30;
    private static final double LEAST_SHARE = 0.6;

    private final Search search;
    private final CodeWords words;
    private final Set<String> names;
    private final Map<String, Double> termToWeight = new HashMap<>();

    PointedMethods(Search search, CodeWords words) {
        this.search = search;
        this.words = words;
        this.names = search.mentions.names();
        search.words.forEach(word -> termToWeight.put(word.term(), word.weight()));
    }

    private record Pointed(SuspectMethod method, double weight) {}

    List<SuspectMethod> of(int doc) {
        TraceScores.Hit hit = search.trace.docToHit().get(doc);
        List<Pointed> pointed = new ArrayList<>();
        for (SuspectMethod method : DeclaredMethods.decode(search.view.stored(doc, FileDocument.METHODS))) {
            double weight = (hit == null ? 0 : traced(hit, method)) + told(bare(method.name()));
            if (weight > 0) {
                pointed.add(new Pointed(method, weight));
            }
        }
        pointed.sort(
                Comparator.comparingDouble((Pointed one) -> -one.weight).thenComparing(one -> one.method.firstLine()));
        Set<String> seen = new HashSet<>();
        return pointed.stream()
                .map(Pointed::method)
                .filter(method -> seen.add(method.name() + method.firstLine()))
                .limit(MOST)
                .toList();
    }

    /** The line tells which of several of one name it is; lines may have moved since. */
    private static double traced(TraceScores.Hit hit, SuspectMethod method) {
        for (int i = 0; i < hit.methods().size(); i++) {
            String name = hit.methods().get(i);
            int line = hit.lines().get(i);
            boolean within = line >= method.firstLine() && line <= method.lastLine();
            boolean same = name.equals(bare(method.name()));
            if (same || within && line > 0) {
                return (TRACED + (same ? TRACED : 0) + (within ? TRACED / 2 : 0)) / (1 + i);
            }
        }
        return 0;
    }

    private double told(String name) {
        double weight = names.contains(name.toLowerCase(Locale.ROOT)) ? NAMED : 0;
        List<String> terms = words.of(name);
        List<String> parts = terms.size() > 1 ? terms.subList(0, terms.size() - 1) : terms;
        double said = parts.stream().filter(termToWeight::containsKey).count();
        return said < LEAST_SHARE * parts.size() ? weight : weight + said;
    }

    private static String bare(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
