package io.crowdfundfix.engine.retrieval;

import io.crowdfundfix.engine.retrieval.VectorIndex.Wanted;
import java.util.List;

/** What one scan collects for several questions at once. */
final class Shortlists {
    private final List<Wanted> wanted;
    private final Shortlist[] lists;
    private final Rows rows;
    private int bar = Integer.MAX_VALUE;

    Shortlists(List<Wanted> wanted, Rows rows, int farthest) {
        this.wanted = wanted;
        this.rows = rows;
        this.lists = new Shortlist[wanted.size()];
        for (int i = 0; i < lists.length; i++) {
            lists[i] = new Shortlist(length(wanted.get(i).k(), rows.size()), farthest);
        }
    }

    /**
     * How many rows are looked at again in full; docs/decisions/0007-retrieval.md has the recall it was chosen for. The crowd around a
     * vector grows slower than the whole.
     */
    private static int length(int k, int rows) {
        return Math.max(20 * k, (int) (3 * Math.sqrt(rows)));
    }

    /** The greatest distance that is still of interest to any. */
    int bar() {
        return bar;
    }

    void offer(int row, int distance) {
        int widest = 0;
        for (int i = 0; i < lists.length; i++) {
            Shortlist list = lists[i];
            if (distance <= list.bar() && wanted.get(i).which().test(rows.id(row))) {
                list.offer(row, distance);
            }
            widest = Math.max(widest, list.bar());
        }
        bar = widest;
    }

    int[] rows(int question) {
        return lists[question].rows();
    }
}
