package io.crowdfundfix.analysis;

import io.crowdfundfix.engine.Neighbour;
import io.crowdfundfix.engine.VectorIndex;
import java.util.List;

/**
 * The vectors of all stored bugs in a node's memory, searched exactly, and apart from them those of the bugs that founded a cluster.
 * Clusters are by leader (Hartigan 1975): a bug joins the nearest founder that is near enough, or founds its own.
 */
final class KnownBugs {
    /** From this cosine on two reports are shown as alike. */
    static final float ALIKE = 0.50f;
    /** From this one on they are if they are also the same crash. */
    static final float ALIKE_IF_SAME_CRASH = 0.37f;

    static final float SAME_CLUSTER = 0.65f;

    private final VectorIndex bugs;
    private final VectorIndex founders;

    KnownBugs(int dimensions) {
        this.bugs = new VectorIndex(dimensions);
        this.founders = new VectorIndex(dimensions);
    }

    synchronized void put(long bug, float[] vector, long cluster) {
        bugs.put(bug, vector);
        if (bug == cluster) {
            founders.put(bug, vector);
        } else {
            founders.remove(bug);
        }
    }

    List<Neighbour> nearest(float[] vector, int limit, float atLeast, long except) {
        return bugs.nearest(vector, limit, atLeast, except);
    }

    List<Neighbour> nearestClusters(float[] vector, int limit, float atLeast) {
        return founders.nearest(vector, limit, atLeast, NONE);
    }

    /**
     * Puts a bug where it belongs and returns its cluster. Who has founded one stays its founder. On one node two alike bugs at once meet
     * in one cluster; on two nodes each may found its own.
     */
    synchronized long assign(long bug, float[] vector) {
        long cluster = founders.contains(bug)
                ? bug
                : founders.nearest(vector, 1, SAME_CLUSTER, bug).stream()
                        .findFirst()
                        .map(Neighbour::id)
                        .orElse(bug);
        put(bug, vector, cluster);
        return cluster;
    }

    int size() {
        return bugs.size();
    }

    /** No bug has this number. */
    static final long NONE = -1;
}
