package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.ClusterMatch;
import io.crowdfundfix.analysis.ClusterStore.BuildRow;
import io.crowdfundfix.analysis.ClusterStore.Placed;
import io.crowdfundfix.analysis.ClusterStore.WrittenCluster;
import io.crowdfundfix.analysis.ClusterableStore.Clusterable;
import io.crowdfundfix.analysis.ClustersApi.ClustersBuilt;
import io.crowdfundfix.analysis.CurrentClusters.Build;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.KeepOpen;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.engine.Clustering;
import io.crowdfundfix.engine.Clustering.Group;
import io.crowdfundfix.engine.TellingTerms;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the clusters anew from the newest open bugs. Computes on the calling thread, for seconds where there are thousands. */
final class ClusterBuild {
    static final int MOST_BUGS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(ClusterBuild.class);
    private static final int PAGE = 500;
    /** How many bugs are looked at for open ones. */
    private static final int MOST_PAGES = 100;

    private static final int MOST_LATE = 1_000;
    private static final int TERMS_IN_LABEL = 3;
    private static final int LONGEST_LABEL = 100;

    private final Platform platform;
    private final ClusterStore store;
    private final ClusterableStore clusterables = new ClusterableStore();
    private final String model;

    ClusterBuild(Platform platform, ClusterStore store, String model) {
        this.platform = platform;
        this.store = store;
        this.model = model;
    }

    Future<Void> run() {
        Instant started = platform.clock().instant();
        return collect(new ArrayList<>(), Long.MAX_VALUE, 0)
                .compose(bugs -> write(bugs, clustered(bugs), started)
                        .compose(written ->
                                placeLate(bugs.stream().map(Clusterable::bug).collect(Collectors.toSet()), started)))
                .onSuccess(done -> platform.bus().publish(ClustersApi.BUILT, new ClustersBuilt()));
    }

    private Future<List<Clusterable>> collect(List<Clusterable> open, long below, int pages) {
        return clusterables
                .newest(platform.database(), model, below, PAGE)
                .compose(page -> keptOpen(page).compose(kept -> {
                    open.addAll(kept);
                    boolean enough = page.size() < PAGE || open.size() >= MOST_BUGS || pages + 1 >= MOST_PAGES;
                    return enough
                            ? Future.succeededFuture(open.subList(0, Math.min(MOST_BUGS, open.size())))
                            : collect(open, page.get(page.size() - 1).bug(), pages + 1);
                }));
    }

    private Future<List<Clusterable>> keptOpen(List<Clusterable> bugs) {
        List<Long> ids = bugs.stream().map(Clusterable::bug).toList();
        return platform.bus().request(BugsApi.KEEP_OPEN, new KeepOpen(ids)).map(kept -> {
            Set<Long> keep = new HashSet<>(kept.ids());
            return bugs.stream().filter(bug -> keep.contains(bug.bug())).toList();
        });
    }

    private static Clustering clustered(List<Clusterable> bugs) {
        return Clustering.of(bugs.stream().map(Clusterable::vector).toList());
    }

    private Future<List<WrittenCluster>> write(List<Clusterable> bugs, Clustering clustering, Instant started) {
        TellingTerms terms =
                new TellingTerms(bugs.stream().map(Clusterable::terms).toList());
        long tookMs = Duration.between(started, platform.clock().instant()).toMillis();
        BuildRow build = new BuildRow(model, clustering.mean(), bugs.size(), tookMs, started);
        LOG.info(
                "{} clusters of {} open bugs, built in {} ms",
                clustering.groups().size(),
                bugs.size(),
                tookMs);
        return platform.database()
                .transaction(session -> store.members(session).compose(before -> {
                    KeptNames names = new KeptNames(before);
                    Future<List<WrittenCluster>> all = Future.succeededFuture(new ArrayList<>());
                    for (Group group : clustering.groups()) {
                        List<Clusterable> members = group.members().stream()
                                .map(member -> bugs.get(member.place()))
                                .toList();
                        all = all.compose(written -> id(session, names, members).map(id -> {
                            written.add(written(id, group, members, terms));
                            return written;
                        }));
                    }
                    return all.compose(
                            written -> store.replace(session, written, build).map(written));
                }));
    }

    /** The id of the cluster that most of these were in, so that links to it stay good; or else a new one. */
    private Future<Long> id(Session session, KeptNames names, List<Clusterable> members) {
        Long kept = names.take(members.stream().map(Clusterable::bug).toList());
        return kept == null ? store.nextId(session) : Future.succeededFuture(kept);
    }

    private static WrittenCluster written(long id, Group group, List<Clusterable> members, TellingTerms terms) {
        List<String> telling = terms.of(members.stream().map(Clusterable::terms).toList());
        Clusterable central = members.get(0);
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            double similarity = Math.round(group.members().get(i).similarity() * 1000) / 1000.0;
            placed.add(new Placed(
                    members.get(i).bug(), id, similarity, members.get(i).reportedAt()));
        }
        return new WrittenCluster(
                id, label(telling, central.title()), telling, central.bug(), group.centroid(), group.reach(), placed);
    }

    private static String label(List<String> terms, String title) {
        if (terms.size() > 1) {
            return String.join(", ", terms.subList(0, Math.min(TERMS_IN_LABEL, terms.size())));
        }
        return title.codePointCount(0, title.length()) <= LONGEST_LABEL
                ? title
                : title.substring(0, title.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
    }

    /** Bugs that came while this was computed were put into clusters that are no more. */
    private Future<Void> placeLate(Set<Long> clustered, Instant started) {
        return clusterables
                .since(platform.database(), model, started, MOST_LATE)
                .compose(stored -> {
                    List<Clusterable> late = stored.stream()
                            .filter(bug -> !clustered.contains(bug.bug()))
                            .toList();
                    return keptOpen(late)
                            .compose(open -> store.build(platform.database()).compose(build -> {
                                Future<Void> all = Future.succeededFuture();
                                for (Clusterable bug : open) {
                                    all = all.compose(done -> place(build, bug));
                                }
                                return all;
                            }));
                });
    }

    private Future<Void> place(Build build, Clusterable bug) {
        List<ClusterMatch> near = CurrentClusters.near(build, bug.vector(), model, 1);
        return store.place(platform.database(), bug.bug(), CurrentClusters.placed(near, bug.bug(), bug.reportedAt()));
    }
}
