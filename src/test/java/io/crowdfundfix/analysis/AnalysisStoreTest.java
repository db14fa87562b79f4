package io.crowdfundfix.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.analysis.AnalysisStore.KnownBug;
import io.crowdfundfix.analysis.AnalysisStore.Remembered;
import io.crowdfundfix.analysis.KnowledgeStore.Meaning;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.engine.Fingerprint;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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
        save(1, MODEL, vector, "Title");
        Meaning stored = Await.result(store.vector(database, MODEL, 1)).orElseThrow();
        assertArrayEquals(vector, stored.vector());
        assertEquals(MutableClock.START, stored.embeddedAt());
        assertEquals(
                List.of(new KnownBug(1, "Title", fingerprint())), Await.result(store.known(database, List.of(1L, 2L))));
    }

    @Test
    void savingAgainReplaces() {
        save(1, "model-b", new float[] {1, 0}, "Before");
        clock.forward(DAY);
        save(1, MODEL, new float[] {0, 1}, "After");
        assertEquals(Optional.empty(), Await.result(store.vector(database, "model-b", 1)));
        Meaning stored = Await.result(store.vector(database, MODEL, 1)).orElseThrow();
        assertArrayEquals(new float[] {0, 1}, stored.vector());
        assertEquals(MutableClock.START.plus(DAY), stored.embeddedAt());
        assertEquals(
                List.of(new KnownBug(1, "After", fingerprint())), Await.result(store.known(database, List.of(1L))));
    }

    @Test
    void manyWhoSaveOneBugAtOnceLeaveOneRow() {
        List<Future<Void>> all = IntStream.range(0, 20)
                .mapToObj(any -> store.save(database, remembered(1, MODEL, new float[] {1}, "T"), clock.instant()))
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
        save(1, "m".repeat(100), new float[1_024], title);
        assertEquals(
                title, Await.result(store.known(database, List.of(1L))).get(0).title());
    }

    private void save(long bug, String model, float[] vector, String title) {
        Await.result(store.save(database, remembered(bug, model, vector, title), clock.instant()));
    }

    private Remembered remembered(long bug, String model, float[] vector, String title) {
        return new Remembered(bug, model, vector, title, fingerprint(), clock.instant());
    }

    private static Fingerprint fingerprint() {
        return new Fingerprint(List.of("IOException"), List.of("Shop.pay"), List.of("invoice", "\u00fcber"));
    }
}
