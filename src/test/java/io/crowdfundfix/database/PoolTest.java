package io.crowdfundfix.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.TempFolder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One connection, two that may wait for it. */
class PoolTest {
    private final TempFolder folder = TempFolder.create();
    private final Vertx vertx = Vertx.vertx();
    private final Promise<Void> release = Promise.promise();

    DatabaseConfig config() {
        return DatabaseConfig.defaults();
    }

    @AfterEach
    void close() {
        Await.result(vertx.close());
        folder.close();
    }

    @Test
    void isBusyAtOnceWhenTooManyWait() {
        Database database = open(60);
        Future<Void> holding = holding(database);
        List<Future<Integer>> asked =
                IntStream.range(0, 6).mapToObj(any -> select(database)).toList();
        Await.until("all but two are refused", () -> failed(asked) == 4);
        asked.stream()
                .filter(Future::isComplete)
                .forEach(refused ->
                        assertEquals(Fault.Kind.BUSY, Await.fault(refused).kind()));
        release.complete();
        Await.result(holding);
        asked.stream().filter(one -> !one.failed()).forEach(one -> assertEquals(1, Await.result(one)));
        Await.result(database.close());
    }

    @Test
    void whoWaitedLongEnoughIsToldSo() {
        Database database = open(1);
        Future<Void> holding = holding(database);
        Fault fault = Await.fault(select(database));
        assertEquals(Fault.Kind.UNAVAILABLE, fault.kind());
        assertEquals(1, fault.retryAfterSeconds());
        release.complete();
        Await.result(holding);
        assertEquals(1, Await.result(select(database)));
        Await.result(database.close());
    }

    private Database open(int waitSeconds) {
        DatabaseConfig config = config();
        return Database.open(
                vertx,
                new DatabaseConfig(config.url(), config.user(), config.password(), "", 1, 2, waitSeconds),
                folder.path());
    }

    /** A transaction that has the only connection for writes. */
    private Future<Void> holding(Database database) {
        AtomicInteger held = new AtomicInteger();
        Future<Void> holding = database.transaction(
                session -> one(session).onSuccess(held::set).compose(done -> release.future()));
        Await.until("the connection is taken", () -> held.get() == 1);
        return holding;
    }

    private static Future<Integer> select(Database database) {
        return database.transaction(PoolTest::one);
    }

    private static Future<Integer> one(Session session) {
        return session.query("select 1 as one", Parameters.none(), row -> row.getInteger("one"))
                .map(rows -> rows.get(0));
    }

    private static long failed(List<Future<Integer>> asked) {
        return asked.stream().filter(Future::failed).count();
    }
}
