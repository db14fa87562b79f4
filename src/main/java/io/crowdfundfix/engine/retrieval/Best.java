package io.crowdfundfix.engine.retrieval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The best few of many, ties by the older id. */
final class Best {
    private static final Comparator<Neighbour> WORST_FIRST =
            Comparator.comparingDouble(Neighbour::score).thenComparing(Neighbour::id, Comparator.reverseOrder());

    private final int k;
    private final PriorityQueue<Neighbour> heap = new PriorityQueue<>(WORST_FIRST);
    private float bar;

    Best(int k, float atLeast) {
        this.k = k;
        this.bar = k > 0 ? atLeast : Float.POSITIVE_INFINITY;
    }

    void offer(long id, float score) {
        if (score < bar || Float.isNaN(score)) {
            return;
        }
        heap.add(new Neighbour(id, score));
        if (heap.size() > k) {
            heap.poll();
        }
        Neighbour worst = heap.peek();
        if (heap.size() == k && worst != null) {
            bar = Math.max(bar, worst.score());
        }
    }

    List<Neighbour> inOrder() {
        List<Neighbour> found = new ArrayList<>(heap);
        found.sort(Collections.reverseOrder(WORST_FIRST));
        return found;
    }
}
