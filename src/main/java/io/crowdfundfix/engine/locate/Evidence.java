package io.crowdfundfix.engine.locate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The candidates for one report, in the order of their paths, with what every signal says of each. */
final class Evidence {
    private static final double RANKS_SHARED = 20;

    private final int[] docs;
    private final double[][] values;
    private final int[][] ranks;
    private final double[] fused;
    private final Map<Integer, Integer> docToPlace = new HashMap<>();

    /** @param docs in the order of their paths */
    Evidence(int[] docs) {
        this.docs = docs;
        this.values = new double[Signal.COUNT][docs.length];
        this.ranks = new int[Signal.COUNT][docs.length];
        this.fused = new double[docs.length];
        for (int i = 0; i < docs.length; i++) {
            docToPlace.put(docs[i], i);
        }
    }

    int size() {
        return docs.length;
    }

    int doc(int place) {
        return docs[place];
    }

    /** -1 if it is no candidate. */
    int place(int doc) {
        return docToPlace.getOrDefault(doc, -1);
    }

    void set(Signal signal, int place, double value) {
        values[signal.column()][place] = value;
    }

    double get(Signal signal, int place) {
        return values[signal.column()][place];
    }

    /** From 0; that of the candidates without the signal is their number. */
    int rank(Signal signal, int place) {
        return ranks[signal.column()][place];
    }

    double most(Signal signal) {
        return Arrays.stream(values[signal.column()]).max().orElse(0);
    }

    /** Ranks all signals, and fuses the ranks of those that count by themselves. */
    void rank(List<Signal> signals) {
        for (Signal signal : signals) {
            double[] of = values[signal.column()];
            int[] into = ranks[signal.column()];
            Arrays.fill(into, docs.length);
            int[] order = IntStream.range(0, of.length)
                    .filter(place -> of[place] > 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble(place -> -of[place]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int rank = 0;
            for (int i = 0; i < order.length; i++) {
                rank = i > 0 && of[order[i]] == of[order[i - 1]] ? rank : i;
                into[order[i]] = rank;
                fused[order[i]] += signal.weight() / (RANKS_SHARED + rank);
            }
        }
    }

    double fused(int place) {
        return fused[place];
    }

    /** Places, the best by fused ranks first. */
    int[] byFused() {
        return IntStream.range(0, docs.length)
                .boxed()
                .sorted(Comparator.comparingDouble(place -> -fused[place]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
