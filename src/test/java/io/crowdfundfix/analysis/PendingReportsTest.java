package io.crowdfundfix.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.bugs.Bugs;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.AnalysisState;
import io.crowdfundfix.bugs.BugsApi.BugReport;
import io.crowdfundfix.bugs.BugsApi.BugReported;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.FindBug;
import io.crowdfundfix.bugs.BugsApi.RecordAnalysisFailure;
import io.crowdfundfix.bugs.BugsApi.ReportBug;
import io.crowdfundfix.bugs.BugsConfig;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class PendingReportsTest {
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final int POLL_MS = 50;
    private static final int NEVER_MS = 60_000;
    private static final int ATTEMPTS = 3;

    private Platform platform;
    private MutableClock clock;

    @BeforeEach
    void open(Platform ofThisTest, MutableClock clockOfThisTest) {
        platform = ofThisTest;
        clock = clockOfThisTest;
    }

    @Test
    void aPendingReportBecomesDone() {
        deploy(new Bugs(new BugsConfig(0)));
        BugReport report = new BugReport("Login", "NullPointerException on login", null, null, List.of(), null);
        BugView reported = Await.result(platform.bus()
                .request(BugsApi.REPORT, new ReportBug(new Caller(1, Role.USER), report, null)));
        assertEquals(AnalysisState.PENDING, reported.analysisState());
        deploy(analysis(POLL_MS));
        Await.until("the job is completed", this::nothingWaits);
        BugView bug = Await.result(platform.bus().request(BugsApi.FIND, new FindBug(reported.id())));
        assertEquals(AnalysisState.DONE, bug.analysisState());
        assertTrue(bug.analysis() != null && bug.analysis().text().contains("\"fallback\":true"), bug.toString());
        assertTrue(Await.result(new AnalysisStore().vector(platform.database(), "hashing-v1", reported.id()))
                .isPresent());
    }

    @Test
    void worksOffMoreThanItClaimsAtOnceWithoutBeingHintedAgain() {
        LongStream.rangeClosed(1, 11).forEach(this::enqueue);
        FakeBugs bugs = fakeBugs(0);
        deploy(analysis(NEVER_MS));
        Await.until("all are done", this::nothingWaits);
        assertEquals(LongStream.rangeClosed(1, 11).boxed().toList(), List.copyOf(bugs.recorded));
    }

    @Test
    void aHintIsHeardLongBeforeTheNextTick() {
        FakeBugs bugs = fakeBugs(0);
        enqueue(1);
        deploy(analysis(NEVER_MS));
        Await.until("the first look is over", this::nothingWaits);
        enqueue(2);
        platform.bus().publish(BugsApi.REPORTED, new BugReported(2));
        Await.until("the hint is heard", () -> bugs.recorded.contains(2L));
    }

    @Test
    void aLostHintCostsOneTick() {
        FakeBugs bugs = fakeBugs(0);
        enqueue(1);
        deploy(analysis(POLL_MS));
        Await.until("the first look is over", this::nothingWaits);
        enqueue(2);
        Await.until("the tick has found it", () -> bugs.recorded.contains(2L));
    }

    @Test
    void triesAgainLaterWhatCouldNotBeRecorded() {
        FakeBugs bugs = fakeBugs(2);
        enqueue(1);
        deploy(analysis(POLL_MS));
        Await.until("the first retry is planned", () -> waitsUntil(Duration.ofSeconds(1)));
        assertEquals(List.of("PENDING The disk is full"), states());
        clock.forward(Duration.ofSeconds(1));
        Await.until("the second retry is planned", () -> waitsUntil(Duration.ofSeconds(3)));
        clock.forward(Duration.ofSeconds(2));
        Await.until("it is done", this::nothingWaits);
        assertEquals(
                List.of(MutableClock.START, MutableClock.START.plusSeconds(1), MutableClock.START.plusSeconds(3)),
                List.copyOf(bugs.tries));
        assertEquals(List.of(1L), List.copyOf(bugs.recorded));
        assertTrue(bugs.givenUp.isEmpty());
    }

    @Test
    void givesUpAfterTheLastAttemptAndKeepsTheJobWithItsReason() {
        FakeBugs bugs = fakeBugs(Integer.MAX_VALUE);
        enqueue(1);
        deploy(analysis(POLL_MS));
        Await.until("the first retry is planned", () -> waitsUntil(Duration.ofSeconds(1)));
        clock.forward(Duration.ofSeconds(1));
        Await.until("the second retry is planned", () -> waitsUntil(Duration.ofSeconds(3)));
        clock.forward(Duration.ofSeconds(2));
        Await.until("it is given up", () -> states().equals(List.of("FAILED The disk is full")));
        assertEquals(List.of(new RecordAnalysisFailure(1, "The disk is full")), List.copyOf(bugs.givenUp));
        assertEquals(ATTEMPTS, bugs.tries.size());
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthers() {
        FakeBugs bugs = fakeBugs(1);
        LongStream.rangeClosed(1, 3).forEach(this::enqueue);
        deploy(analysis(NEVER_MS));
        Await.until("the others are done", () -> bugs.recorded.size() == 2);
        assertEquals(List.of(2L, 3L), List.copyOf(bugs.recorded));
    }

    @Test
    void aReportThatIsGoneCompletesItsJob() {
        FakeBugs bugs = fakeBugs(0);
        enqueue(FakeBugs.LAST + 1);
        deploy(analysis(POLL_MS));
        Await.until("the job is gone", () -> states().isEmpty());
        assertEquals(List.of(FakeBugs.LAST + 1), List.copyOf(bugs.read));
        assertTrue(bugs.recorded.isEmpty() && bugs.givenUp.isEmpty());
    }

    @Test
    void whatADeadWorkerHeldIsDoneOnceItsLeaseRanOut() {
        FakeBugs bugs = fakeBugs(0);
        enqueue(1);
        assertEquals(
                1, Await.result(platform.jobs().claim(BugsApi.ANALYZE_JOB, 1)).size());
        enqueue(2);
        deploy(analysis(POLL_MS));
        Await.until("the other is done", () -> bugs.recorded.contains(2L) && states().size() == 1);
        assertFalse(bugs.read.contains(1L));
        clock.forward(LEASE);
        Await.until("its lease ran out", this::nothingWaits);
        assertEquals(List.of(2L, 1L), List.copyOf(bugs.recorded));
    }

    @Test
    void givesUpAReportWhoseWorkersAllDied() {
        FakeBugs bugs = fakeBugs(0);
        enqueue(1);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            assertEquals(
                    1,
                    Await.result(platform.jobs().claim(BugsApi.ANALYZE_JOB, 1)).size());
            clock.forward(LEASE);
        }
        deploy(analysis(POLL_MS));
        String reason = "the worker died each time this was tried";
        Await.until("it is given up", () -> states().equals(List.of("FAILED " + reason)));
        assertEquals(List.of(new RecordAnalysisFailure(1, reason)), List.copyOf(bugs.givenUp));
        assertTrue(bugs.read.isEmpty());
    }

    @Test
    void finishesWhatIsUnderWayWhenItIsStopped() {
        FakeBugs bugs = fakeBugs(0);
        int all = 40;
        LongStream.rangeClosed(1, all).forEach(this::enqueue);
        List<String> deployed = deploy(analysis(POLL_MS));
        Await.until("it is at work", () -> !bugs.recorded.isEmpty());
        deployed.forEach(id -> Await.result(platform.vertx().undeploy(id)));
        assertEquals(all - bugs.recorded.size(), states().size());
    }

    private FakeBugs fakeBugs(int failures) {
        FakeBugs bugs = new FakeBugs(platform, failures);
        Await.result(platform.vertx().deployVerticle(bugs));
        return bugs;
    }

    private static Analysis analysis(int pollMs) {
        return new Analysis(new AnalysisConfig(1, "none", "", 256, pollMs, ATTEMPTS, 256));
    }

    private List<String> deploy(Capability capability) {
        return capability.deployments(platform).stream()
                .map(deployment ->
                        Await.result(platform.vertx().deployVerticle(deployment.verticle(), deployment.options())))
                .toList();
    }

    private void enqueue(long bug) {
        Await.result(
                platform.database().transaction(session -> platform.jobs().enqueue(session, BugsApi.ANALYZE_JOB, bug)));
    }

    private boolean nothingWaits() {
        return Await.result(platform.jobs().pending()).equals(Map.of());
    }

    private List<String> states() {
        return Await.result(platform.database()
                .query(
                        "select state, reason from jobs",
                        Parameters.none(),
                        row -> row.getString("state") + " " + row.getString("reason")));
    }

    private boolean waitsUntil(Duration sinceStart) {
        List<Instant> due = Await.result(platform.database()
                .query(
                        "select due_at from jobs where reason is not null",
                        Parameters.none(),
                        row -> Times.fromSql(row.getOffsetDateTime("due_at"))));
        return due.equals(List.of(MutableClock.START.plus(sinceStart)));
    }
}
