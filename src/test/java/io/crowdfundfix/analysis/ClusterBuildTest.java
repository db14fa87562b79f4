package io.crowdfundfix.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.analysis.AnalysisApi.ClusterMatch;
import io.crowdfundfix.analysis.AnalysisStore.Remembered;
import io.crowdfundfix.analysis.ClusterStore.Placed;
import io.crowdfundfix.analysis.ClusterableStore.LastBuild;
import io.crowdfundfix.analysis.ClustersApi.ClusterMember;
import io.crowdfundfix.analysis.ClustersApi.ClusterSummary;
import io.crowdfundfix.analysis.ClustersApi.PageClusters;
import io.crowdfundfix.analysis.ClustersApi.ReadCluster;
import io.crowdfundfix.analysis.CurrentClusters.Build;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.BugIds;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.engine.Fingerprint;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class ClusterBuildTest {
    private static final String MODEL = "model-a";
    private static final List<String> TOPICS = List.of("printer", "password", "voucher");

    private final Set<Long> closed = ConcurrentHashMap.newKeySet();
    private Platform platform;
    private MutableClock clock;
    private ClusterStore store;
    private ClusterPages pages;

    @BeforeEach
    void open(Platform ofThisTest, MutableClock clockOfThisTest) {
        platform = ofThisTest;
        clock = clockOfThisTest;
        store = new ClusterStore(new Ids("cluster_ids"));
        pages = new ClusterPages(platform.database(), clock, store);
        Await.result(platform.vertx().deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                return platform.bus()
                        .serve(
                                BugsApi.KEEP_OPEN,
                                question -> Future.succeededFuture(new BugIds(question.bugs().stream()
                                        .filter(bug -> !closed.contains(bug))
                                        .toList())));
            }
        }));
    }

    @Test
    void groupsOpenBugsAndNamesTheGroups() {
        for (int bug = 1; bug <= 18; bug++) {
            report(bug);
        }
        closed.addAll(List.of(3L, 6L, 9L, 12L));
        build();
        List<ClusterSummary> all = list();
        assertEquals(List.of(6L, 6L, 2L), all.stream().map(ClusterSummary::size).toList());
        ClusterSummary passwords = all.stream()
                .filter(cluster -> cluster.label().startsWith("password"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of("password", "page"), passwords.terms());
        assertEquals("password, page", passwords.label());
        List<ClusterMember> members = read(passwords.id()).members();
        assertEquals(
                List.of(16L, 13L, 10L, 7L, 4L, 1L),
                members.stream().map(ClusterMember::bugId).toList());
        LastBuild last = Await.result(new ClusterableStore().lastBuild(platform.database()))
                .orElseThrow();
        assertEquals(new LastBuild(MODEL, clock.instant(), 14, 0, 0), last);
    }

    @Test
    void keepsItsIdsFromBuildToBuild() {
        for (int bug = 1; bug <= 18; bug++) {
            report(bug);
        }
        build();
        List<Long> before = list().stream().map(ClusterSummary::id).sorted().toList();
        for (int bug = 19; bug <= 27; bug++) {
            report(bug);
        }
        build();
        assertEquals(before, list().stream().map(ClusterSummary::id).sorted().toList());
        assertEquals(9, list().get(0).size());
    }

    @Test
    void aNewBugJoinsTheClusterItIsNearTo() {
        for (int bug = 1; bug <= 18; bug++) {
            report(bug);
        }
        build();
        Build current = Await.result(store.build(platform.database()));
        List<ClusterMatch> near = CurrentClusters.near(current, vector(19), MODEL, 3);
        assertEquals(1, near.size());
        assertTrue(near.get(0).label().startsWith("password"), near.toString());
        assertEquals(6, near.get(0).size());
        assertEquals(List.of(), CurrentClusters.near(current, vector(19), "another model", 3));
        Placed placed = CurrentClusters.placed(near, 19, clock.instant());
        report(19);
        for (int twice = 0; twice < 2; twice++) {
            Await.result(store.place(platform.database(), 19, placed));
            assertEquals(7, read(near.get(0).clusterId()).size());
        }
        Await.result(store.place(platform.database(), 19, null));
        assertEquals(6, read(near.get(0).clusterId()).size());
    }

    @Test
    void countsByDayAndByWeek() {
        for (int bug = 1; bug <= 18; bug++) {
            report(bug);
            clock.forward(Duration.ofDays(1));
        }
        build();
        // today is day 18, the password bugs came on days 0, 3, … 15
        ClusterSummary passwords = list().stream()
                .filter(cluster -> cluster.label().startsWith("password"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of(0L, 1L, 0L, 0L, 1L, 0L, 0L, 1L, 0L, 0L, 1L, 0L, 0L, 0L),
                passwords.trend().perDay());
        assertEquals(List.of(0L, 0L, 0L, 0L, 0L, 2L, 2L, 2L), passwords.trend().perWeek());
        assertEquals(2, passwords.trend().last7Days());
        assertEquals(2, passwords.trend().previous7Days());
    }

    @Test
    void pagesThroughThem() {
        for (int bug = 1; bug <= 18; bug++) {
            report(bug);
        }
        build();
        var first = Await.result(pages.page(new PageClusters(2, 2, null)));
        var second = Await.result(pages.page(new PageClusters(2, 2, first.next())));
        assertEquals(2, first.clusters().size());
        assertEquals(1, second.clusters().size());
        assertEquals(null, second.next());
        assertEquals(
                List.of(),
                Await.result(pages.page(new PageClusters(7, 9, null))).clusters());
        assertEquals(
                Fault.Kind.NOT_FOUND,
                Await.fault(pages.read(new ReadCluster(9_999))).kind());
    }

    @Test
    void ofNothingThereIsNoCluster() {
        build();
        assertEquals(List.of(), list());
        report(1);
        build();
        assertEquals(List.of(), list());
        assertEquals(
                1,
                Await.result(new ClusterableStore().lastBuild(platform.database()))
                        .orElseThrow()
                        .bugs());
    }

    private void build() {
        Await.result(new ClusterBuild(platform, store, MODEL).run());
    }

    private List<ClusterSummary> list() {
        return Await.result(pages.page(new PageClusters(1, 100, null))).clusters();
    }

    private ClusterSummary read(long id) {
        return Await.result(pages.read(new ReadCluster(id)));
    }

    private void report(int bug) {
        String topic = TOPICS.get(bug % 3);
        Fingerprint fingerprint = new Fingerprint(List.of(), List.of(), List.of(topic, "page", "word" + bug));
        Remembered remembered = new Remembered(bug, MODEL, vector(bug), "A " + topic, fingerprint, clock.instant());
        Await.result(new AnalysisStore().save(platform.database(), remembered, clock.instant()));
    }

    /** Near the axis of its topic: 1 password, 2 voucher, 0 printer. */
    private static float[] vector(int bug) {
        Random random = new Random(bug);
        float[] vector = new float[16];
        IntStream.range(0, 16).forEach(i -> vector[i] = (float) random.nextGaussian() * 0.03f);
        vector[bug % 3] += 1;
        double length = Math.sqrt(
                IntStream.range(0, 16).mapToDouble(i -> vector[i] * vector[i]).sum());
        IntStream.range(0, 16).forEach(i -> vector[i] /= (float) length);
        return vector;
    }
}
