package io.crowdfundfix.engine.locate;

import java.util.Locale;

/** What the ranker sees of each candidate: every signal against the best of the report and by its rank, and what kind of report and file it is. */
final class CandidateRows {
    private static final int OTHERS = 14;
    static final int COLUMNS = 2 * Signal.COUNT + OTHERS;

    private CandidateRows() {}

    /** One row for each candidate, in their order. */
    static float[][] of(Search search) {
        Evidence evidence = search.evidence;
        double[] most = new double[Signal.COUNT];
        for (Signal signal : Signal.values()) {
            most[signal.column()] = evidence.most(signal);
        }
        float[][] rows = new float[evidence.size()][];
        int[] fusedRanks = new int[evidence.size()];
        int[] order = evidence.byFused();
        for (int rank = 0; rank < order.length; rank++) {
            fusedRanks[order[rank]] = rank;
        }
        double best = order.length == 0 ? 1 : Math.max(1e-9, evidence.fused(order[0]));
        for (int place = 0; place < rows.length; place++) {
            float[] row = new float[COLUMNS];
            signals(row, evidence, place, most);
            row[2 * Signal.COUNT] = (float) (evidence.fused(place) / best);
            row[2 * Signal.COUNT + 1] = 1f / (1 + fusedRanks[place]);
            file(row, search, place);
            report(row, search);
            rows[place] = row;
        }
        return rows;
    }

    private static void signals(float[] row, Evidence evidence, int place, double[] most) {
        for (Signal signal : Signal.values()) {
            int at = 2 * signal.column();
            double value = evidence.get(signal, place);
            row[at] = most[signal.column()] <= 0 ? 0 : (float) (value / most[signal.column()]);
            row[at + 1] = value <= 0 ? 0 : 1f / (1 + evidence.rank(signal, place));
        }
    }

    private static void file(float[] row, Search search, int place) {
        int doc = search.evidence.doc(place);
        String path = search.view.path(doc).toLowerCase(Locale.ROOT);
        int at = 2 * Signal.COUNT + 2;
        row[at] = (float) Math.log1p(search.scores.wholeLength(doc));
        row[at + 1] = path.contains("test") ? 1 : 0;
        row[at + 2] = path.contains("example") || path.contains("demo") ? 1 : 0;
        row[at + 3] = (float) Math.log1p(search.view.imports().importing(doc).length);
        row[at + 4] = (float) search.scores.covered(doc);
        row[at + 5] = (float) search.evidence.get(Signal.MEANING, place);
        row[at + 6] = (float) search.evidence.get(Signal.NAME_SHARE, place);
        row[at + 7] = (float) search.evidence.get(Signal.NAMED, place);
    }

    private static void report(float[] row, Search search) {
        int at = 2 * Signal.COUNT + 10;
        row[at] = search.trace.docToHit().size();
        row[at + 1] = search.mentions.docToNamed().size();
        row[at + 2] = (float) Math.log1p(search.words.size());
        row[at + 3] = search.alike.isEmpty() ? 0 : (float) search.alike.get(0).likeness();
    }
}
