package io.crowdfundfix.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class IdempotencyKeysTest {
    private static final IdempotencyKey KEY = new IdempotencyKey(7, "key-1", "hash-a");
    private static final String OPERATION = "reportBug";
    private static final Optional<Long> TAKEN = Optional.empty();

    private Database database;
    private MutableClock clock;
    private IdempotencyKeys keys;

    @BeforeEach
    void open(Database ofThisTest, MutableClock ofThisClock) {
        database = ofThisTest;
        clock = ofThisClock;
        keys = new IdempotencyKeys(clock);
    }

    @Test
    void theSameRequestAgainFindsWhatItMade() {
        assertEquals(TAKEN, take(KEY, 100));
        assertEquals(Optional.of(100L), take(KEY, 101));
        assertEquals(Optional.of(100L), take(KEY, 102));
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() {
        take(KEY, 100);
        IdempotencyKey other = new IdempotencyKey(7, "key-1", "hash-b");
        Fault fault = Await.fault(database.transaction(session -> keys.take(session, OPERATION, other, 101)));
        assertEquals("idempotency_key_reused", fault.code());
        assertEquals(Fault.Kind.INVALID, fault.kind());
    }

    @Test
    void keysOfOthersAndOfOtherOperationsNeverMeet() {
        take(KEY, 100);
        assertEquals(TAKEN, take(new IdempotencyKey(8, "key-1", "hash-b"), 101));
        assertEquals(TAKEN, take(new IdempotencyKey(7, "key-2", "hash-b"), 102));
        assertEquals(TAKEN, Await.result(database.transaction(session -> keys.take(session, "importBug", KEY, 103))));
    }

    @Test
    void ofManyAtOnceOneTakesItAndTheOthersFindIt() {
        List<Future<Optional<Long>>> takes = LongStream.range(0, 24)
                .mapToObj(made -> database.transaction(session -> keys.take(session, OPERATION, KEY, made)))
                .toList();
        takes.forEach(Await::result);
        List<Long> found = takes.stream()
                .flatMap(take -> take.result().stream())
                .distinct()
                .toList();
        assertEquals(1, takes.stream().filter(take -> take.result().isEmpty()).count());
        assertEquals(1, found.size(), found.toString());
        assertEquals(TAKEN, takes.get(Math.toIntExact(found.get(0))).result(), "they found another's row");
    }

    @Test
    void aRollbackLeavesTheKeyFree() {
        Fault broken = Fault.conflict("broken", "after the key was taken");
        Await.fault(database.transaction(session ->
                keys.take(session, OPERATION, KEY, 100).compose(taken -> Future.<Void>failedFuture(broken))));
        assertEquals(TAKEN, take(KEY, 101));
    }

    @Test
    void remembersForADay() {
        take(KEY, 100);
        clock.forward(Duration.ofHours(24));
        assertEquals(Optional.of(100L), take(KEY, 101));
        clock.forward(Duration.ofSeconds(1));
        assertEquals(TAKEN, take(KEY, 102));
        assertEquals(Optional.of(102L), take(KEY, 103));
    }

    @Test
    void cleansUpWhatIsOlderThanADay() {
        take(KEY, 100);
        clock.forward(Duration.ofHours(23));
        take(new IdempotencyKey(7, "key-2", "hash"), 101);
        clock.forward(Duration.ofHours(2));
        assertEquals(1, Await.result(keys.expire(database, clock.instant())));
        assertEquals(0, Await.result(keys.expire(database, clock.instant())));
    }

    private Optional<Long> take(IdempotencyKey key, long made) {
        return Await.result(database.transaction(session -> keys.take(session, OPERATION, key, made)));
    }
}
