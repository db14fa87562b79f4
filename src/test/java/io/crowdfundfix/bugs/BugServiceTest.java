package io.crowdfundfix.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.bugs.BugsApi.AnalysisState;
import io.crowdfundfix.bugs.BugsApi.AssignDeveloper;
import io.crowdfundfix.bugs.BugsApi.BugEvent;
import io.crowdfundfix.bugs.BugsApi.BugReport;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.ChangeStatus;
import io.crowdfundfix.bugs.BugsApi.FindBug;
import io.crowdfundfix.bugs.BugsApi.ListEvents;
import io.crowdfundfix.bugs.BugsApi.News;
import io.crowdfundfix.bugs.BugsApi.RecordAnalysis;
import io.crowdfundfix.bugs.BugsApi.RecordAnalysisFailure;
import io.crowdfundfix.bugs.BugsApi.RecordFunding;
import io.crowdfundfix.bugs.BugsApi.ReportBug;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.json.RawJson;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class BugServiceTest {
    private static final Caller REPORTER = new Caller(7, Role.USER);

    private Bus bus;
    private long bug;

    @BeforeEach
    void report(Platform platform) {
        bus = platform.bus();
        for (Deployment deployment : new Bugs(new BugsConfig(0)).deployments(platform)) {
            Await.result(platform.vertx().deployVerticle(deployment.verticle(), deployment.options()));
        }
        BugReport report = new BugReport("Login", "It crashes.", null, null, List.of(), null);
        bug = Await.result(bus.request(BugsApi.REPORT, new ReportBug(REPORTER, report, null)))
                .id();
    }

    @Test
    void aFailureIsMarkedHoweverLongItsReason() {
        Await.result(bus.request(
                BugsApi.RECORD_ANALYSIS_FAILURE,
                new RecordAnalysisFailure(bug, "x".repeat(499) + "\ud83d\ude00".repeat(400))));
        assertEquals(AnalysisState.FAILED, read().analysisState());
    }

    @Test
    void numbersEventsWithoutGapsWhenManyChangeOneBugAtOnce() {
        RecordAnalysis analysis = new RecordAnalysis(bug, "ui", Severity.LOW, 0.5, 0.5, 100, new RawJson("{}"));
        List<Future<?>> changes = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            changes.add(bus.request(BugsApi.ASSIGN, new AssignDeveloper(bug, i)));
            changes.add(bus.request(BugsApi.RECORD_ANALYSIS, analysis));
        }
        changes.forEach(Await::result);
        assertEquals(LongStream.rangeClosed(1, 31).boxed().toList(), history(0, 100));
        assertEquals(31, read().version());
        assertEquals(List.of(30L, 31L), history(29, 10));
        assertEquals(List.of(4L, 5L), history(3, 2));
    }

    @Test
    void letsOneOfManyChangeTheStatusOfAVersion() {
        List<Status> road = List.of(Status.IN_PROGRESS, Status.IN_REVIEW, Status.RESOLVED);
        for (int step = 0; step < road.size(); step++) {
            long version = step + 1L;
            ChangeStatus change = new ChangeStatus(REPORTER, bug, road.get(step), version);
            List<Future<BugView>> all = IntStream.range(0, 10)
                    .mapToObj(any -> bus.request(BugsApi.CHANGE_STATUS, change))
                    .toList();
            Await.result(Future.join(all).otherwiseEmpty());
            assertEquals(1, all.stream().filter(Future::succeeded).count());
            for (Future<BugView> lost : all.stream().filter(Future::failed).toList()) {
                assertEquals(Fault.Kind.PRECONDITION, Await.fault(lost).kind());
            }
            assertEquals(version + 1, read().version());
            assertEquals(road.get(step), read().status());
        }
    }

    @Test
    void newsOfMoneyComesIntoTheHistoryOnceHoweverOftenItIsTold() {
        RecordFunding first = funding(1, 2);
        Await.result(bus.request(BugsApi.RECORD_FUNDING, first));
        // who told it died before he had noted it, and tells the same with what came since
        RecordFunding again = funding(1, 2, 3);
        List<Future<?>> twice = new ArrayList<>();
        for (int teller = 0; teller < 4; teller++) {
            twice.add(bus.request(BugsApi.RECORD_FUNDING, again));
            twice.add(bus.request(BugsApi.RECORD_FUNDING, first));
        }
        twice.forEach(Await::result);
        assertEquals(
                List.of("made 1", "made 2", "made 3"),
                Await.result(bus.request(BugsApi.HISTORY, new ListEvents(bug, 1, 100))).events().stream()
                        .map(BugEvent::detail)
                        .toList());
        assertEquals(300, read().fundingTotalCents());
    }

    /** A hundred cents for each version. */
    private RecordFunding funding(long... versions) {
        List<News> news = LongStream.of(versions)
                .mapToObj(version -> new News(version, "bounty_funded", null, "made " + version, MutableClock.START))
                .toList();
        long last = versions[versions.length - 1];
        return new RecordFunding(bug, last, 100 * last, news, null, null);
    }

    private BugView read() {
        return Await.result(bus.request(BugsApi.FIND, new FindBug(bug)));
    }

    private List<Long> history(long after, int limit) {
        return Await.result(bus.request(BugsApi.HISTORY, new ListEvents(bug, after, limit))).events().stream()
                .map(BugEvent::seq)
                .toList();
    }
}
