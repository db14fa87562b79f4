package io.crowdfundfix.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.analytics.Figures.Figure;
import io.crowdfundfix.analytics.Figures.Sum;
import io.crowdfundfix.bugs.Bugs;
import io.crowdfundfix.bugs.BugsConfig;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.journal.Delta;
import io.crowdfundfix.journal.Deltas;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class RollupsTest {
    private static final long DAY = 20_000;

    private final RollupStore store = new RollupStore();
    private final Deltas deltas = new Deltas();
    private Platform platform;
    private Database database;
    private MutableClock clock;
    private Rollups rollups;

    @BeforeEach
    void open(Platform ofThisTest, MutableClock itsClock) {
        platform = ofThisTest;
        database = ofThisTest.database();
        clock = itsClock;
        rollups = rollups();
        Await.result(rollups.begin());
    }

    private Rollups rollups() {
        return new Rollups(platform.vertx(), database, clock, store);
    }

    @Test
    void addsWhatWaitsAndDeletesIt() {
        add(new Delta("contributions", "all", DAY, 1, 500), new Delta("bounty_size", "0", DAY, 1, 0));
        add(new Delta("contributions", "all", DAY + 1, 2, 700));
        assertFalse(Await.result(rollups.drain()));
        assertEquals(
                Map.of(
                        new Figure("contributions", "all", Figures.ALL_TIME), new Sum(3, 1_200),
                        new Figure("contributions", "all", DAY), new Sum(1, 500),
                        new Figure("contributions", "all", DAY + 1), new Sum(2, 700),
                        new Figure("bounty_size", "0", Figures.ALL_TIME), new Sum(1, 0)),
                all());
        assertTrue(Await.result(rollups.oldestWaiting()).isEmpty());
        Await.result(rollups.drain());
        add(new Delta("bounty_size", "0", DAY, -1, 0));
        Await.result(rollups.drain());
        assertEquals(3, all().size());
    }

    @Test
    void severalAtOnceCountNothingTwice() {
        for (int i = 0; i < 300; i++) {
            add(new Delta("contributions", "all", DAY + i % 3, 1, i));
        }
        List<Future<Boolean>> drains = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Rollups ofAnotherNode = rollups();
            drains.add(ofAnotherNode.drain());
        }
        drains.forEach(Await::result);
        drainAll();
        assertEquals(new Sum(300, 44_850), all().get(new Figure("contributions", "all", Figures.ALL_TIME)));
    }

    @Test
    void whoDiesInTheMiddleHasNeitherAddedNorDeleted() {
        add(new Delta("contributions", "all", DAY, 1, 500));
        Fault killed = Await.fault(database.transaction(transaction -> store.takeTurn(transaction)
                .compose(mine -> store.waiting(transaction, 10))
                .compose(waiting -> store.add(
                                transaction,
                                Figures.of(waiting.stream()
                                                .map(RollupStore.Waiting::delta)
                                                .toList())
                                        .sums())
                        .compose(added -> store.delete(transaction, waiting)))
                .compose(deleted -> Future.failedFuture(Fault.conflict("killed", "killed")))));
        assertEquals("killed", killed.code());
        assertEquals(Map.of(), all());
        drainAll();
        assertEquals(new Sum(1, 500), all().get(new Figure("contributions", "all", DAY)));
    }

    @Test
    void oneWaitsWhileAnotherHasTheTurn() {
        add(new Delta("contributions", "all", DAY, 1, 500));
        Await.result(database.transaction(transaction -> store.takeTurn(transaction)
                .compose(mine -> Future.fromCompletionStage(CompletableFuture.supplyAsync(() -> {
                    assertFalse(Await.result(rollups.drain()));
                    assertEquals(Map.of(), all());
                    return mine;
                })))));
        drainAll();
        assertEquals(2, all().size());
    }

    @Test
    void deltasGiveWhatACountOfEverythingGives() {
        deployBugs();
        InventedHistory history = new InventedHistory(platform, clock, 1);
        for (int i = 0; i < 250; i++) {
            clock.forward(Duration.ofSeconds(7L * i * i % 90_000));
            history.step();
            if (i % 60 == 59) {
                drainAll();
            }
        }
        drainAll();
        Map<Figure, Sum> byDeltas = all();
        assertTrue(byDeltas.size() > 40, byDeltas.toString());
        Await.result(rollups.rebuild());
        assertEquals(byDeltas, all());
    }

    @Test
    void aCountWhileChangesCommitLosesNothingAndTakesNothingTwice() {
        deployBugs();
        CompletableFuture<?>[] writers = IntStream.range(0, 3)
                .mapToObj(seed -> CompletableFuture.runAsync(() -> {
                    InventedHistory history = new InventedHistory(platform, clock, seed);
                    for (int i = 0; i < 80; i++) {
                        history.step();
                        clock.forward(Duration.ofMillis(100)); // longer, and questions of the others run out of time
                    }
                }))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> written = CompletableFuture.allOf(writers);
        int rebuilt = 0;
        while (!written.isDone()) {
            Await.result(Future.all(rollups.rebuild(), rollups().drain()));
            rebuilt++;
        }
        written.join();
        drainAll();
        Map<Figure, Sum> whileWriting = all();
        assertTrue(rebuilt > 1);
        Await.result(rollups.rebuild());
        assertEquals(all(), whileWriting);
    }

    @Test
    void anInstallationThatNeverCountedBeginsWithACount() {
        deployBugs();
        InventedHistory history = new InventedHistory(platform, clock, 5);
        for (int i = 0; i < 30; i++) {
            history.step();
        }
        Await.result(database.transaction(transaction -> store.clear(transaction)
                .compose(cleared ->
                        transaction.update("update analytics_turns set rebuilt_at = null", Parameters.none()))));
        Await.result(rollups.begin());
        assertTrue(all().size() > 5);
        assertTrue(Await.result(store.isBuilt(database)));
    }

    private void deployBugs() {
        for (Deployment deployment : new Bugs(new BugsConfig(0)).deployments(platform)) {
            Await.result(platform.vertx().deployVerticle(deployment.verticle(), deployment.options()));
        }
    }

    private void add(Delta... some) {
        Await.result(database.transaction(transaction -> deltas.add(transaction, List.of(some))));
    }

    private void drainAll() {
        while (Await.result(rollups.oldestWaiting()).isPresent()) {
            Await.result(rollups.drain());
        }
    }

    private Map<Figure, Sum> all() {
        return Await.result(store.all(database));
    }
}
