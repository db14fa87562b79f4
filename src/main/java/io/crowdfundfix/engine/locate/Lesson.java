package io.crowdfundfix.engine.locate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The candidates for a report of the past.
 *
 * @param rows as the ranker sees them, the best by fused ranks first
 * @param right which of them the fix changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Lesson(String system, float[][] rows, boolean[] right) {
    private static final int HARD = 80;
    private static final double SHARE_OF_OTHERS = 0.15;

    static Lesson of(Search search, PastReport report) {
        Set<String> gold = new HashSet<>(report.gold());
        float[][] rows = CandidateRows.of(search);
        int[] order = search.evidence.byFused();
        float[][] sorted = new float[rows.length][];
        boolean[] right = new boolean[rows.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = rows[order[i]];
            right[i] = gold.contains(search.view.path(search.evidence.doc(order[i])));
        }
        return new Lesson(report.system(), sorted, right);
    }

    boolean isUseful() {
        return IntStream.range(0, right.length).anyMatch(i -> right[i]);
    }

    /** The right ones, those that are hard to tell from them, and a few others, without which rankers trust single signals. */
    Lesson sampled(Random random) {
        int[] kept = IntStream.range(0, rows.length)
                .filter(i -> right[i] || i < HARD || random.nextDouble() < SHARE_OF_OTHERS)
                .toArray();
        boolean[] keptRight = new boolean[kept.length];
        for (int i = 0; i < kept.length; i++) {
            keptRight[i] = right[kept[i]];
        }
        return new Lesson(system, Arrays.stream(kept).mapToObj(i -> rows[i]).toArray(float[][]::new), keptRight);
    }
}
