package io.crowdfundfix.engine.retrieval;

import java.util.Arrays;

/** The rows of the smallest distances, without order: twice as many as wanted are kept, then the farther half is dropped. */
final class Shortlist {
    private final int wanted;
    private final int[] rows;
    private final int[] distances;
    private final int[] counts;
    private int size;
    private int bar = Integer.MAX_VALUE;

    /** Distances are 0 to {@code farthest}. */
    Shortlist(int wanted, int farthest) {
        this.wanted = wanted;
        this.rows = new int[2 * wanted];
        this.distances = new int[2 * wanted];
        this.counts = new int[farthest + 1];
    }

    /** The greatest distance that is still of interest. */
    int bar() {
        return bar;
    }

    void offer(int row, int distance) {
        if (distance > bar) {
            return;
        }
        rows[size] = row;
        distances[size] = distance;
        size++;
        if (size == rows.length) {
            dropTheFarther();
        }
    }

    /** The rows kept, at most as many as wanted. */
    int[] rows() {
        if (size > wanted) {
            dropTheFarther();
        }
        return Arrays.copyOf(rows, size);
    }

    private void dropTheFarther() {
        Arrays.fill(counts, 0);
        for (int i = 0; i < size; i++) {
            counts[distances[i]]++;
        }
        int last = 0;
        int within = counts[0];
        while (within < wanted) {
            last++;
            within += counts[last];
        }
        int ofTheLast = wanted - (within - counts[last]);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            boolean keep = distances[i] < last || distances[i] == last && ofTheLast-- > 0;
            if (keep) {
                rows[kept] = rows[i];
                distances[kept] = distances[i];
                kept++;
            }
        }
        size = kept;
        bar = last;
    }
}
