package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.ClusterPage;
import io.crowdfundfix.analysis.AnalysisApi.ClusterView;
import io.crowdfundfix.analysis.AnalysisApi.EngineStatus;
import io.crowdfundfix.analysis.AnalysisApi.FindCluster;
import io.crowdfundfix.analysis.AnalysisApi.FindDuplicates;
import io.crowdfundfix.analysis.AnalysisApi.ListClusters;
import io.crowdfundfix.analysis.AnalysisApi.ReadStatus;
import io.crowdfundfix.analysis.AnalysisApi.SimilarBugs;
import io.crowdfundfix.analysis.AnalysisStore.KnownBug;
import io.crowdfundfix.analysis.AnalysisStore.StoredVector;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.engine.Neighbour;
import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node's index of known bugs as a copy of the stored vectors: filled at start, told by hints, and caught up by a timer. */
final class Knowledge {
    static final long CATCH_UP_EVERY_MS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(Knowledge.class);
    private static final int PAGE = 1_000;
    private static final int MEMBERS_SHOWN = 100;
    /** Rows that were committed late are still seen: catching up looks this far back behind the newest row known. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final Platform platform;
    private final Database database;
    private final AnalysisStore store;
    private @Nullable SharedEngine engine;
    private Instant newest = Instant.EPOCH;
    private boolean filled;
    private boolean catchingUp;

    Knowledge(Platform platform, AnalysisStore store) {
        this.platform = platform;
        this.database = platform.database();
        this.store = store;
    }

    void load(SharedEngine loaded) {
        engine = loaded;
        begin(loaded);
    }

    private void begin(SharedEngine loaded) {
        catchingUp = true;
        fill(loaded, KnownBugs.NONE)
                .compose(done -> renew(loaded, KnownBugs.NONE))
                .onSuccess(done -> filled = true)
                .onFailure(failure -> LOG.warn("the index cannot be filled: {}", failure.getMessage()))
                .onComplete(done -> catchingUp = false);
    }

    private Future<Void> fill(SharedEngine loaded, long after) {
        return store.vectorsAfter(database, loaded.model(), after, PAGE).compose(page -> {
            page.forEach(stored -> put(loaded, stored));
            return page.size() < PAGE
                    ? Future.succeededFuture()
                    : fill(loaded, page.get(page.size() - 1).bug());
        });
    }

    /** Has every bug analysed again whose vector another model made: such vectors cannot be compared. */
    private Future<Void> renew(SharedEngine loaded, long after) {
        return store.madeByOthers(database, loaded.model(), after, PAGE).compose(bugs -> {
            if (bugs.isEmpty()) {
                return Future.succeededFuture();
            }
            LOG.info("{} vectors of another model are made anew", bugs.size());
            return database.transaction(session -> {
                        Future<Void> all = Future.succeededFuture();
                        for (long bug : bugs) {
                            all = all.compose(before -> platform.jobs().enqueue(session, BugsApi.ANALYZE_JOB, bug));
                        }
                        return all;
                    })
                    .compose(done -> renew(loaded, bugs.get(bugs.size() - 1)));
        });
    }

    void learn(long bug) {
        SharedEngine loaded = engine;
        if (loaded != null) {
            store.vector(database, loaded.model(), bug)
                    .onSuccess(stored -> stored.ifPresent(found -> put(loaded, found)));
        }
    }

    /** Reads what has come since; where filling failed it begins anew. */
    void catchUp() {
        SharedEngine loaded = engine;
        if (loaded == null || catchingUp) {
            return;
        }
        if (!filled) {
            begin(loaded);
            return;
        }
        catchingUp = true;
        readSince(loaded, newest.minus(OVERLAP))
                .onFailure(failure -> LOG.warn("the index cannot be caught up: {}", failure.getMessage()))
                .onComplete(done -> catchingUp = false);
    }

    private Future<Void> readSince(SharedEngine loaded, Instant since) {
        return store.vectorsSince(database, loaded.model(), since, PAGE).compose(page -> {
            page.forEach(stored -> put(loaded, stored));
            Instant last = page.isEmpty() ? since : page.get(page.size() - 1).embeddedAt();
            return page.size() == PAGE && last.isAfter(since) ? readSince(loaded, last) : Future.succeededFuture();
        });
    }

    private void put(SharedEngine loaded, StoredVector stored) {
        loaded.known().put(stored.bug(), stored.vector(), stored.cluster());
        if (stored.embeddedAt().isAfter(newest)) {
            newest = stored.embeddedAt();
        }
    }

    Future<EngineStatus> status(ReadStatus question) {
        SharedEngine loaded = engine;
        return Future.succeededFuture(
                loaded == null
                        ? new EngineStatus(false, "loading", false, 0)
                        : new EngineStatus(
                                filled,
                                loaded.model(),
                                loaded.name().fallback(),
                                loaded.known().size()));
    }

    Future<SimilarBugs> findDuplicates(FindDuplicates question) {
        SharedEngine loaded = engine;
        if (loaded == null) {
            return Future.failedFuture(Fault.unavailable("engine_loading", "The engine is still being loaded"));
        }
        return store.vector(database, loaded.model(), question.bug()).compose(stored -> {
            List<Neighbour> near = stored.map(own -> loaded.known()
                            .nearest(own.vector(), question.limit(), KnownBugs.ALIKE_IF_SAME_CRASH, question.bug()))
                    .orElse(List.of());
            List<Long> ids = new ArrayList<>(near.stream().map(Neighbour::id).toList());
            ids.add(question.bug());
            return store.known(database, ids).map(known -> similar(question.bug(), near, known));
        });
    }

    private static SimilarBugs similar(long bug, List<Neighbour> near, List<KnownBug> known) {
        return known.stream()
                .filter(candidate -> candidate.bug() == bug)
                .findFirst()
                .map(own -> new SimilarBugs(AnalysisViews.similar(near, known, own.fingerprint())))
                .orElse(new SimilarBugs(List.of()));
    }

    Future<ClusterPage> listClusters(ListClusters question) {
        return store.largestClusters(database, question, platform.clock().instant())
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
        return store.clusters(database, List.of(id), platform.clock().instant()).compose(found -> {
            if (found.isEmpty()) {
                throw Fault.notFound("cluster_not_found", "There is no cluster " + id);
            }
            ClusterView cluster = found.get(0);
            return store.members(database, id, MEMBERS_SHOWN)
                    .map(members ->
                            new ClusterView(cluster.id(), cluster.label(), cluster.size(), cluster.trend(), members));
        });
    }
}
