package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.ClusterStore.Placed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ids of clusters before a build, handed on to those that hold most of the same bugs. */
final class KeptNames {
    private final Map<Long, Long> clusterByBug = new HashMap<>();
    private final Map<Long, Integer> sizes = new HashMap<>();
    private final Set<Long> taken = new HashSet<>();

    KeptNames(List<Placed> before) {
        for (Placed placed : before) {
            clusterByBug.put(placed.bug(), placed.cluster());
            sizes.merge(placed.cluster(), 1, Integer::sum);
        }
    }

    /** The id that half of these bugs had, or half of whose bugs these are; each is given once, null if there is none. */
    @Nullable Long take(List<Long> bugs) {
        Map<Long, Integer> shared = new HashMap<>();
        for (long bug : bugs) {
            Long cluster = clusterByBug.get(bug);
            if (cluster != null && !taken.contains(cluster)) {
                shared.merge(cluster, 1, Integer::sum);
            }
        }
        Long best = null;
        int most = 0;
        for (Map.Entry<Long, Integer> entry : shared.entrySet()) {
            int count = entry.getValue();
            boolean enough = 2 * count >= Math.min(bugs.size(), sizes.getOrDefault(entry.getKey(), 0));
            boolean better = count > most || (count == most && best != null && entry.getKey() < best);
            if (enough && better) {
                best = entry.getKey();
                most = count;
            }
        }
        if (best != null) {
            taken.add(best);
        }
        return best;
    }
}
