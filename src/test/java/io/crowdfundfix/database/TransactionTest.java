package io.crowdfundfix.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class TransactionTest {
    private Database database;

    @BeforeEach
    void fill(Database ofThisTest) {
        database = ofThisTest;
        Await.result(insert(database, 1));
        Await.result(insert(database, 2));
    }

    @Test
    void isAllOrNothing() {
        Fault broken = Fault.conflict("broken", "on the way");
        Fault fault = Await.fault(database.transaction(
                session -> insert(session, 3).compose(done -> Future.<Integer>failedFuture(broken))));
        assertEquals("broken", fault.code());
        assertEquals(2, count());
    }

    @Test
    void undoesWhatWasDoneBeforeADefect() {
        IllegalStateException defect = new IllegalStateException("a defect");
        assertThrows(
                IllegalStateException.class,
                () -> Await.result(
                        database.transaction(session -> insert(session, 3).compose(done -> {
                            throw defect;
                        }))));
        assertEquals(2, count());
    }

    @Test
    void aFaultOfARowMappingArrivesAsItIs() {
        Fault thrown = Fault.conflict("broken", "in the mapping");
        Future<List<Object>> mapped = database.query("select id from jobs", Parameters.none(), row -> {
            throw thrown;
        });
        assertEquals("broken", Await.fault(mapped).code());
    }

    @Test
    void whatExistsAlreadyIsAConflict() {
        Fault fault = Await.fault(insert(database, 1));
        assertEquals(Fault.Kind.CONFLICT, fault.kind());
        assertEquals("already_exists", fault.code());
        Fault inside = Await.fault(database.transaction(session -> insert(session, 1)));
        assertEquals("already_exists", inside.code());
    }

    @Test
    void aStatementThatIsWrongIsADefect() {
        Future<Throwable> failure = database.query("select 1 / 0", Parameters.none(), row -> row.getInteger(0))
                .transform(done -> Future.succeededFuture(done.cause()));
        assertFalse(Await.result(failure) instanceof Fault);
    }

    @Test
    void aBatchIsAllOrNothing() {
        List<Parameters> rows = List.of(parameters(3), parameters(1));
        assertEquals("already_exists", Await.fault(database.batch(INSERT, rows)).code());
        assertEquals(2, count());
        Await.result(database.batch(INSERT, List.of(parameters(3), parameters(4))));
        Await.result(database.batch(INSERT, List.of()));
        assertEquals(4, count());
    }

    @Test
    void givesUpWhenALockIsNeverFree() {
        Promise<Void> release = Promise.promise();
        Future<Void> holding = holdingRowOne(release);
        AtomicInteger attempts = new AtomicInteger();
        Fault fault = Await.fault(database.transaction(session -> {
            attempts.incrementAndGet();
            return lockAtOnce(session, 1);
        }));
        assertEquals(Fault.Kind.UNAVAILABLE, fault.kind());
        assertEquals("conflicting_write", fault.code());
        assertEquals(3, attempts.get());
        release.complete();
        Await.result(holding);
    }

    @Test
    void triesAgainWhenALockWasTaken() {
        Promise<Void> release = Promise.promise();
        Future<Void> holding = holdingRowOne(release);
        AtomicInteger attempts = new AtomicInteger();
        Await.result(database.transaction(session -> {
            if (attempts.incrementAndGet() == 1) {
                return lockAtOnce(session, 1);
            }
            release.tryComplete();
            return holding.compose(released -> lockAtOnce(session, 1));
        }));
        assertEquals(2, attempts.get());
    }

    @Test
    void twoThatLockEachOtherOutBothGetThere() {
        AtomicInteger attempts = new AtomicInteger();
        Promise<Void> firstHasOne = Promise.promise();
        Promise<Void> secondHasTwo = Promise.promise();
        Future<Integer> first = database.transaction(session -> {
            attempts.incrementAndGet();
            return touch(session, 1)
                    .onSuccess(done -> firstHasOne.tryComplete())
                    .compose(done -> secondHasTwo.future())
                    .compose(done -> touch(session, 2));
        });
        Future<Integer> second = database.transaction(session -> {
            attempts.incrementAndGet();
            return touch(session, 2)
                    .onSuccess(done -> secondHasTwo.tryComplete())
                    .compose(done -> firstHasOne.future())
                    .compose(done -> touch(session, 1));
        });
        Await.result(first);
        Await.result(second);
        assertEquals(3, attempts.get(), "exactly one of them had to try again");
        assertEquals(
                List.of(2, 2),
                Await.result(database.query(
                        "select attempts from jobs order by id", Parameters.none(), row -> row.getInteger(0))));
    }

    private static final String INSERT = """
            insert into jobs (id, kind, subject, state, attempts, due_at, created_at)
            values (#{id}, 'test', #{id}, 'PENDING', 0, current_timestamp, current_timestamp)
            """;

    private static Parameters parameters(long id) {
        return Parameters.with("id", id);
    }

    private static Future<Integer> insert(Session session, long id) {
        return session.update(INSERT, parameters(id));
    }

    private static Future<Integer> touch(Session session, long id) {
        return session.update("update jobs set attempts = attempts + 1 where id = #{id}", parameters(id));
    }

    private static Future<Long> lockAtOnce(Session session, long id) {
        return session.find("select id from jobs where id = #{id} for update nowait", parameters(id), row -> {
                    return row.getLong("id");
                })
                .map(found -> found.orElseThrow());
    }

    /** A transaction that has locked row 1 and ends when it is released. */
    private Future<Void> holdingRowOne(Promise<Void> release) {
        Promise<Void> locked = Promise.promise();
        Future<Void> holding = database.transaction(session ->
                lockAtOnce(session, 1).onSuccess(id -> locked.complete()).compose(id -> release.future()));
        Await.result(locked.future());
        return holding;
    }

    private long count() {
        return Await.result(
                        database.query("select count(*) as n from jobs", Parameters.none(), row -> row.getLong("n")))
                .get(0);
    }
}
