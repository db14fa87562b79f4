package io.crowdfundfix.matching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.matching.ProfileStore.Made;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
@SuppressWarnings("NullAway") // it does not see in a class file that an array may be null
class ProfileStoreTest {
    private final ProfileStore store = new ProfileStore();
    private Database database;

    @BeforeEach
    void open(Database ofThisTest) {
        database = ofThisTest;
    }

    @Test
    void readsBackTheLargestProfileThereCanBe() {
        List<String> skills = IntStream.range(10, 40)
                .mapToObj(number -> "s".repeat(38) + number)
                .toList();
        List<Fixed> fixes = LongStream.range(0, 100)
                .mapToObj(number -> new Fixed(999_999_999_999_999_900L + number, Profiles.NOW.minusSeconds(number)))
                .toList();
        Profile large = new Profile(
                1,
                "m".repeat(100),
                "\ud83d\ude00".repeat(100),
                skills,
                new float[384],
                new float[384],
                12.5,
                100L,
                3,
                4,
                5,
                fixes,
                false,
                Profiles.NOW);
        save(large);
        Profile read = find(1);
        assertEquals(large.withoutVectors(), read.withoutVectors());
        assertArrayEquals(large.saying(), read.saying());
        assertArrayEquals(large.fixing(), read.fixing());
    }

    @Test
    void theLaterProfileTakesThePlaceOfTheEarlier() {
        save(Profiles.newcomer(1, Profiles.along(1), "java"));
        save(Profiles.newcomer(1, null));
        assertEquals(List.of(), find(1).skills());
        assertNull(find(1).saying());
        assertEquals(1, Await.result(store.after(database, 0, 10)).size());
    }

    @Test
    void whatWasBegunEarlierAndEndsLaterTakesNoPlace() {
        Instant later = Profiles.NOW.plusMillis(1);
        save(at(1, later));
        save(at(1, Profiles.NOW));
        assertEquals(later, find(1).at());
        save(at(1, later.plusMillis(1)));
        assertEquals(later.plusMillis(1), find(1).at());
    }

    @Test
    void pagesByIdAndByTime() {
        for (long developer = 1; developer <= 5; developer++) {
            save(at(developer, Profiles.NOW.plusSeconds(10 - developer)));
        }
        assertEquals(
                List.of(3L, 4L),
                Await.result(store.after(database, 2, 2)).stream()
                        .map(Profile::developer)
                        .toList());
        assertEquals(
                List.of(new Made(3, Profiles.NOW.plusSeconds(7)), new Made(2, Profiles.NOW.plusSeconds(8))),
                Await.result(store.madeSince(database, Profiles.NOW.plusSeconds(7), 2)));
        assertEquals(2, Await.result(store.of(database, List.of(2L, 4L, 99L))).size());
        assertTrue(Await.result(store.of(database, List.of())).isEmpty());
    }

    @Test
    void knowsWhoseVectorsAnotherModelHasMade() {
        save(Profiles.newcomer(1, null));
        save(Profiles.newcomer(2, null));
        assertEquals(List.of(), Await.result(store.madeByOthers(database, Profiles.MODEL, 0, 10)));
        assertEquals(List.of(1L, 2L), Await.result(store.madeByOthers(database, "newer", 0, 10)));
        assertEquals(List.of(2L), Await.result(store.madeByOthers(database, "newer", 1, 10)));
    }

    private static Profile at(long developer, Instant when) {
        return new Profile(
                developer, Profiles.MODEL, "Ada", List.of(), null, null, 0, null, 0, 0, 0, List.of(), false, when);
    }

    private void save(Profile profile) {
        Await.result(database.transaction(transaction -> store.save(transaction, profile)));
    }

    private Profile find(long developer) {
        return Await.result(store.find(database, developer)).orElseThrow();
    }
}
