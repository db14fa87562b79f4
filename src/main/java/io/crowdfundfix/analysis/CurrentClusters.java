package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.ClusterMatch;
import io.crowdfundfix.analysis.ClusterStore.Placed;
import io.crowdfundfix.engine.Clustering;
import io.crowdfundfix.engine.Vectors;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clusters as a node knows them: what a new report is held against. Read by all workers, replaced as a whole. */
final class CurrentClusters {
    /**
     * One cluster.
     *
     * @param reach the least cosine of what belongs to it
     * @param size when it was read
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Centre(long id, String label, long size, float[] centroid, double reach) {}

    /** All clusters of one build; vectors of another model cannot be held against them. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Build(String model, float[] mean, List<Centre> centres) {
        static final Build NONE = new Build("", new float[0], List.of());

        Build {
            centres = List.copyOf(centres);
        }
    }

    private volatile Build build = Build.NONE;

    void replace(Build built) {
        build = built;
    }

    /** The clusters that a vector of this model is within reach of, the closest first. */
    List<ClusterMatch> near(float[] vector, String model, int limit) {
        return near(build, vector, model, limit);
    }

    static List<ClusterMatch> near(Build build, float[] vector, String model, int limit) {
        if (!build.model().equals(model) || build.mean().length != vector.length) {
            return List.of();
        }
        float[] centred = Clustering.without(vector, build.mean());
        return build.centres().stream()
                .map(centre -> match(centre, Vectors.dot(centred, centre.centroid())))
                .filter(near -> near.within)
                .map(near -> near.match)
                .sorted(Comparator.comparingDouble((ClusterMatch match) -> -match.similarity()))
                .limit(limit)
                .toList();
    }

    /** The place of a bug that these clusters are near to: in the closest, or in none. */
    static @Nullable Placed placed(List<ClusterMatch> near, long bug, Instant reportedAt) {
        return near.isEmpty()
                ? null
                : new Placed(bug, near.get(0).clusterId(), near.get(0).similarity(), reportedAt);
    }

    private record Near(ClusterMatch match, boolean within) {}

    private static Near match(Centre centre, double cosine) {
        double similarity = Math.round(cosine * 1000) / 1000.0;
        return new Near(
                new ClusterMatch(centre.id(), centre.label(), centre.size(), similarity), cosine >= centre.reach());
    }
}
