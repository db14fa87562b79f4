package io.crowdfundfix.analysis;

import io.crowdfundfix.engine.Vectors;
import io.crowdfundfix.engine.retrieval.Neighbour;
import java.util.ArrayDeque;
import java.util.Deque;

/** The latest founders of clusters, whom a search that began before them cannot have found. Guarded by its owner. */
final class NewFounders {
    /** More than can found one while a single report is being compared. */
    private static final int KEPT = 256;

    private final Deque<Founder> latest = new ArrayDeque<>();
    private long founded;

    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Founder(long bug, float[] vector, long number) {}

    long founded() {
        return founded;
    }

    void add(long bug, float[] vector) {
        founded++;
        latest.addLast(new Founder(bug, vector, founded));
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
    }

    /** The nearest of those founded after so many, if it is nearer than the best known. */
    Neighbour nearer(float[] vector, long after, Neighbour best) {
        Neighbour nearest = best;
        for (Founder founder : latest) {
            if (founder.number() > after) {
                float score = Vectors.dot(vector, founder.vector());
                nearest = score >= nearest.score() ? new Neighbour(founder.bug(), score) : nearest;
            }
        }
        return nearest;
    }
}
