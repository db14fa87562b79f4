package io.crowdfundfix.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.analysis.AnalysisStore.Remembered;
import io.crowdfundfix.analysis.KnowledgeStore.Meaning;
import io.crowdfundfix.analysis.KnowledgeStore.Place;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.engine.Fingerprint;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class KnowledgeStoreTest {
    private static final String MODEL = "model-a";
    private static final Duration DAY = Duration.ofDays(1);

    private final KnowledgeStore store = new KnowledgeStore();
    private Database database;
    private MutableClock clock;

    @BeforeEach
    void open(Database ofThisTest, MutableClock clockOfThisTest) {
        database = ofThisTest;
        clock = clockOfThisTest;
    }

    @Test
    void pagesThroughTheBugsOfAModelByRisingId() {
        for (long bug : new long[] {3, 1, 2, 5}) {
            save(bug, MODEL);
        }
        save(4, "model-b");
        assertEquals(List.of(1L, 2L), ids(store.placesAfter(database, MODEL, 0, 2)));
        assertEquals(List.of(3L, 5L), ids(store.placesAfter(database, MODEL, 2, 10)));
        assertEquals(List.of(), ids(store.placesAfter(database, MODEL, 5, 10)));
        assertEquals(List.of(4L), Await.result(store.madeByOthers(database, MODEL, 0, 10)));
        assertEquals(List.of(), Await.result(store.madeByOthers(database, MODEL, 4, 10)));
        assertEquals(List.of(1L, 2L), Await.result(store.madeByOthers(database, "model-b", 0, 2)));
    }

    @Test
    void findsWhatWasStoredSinceAMomentIncludingIt() {
        for (long bug = 5; bug >= 1; bug--) {
            save(bug, MODEL);
            clock.forward(DAY);
        }
        save(9, "model-b");
        assertEquals(
                List.of(3L, 2L, 1L),
                ids(store.placesSince(database, MODEL, MutableClock.START.plus(DAY.multipliedBy(2)), 10)));
        assertEquals(List.of(5L, 4L), ids(store.placesSince(database, MODEL, MutableClock.START, 2)));
    }

    @Test
    void saysSinceWhenABugIsStored() {
        save(7, MODEL);
        assertEquals(
                List.of(new Place(7, MutableClock.START, MutableClock.START)),
                Await.result(store.placesAfter(database, MODEL, 0, 10)));
    }

    @Test
    void readsTheVectorsOfThisModelOnly() {
        save(1, MODEL);
        save(2, "model-b");
        List<Meaning> found = Await.result(store.meanings(database, MODEL, List.of(1L, 2L, 3L)));
        assertEquals(List.of(1L), found.stream().map(Meaning::bug).toList());
        assertArrayEquals(new float[] {1, 0.5f}, found.get(0).vector());
        assertEquals(List.of(), Await.result(store.meanings(database, MODEL, List.of())));
    }

    private void save(long bug, String model) {
        Fingerprint nothing = new Fingerprint(List.of(), List.of(), List.of());
        Remembered row = new Remembered(bug, model, new float[] {bug, 0.5f}, "T", nothing, clock.instant());
        Await.result(new AnalysisStore().save(database, row, clock.instant()));
    }

    private static List<Long> ids(Future<List<Place>> places) {
        return Await.result(places).stream().map(Place::bug).toList();
    }
}
