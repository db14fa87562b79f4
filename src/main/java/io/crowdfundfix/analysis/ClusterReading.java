package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.ClusterPage;
import io.crowdfundfix.analysis.AnalysisApi.ClusterView;
import io.crowdfundfix.analysis.AnalysisApi.FindCluster;
import io.crowdfundfix.analysis.AnalysisApi.ListClusters;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import java.util.List;

/** Answers what is asked about clusters from what is stored. */
final class ClusterReading {
    private static final int MEMBERS_SHOWN = 100;

    private final Platform platform;
    private final AnalysisStore bugs;

    ClusterReading(Platform platform, AnalysisStore bugs) {
        this.platform = platform;
        this.bugs = bugs;
    }

    Future<ClusterPage> listClusters(ListClusters question) {
        return bugs.largestClusters(
                        platform.database(), question, platform.clock().instant())
                .map(found -> {
                    boolean more = found.size() > question.limit();
                    List<ClusterView> shown = more ? found.subList(0, question.limit()) : found;
                    return new ClusterPage(
                            shown,
                            more
                                    ? AnalysisStore.cursorAfter(shown.get(shown.size() - 1))
                                            .encoded()
                                    : null);
                });
    }

    Future<ClusterView> findCluster(FindCluster question) {
        long id = question.cluster();
        return bugs.clusters(platform.database(), List.of(id), platform.clock().instant())
                .compose(found -> {
                    if (found.isEmpty()) {
                        throw Fault.notFound("cluster_not_found", "There is no cluster " + id);
                    }
                    ClusterView cluster = found.get(0);
                    return bugs.members(platform.database(), id, MEMBERS_SHOWN)
                            .map(members -> new ClusterView(
                                    cluster.id(), cluster.label(), cluster.size(), cluster.trend(), members));
                });
    }
}
