package io.crowdfundfix.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class JobsTest {
    private static final String KIND = "test.work";
    private static final Duration LEASE = Duration.ofSeconds(10);

    private Database database;
    private MutableClock clock;
    private Jobs jobs;

    @BeforeEach
    void open(Platform platform, MutableClock ofThisTest) {
        database = platform.database();
        clock = ofThisTest;
        jobs = platform.jobs();
    }

    @Test
    void claimsWhatWasEnqueued() {
        enqueue(41);
        enqueue(42);
        List<Job> claimed = claim(10);
        assertEquals(List.of(41L, 42L), claimed.stream().map(Job::subject).toList());
        assertEquals(List.of(1, 1), claimed.stream().map(Job::attempt).toList());
        assertEquals(List.of(KIND, KIND), claimed.stream().map(Job::kind).toList());
    }

    @Test
    void isEnqueuedThoughAnotherAddsItAndHasItDoneBetweenTheStatements() {
        Future<Void> enqueued = database.transaction(session -> jobs.enqueue(
                new Between(
                        session,
                        List.of(
                                () -> Future.succeededFuture(),
                                () -> database.transaction(other -> jobs.enqueue(other, KIND, 42)),
                                () -> jobs.claim(KIND, 1).compose(claimed -> jobs.complete(claimed.get(0))))),
                KIND,
                42));
        Await.result(enqueued);
        assertEquals(List.of(42L), claim(10).stream().map(Job::subject).toList());
    }

    /** A session in which others do something before each of the first updates. */
    private static final class Between implements Session {
        private final Session session;
        private final Deque<Supplier<Future<Void>>> others;

        Between(Session session, List<Supplier<Future<Void>>> others) {
            this.session = session;
            this.others = new ArrayDeque<>(others);
        }

        @Override
        public <T> Future<List<T>> query(String sql, Parameters parameters, Function<Row, T> mapping) {
            return session.query(sql, parameters, mapping);
        }

        @Override
        public Future<Integer> update(String sql, Parameters parameters) {
            Future<Void> before = others.isEmpty()
                    ? Future.succeededFuture()
                    : others.remove().get();
            return before.compose(done -> session.update(sql, parameters));
        }

        @Override
        public Future<Void> batch(String sql, List<Parameters> parameters) {
            return session.batch(sql, parameters);
        }
    }

    @Test
    void takesNoMoreThanAskedAndOnlyItsKind() {
        LongStream.range(0, 5).forEach(this::enqueue);
        Await.result(database.transaction(session -> jobs.enqueue(session, "test.other", 1)));
        assertEquals(3, claim(3).size());
        assertEquals(2, claim(3).size());
        assertEquals(Map.of(KIND, 5L, "test.other", 1L), Await.result(jobs.pending()));
    }

    @Test
    void aSubjectWaitsOnlyOnce() {
        enqueue(42);
        enqueue(42);
        assertEquals(1, claim(10).size());
        enqueue(42);
        assertEquals(0, claim(10).size());
    }

    @Test
    void whatIsAskedForWhileItRunsIsRunAgain() {
        enqueue(42);
        Job first = claim(10).get(0);
        enqueue(42);
        Await.result(jobs.complete(first));
        Job again = claim(10).get(0);
        assertEquals(1, again.attempt());
        Await.result(jobs.complete(again));
        assertEquals(Map.of(), Await.result(jobs.pending()));
    }

    @Test
    void manyWhoEnqueueAtOnceMakeOneJob() {
        List<Future<Void>> all = IntStream.range(0, 20)
                .mapToObj(any -> database.transaction(session -> jobs.enqueue(session, KIND, 42)))
                .toList();
        all.forEach(Await::result);
        assertEquals(1, claim(10).size());
    }

    @Test
    void aRollbackTakesTheJobWithIt() {
        Fault broken = Fault.conflict("broken", "after the job was enqueued");
        Await.fault(database.transaction(
                session -> jobs.enqueue(session, KIND, 42).compose(done -> Future.<Void>failedFuture(broken))));
        assertEquals(0, claim(10).size());
    }

    @Test
    void twoWhoClaimAtOnceShareTheWorkWithoutLossOrDouble() {
        int many = 200;
        Await.result(database.transaction(session -> {
            Future<Void> all = Future.succeededFuture();
            for (long subject = 0; subject < many; subject++) {
                long one = subject;
                all = all.compose(before -> jobs.enqueue(session, KIND, one));
            }
            return all;
        }));
        ConcurrentLinkedQueue<Long> worked = new ConcurrentLinkedQueue<>();
        Jobs onAnotherNode = new Jobs(database, clock);
        Future<Void> here = workOff(jobs, worked);
        Future<Void> there = workOff(onAnotherNode, worked);
        Await.result(here);
        Await.result(there);
        assertEquals(many, worked.size());
        assertEquals(many, worked.stream().distinct().count());
        assertEquals(Map.of(), Await.result(jobs.pending()));
    }

    private static Future<Void> workOff(Jobs queue, ConcurrentLinkedQueue<Long> worked) {
        return queue.claim(KIND, 4).compose(claimed -> {
            claimed.forEach(job -> worked.add(job.subject()));
            return claimed.isEmpty()
                    ? Future.succeededFuture()
                    : Future.all(claimed.stream().map(queue::complete).toList())
                            .compose(done -> workOff(queue, worked));
        });
    }

    @Test
    void aLeaseThatRanOutIsTakenAgain() {
        enqueue(42);
        Job first = claim(10).get(0);
        clock.forward(LEASE.minusMillis(1));
        assertEquals(List.of(), claim(10));
        clock.forward(Duration.ofMillis(1));
        assertEquals(List.of(new Job(first.id(), KIND, 42, 2, 0)), claim(10));
    }

    @Test
    void longWorkIsHeldForItsOwnLease() {
        enqueue(42);
        Duration longer = LEASE.multipliedBy(5);
        assertEquals(1, Await.result(jobs.claim(KIND, 1, longer)).size());
        clock.forward(longer.minusMillis(1));
        assertEquals(List.of(), claim(10));
        clock.forward(Duration.ofMillis(1));
        assertEquals(2, claim(10).get(0).attempt());
    }

    @Test
    void whatIsCompletedIsGone() {
        enqueue(42);
        Await.result(jobs.complete(claim(10).get(0)));
        clock.forward(LEASE);
        assertEquals(List.of(), claim(10));
        enqueue(42);
        assertEquals(1, claim(10).get(0).attempt());
    }

    @Test
    void triesAgainTwiceAsLateEachTime() {
        enqueue(42);
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
            Await.result(jobs.retry(claim(10).get(0), "not yet"));
            clock.forward(Duration.ofSeconds(seconds).minusMillis(1));
            assertEquals(List.of(), claim(10), "before " + seconds + " s");
            clock.forward(Duration.ofMillis(1));
        }
        assertEquals(12, claim(10).get(0).attempt());
    }

    @Test
    void whatFailedForGoodStaysWithItsReason() {
        enqueue(42);
        Await.result(jobs.fail(claim(10).get(0), "x".repeat(600)));
        clock.forward(Duration.ofDays(1));
        assertEquals(List.of(), claim(10));
        assertEquals(Map.of(), Await.result(jobs.pending()));
        assertEquals(List.of("x".repeat(500)), reasons());
    }

    @Test
    void whatFailedIsRevivedByANewRequest() {
        enqueue(42);
        Await.result(jobs.fail(claim(10).get(0), "the disk was full"));
        enqueue(42);
        List<Job> claimed = claim(10);
        assertEquals(1, claimed.get(0).attempt());
        assertTrue(reasons().isEmpty());
    }

    @Test
    void aReasonMayEndInHalfOfACharacter() {
        enqueue(42);
        Await.result(jobs.retry(claim(10).get(0), "x".repeat(499) + "😀"));
        assertEquals(1, reasons().size());
    }

    private void enqueue(long subject) {
        Await.result(database.transaction(session -> jobs.enqueue(session, KIND, subject)));
    }

    private List<Job> claim(int limit) {
        return Await.result(jobs.claim(KIND, limit));
    }

    private List<String> reasons() {
        return Await.result(database.query(
                "select reason from jobs where reason is not null", Parameters.none(), row -> row.getString("reason")));
    }
}
