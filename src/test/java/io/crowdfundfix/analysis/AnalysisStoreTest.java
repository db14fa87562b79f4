package io.crowdfundfix.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.analysis.AnalysisApi.ClusterMember;
import io.crowdfundfix.analysis.AnalysisApi.ClusterTrend;
import io.crowdfundfix.analysis.AnalysisApi.ClusterView;
import io.crowdfundfix.analysis.AnalysisApi.ListClusters;
import io.crowdfundfix.analysis.AnalysisStore.KnownBug;
import io.crowdfundfix.analysis.AnalysisStore.Remembered;
import io.crowdfundfix.analysis.KnowledgeStore.Meaning;
import io.crowdfundfix.database.Cursor;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.engine.Fingerprint;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(BothDatabases.class)
class AnalysisStoreTest {
    private static final String MODEL = "model-a";
    private static final Duration DAY = Duration.ofDays(1);

    private final AnalysisStore store = new AnalysisStore();
    private Database database;
    private MutableClock clock;

    @BeforeEach
    void open(Database ofThisTest, MutableClock clockOfThisTest) {
        database = ofThisTest;
        clock = clockOfThisTest;
    }

    @Test
    void readsAVectorAsItWasSaved() {
        float[] vector = {1, -0.5f, Float.MIN_VALUE, 0, 1 / 3f};
        save(1, MODEL, vector, "Title", 9);
        Meaning stored = Await.result(store.vector(database, MODEL, 1)).orElseThrow();
        assertArrayEquals(vector, stored.vector());
        assertEquals(9, stored.cluster());
        assertEquals(MutableClock.START, stored.embeddedAt());
        assertEquals(
                List.of(new KnownBug(1, "Title", fingerprint(), 9)),
                Await.result(store.known(database, List.of(1L, 2L))));
    }

    @Test
    void savingAgainReplaces() {
        save(1, "model-b", new float[] {1, 0}, "Before", 1);
        clock.forward(DAY);
        save(1, MODEL, new float[] {0, 1}, "After", 2);
        assertEquals(Optional.empty(), Await.result(store.vector(database, "model-b", 1)));
        Meaning stored = Await.result(store.vector(database, MODEL, 1)).orElseThrow();
        assertArrayEquals(new float[] {0, 1}, stored.vector());
        assertEquals(2, stored.cluster());
        assertEquals(MutableClock.START.plus(DAY), stored.embeddedAt());
        assertEquals(
                List.of(new KnownBug(1, "After", fingerprint(), 2)), Await.result(store.known(database, List.of(1L))));
    }

    @Test
    void manyWhoSaveOneBugAtOnceLeaveOneRow() {
        List<Future<Void>> all = IntStream.range(0, 20)
                .mapToObj(any -> store.save(database, remembered(1, MODEL, new float[] {1}, "T", 1), clock.instant()))
                .toList();
        all.forEach(Await::result);
        assertEquals(
                1,
                Await.result(new KnowledgeStore().placesAfter(database, MODEL, 0, 10))
                        .size());
    }

    @Test
    void savesTheLargestThatIsAllowed() {
        String title = "\ud83d\ude00".repeat(200);
        save(1, "m".repeat(100), new float[1_024], title, 1);
        assertEquals(
                title, Await.result(store.known(database, List.of(1L))).get(0).title());
    }

    @Test
    void countsAClustersBugsOfThisWeekAndTheWeekBefore() {
        for (long bug = 1; bug <= 20; bug++) {
            save(bug, MODEL, new float[] {1}, "Bug " + bug, 1);
            clock.forward(DAY);
        }
        save(21, MODEL, new float[] {1}, "Alone", 21);
        // now is day 20: bug 14 was reported exactly seven days ago, bug 7 exactly fourteen
        assertEquals(
                List.of(new ClusterView(1, "Bug 1", 20, new ClusterTrend(7, 7), List.of())),
                Await.result(store.clusters(database, List.of(1L, 77L), clock.instant())));
        clock.forward(DAY.multipliedBy(7));
        assertEquals(
                new ClusterTrend(0, 7),
                Await.result(store.clusters(database, List.of(1L), clock.instant()))
                        .get(0)
                        .trend());
        assertEquals(List.of(), Await.result(store.clusters(database, List.of(), clock.instant())));
    }

    @Test
    void showsTheNewestMembers() {
        for (long bug = 1; bug <= 4; bug++) {
            save(bug, MODEL, new float[] {1}, "Bug " + bug, 1);
        }
        assertEquals(
                List.of(new ClusterMember(4, "Bug 4"), new ClusterMember(3, "Bug 3")),
                Await.result(store.members(database, 1, 2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 7})
    void pagesThroughTheLargestClustersWithoutLossOrRepeat(int limit) {
        long bug = 0;
        for (int size : new int[] {2, 3, 1, 3, 2, 5, 2}) {
            long founder = bug + 1;
            for (int i = 0; i < size; i++) {
                save(++bug, MODEL, new float[] {1}, "T", founder);
            }
        }
        assertEquals(List.of(12L, 3L, 7L, 1L, 10L, 17L), walk(2, limit));
        assertEquals(List.of(12L), walk(4, limit));
        assertEquals(7, walk(1, limit).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "", "9999999999999999999"})
    void refusesACursorThatItNeverGave(String size) {
        ListClusters question = new ListClusters(1, 1, new Cursor("largest", size, 1).encoded());
        Future<?> page;
        try {
            page = store.largestClusters(database, question, clock.instant());
        } catch (Fault fault) {
            page = Future.failedFuture(fault);
        }
        assertEquals(Fault.Kind.INVALID, Await.fault(page).kind());
    }

    private List<Long> walk(int minSize, int limit) {
        List<Long> seen = new ArrayList<>();
        String cursor = null;
        do {
            List<ClusterView> found = Await.result(
                    store.largestClusters(database, new ListClusters(minSize, limit, cursor), clock.instant()));
            List<ClusterView> shown = found.subList(0, Math.min(limit, found.size()));
            shown.forEach(cluster -> seen.add(cluster.id()));
            cursor = found.size() > limit
                    ? AnalysisStore.cursorAfter(shown.get(limit - 1)).encoded()
                    : null;
        } while (cursor != null && seen.size() < 20);
        return seen;
    }

    private void save(long bug, String model, float[] vector, String title, long cluster) {
        Await.result(store.save(database, remembered(bug, model, vector, title, cluster), clock.instant()));
    }

    private Remembered remembered(long bug, String model, float[] vector, String title, long cluster) {
        return new Remembered(bug, model, vector, title, fingerprint(), cluster, clock.instant());
    }

    private static Fingerprint fingerprint() {
        return new Fingerprint(List.of("IOException"), List.of("Shop.pay"), List.of("invoice", "\u00fcber"));
    }
}
