package io.crowdfundfix.analysis;

import static io.crowdfundfix.bus.Endpoint.endpoint;
import static io.crowdfundfix.bus.Topic.topic;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.bus.Topic;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What other parts may ask of the clusters of open bugs. */
public final class ClustersApi {
    public static final Endpoint<PageClusters, ClusterSummaries> PAGE_CLUSTERS = endpoint("analysis.page_clusters");
    public static final Endpoint<ReadCluster, ClusterSummary> READ_CLUSTER = endpoint("analysis.read_cluster");

    /** The clusters were built anew; nodes read them. */
    public static final Topic<ClustersBuilt> BUILT = topic("analysis.clusters_built");

    private ClustersApi() {}

    /**
     * Asks for clusters, the largest first.
     *
     * @param minSize smallest cluster shown
     */
    public record PageClusters(
            int minSize, int limit, @Nullable String cursor) implements BusMessage {}

    public record ClusterSummaries(
            List<ClusterSummary> clusters, @Nullable String next) implements BusMessage {
        public ClusterSummaries {
            clusters = List.copyOf(clusters);
        }
    }

    public record ReadCluster(long cluster) implements BusMessage {}

    /**
     * Open bugs that speak of one thing.
     *
     * @param label its most telling terms, or the title of its central bug where its bugs share none
     * @param terms most telling first
     * @param members the newest of them; empty in lists
     */
    public record ClusterSummary(
            long id,
            String label,
            List<String> terms,
            long size,
            ClusterTrend trend,
            CentralBug centralBug,
            Instant builtAt,
            List<ClusterMember> members)
            implements BusMessage {
        public ClusterSummary {
            terms = List.copyOf(terms);
            members = List.copyOf(members);
        }
    }

    /**
     * How many of its bugs were reported when, in UTC.
     *
     * @param perDay the last fourteen days, today last
     * @param perWeek the last eight spans of seven days, the one that ends today last
     */
    public record ClusterTrend(
            @JsonProperty("last_7_days") long last7Days,
            @JsonProperty("previous_7_days") long previous7Days,
            List<Long> perDay,
            List<Long> perWeek) {
        public ClusterTrend {
            perDay = List.copyOf(perDay);
            perWeek = List.copyOf(perWeek);
        }
    }

    /** The bug that is most like the others of its cluster. */
    public record CentralBug(long bugId, String title) {}

    /**
     * A bug of a cluster.
     *
     * @param similarity cosine to the middle of the cluster, in the space without what all bugs have in common
     */
    public record ClusterMember(long bugId, String title, double similarity, Instant reportedAt) {}

    public record ClustersBuilt() implements BusMessage {}
}
