package io.crowdfundfix.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.bugs.BugsApi.BugEvent;
import io.crowdfundfix.bugs.BugsApi.BugReport;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.FindBug;
import io.crowdfundfix.bugs.BugsApi.ListEvents;
import io.crowdfundfix.bugs.BugsApi.RecordAnalysis;
import io.crowdfundfix.bugs.BugsApi.ReportBug;
import io.crowdfundfix.bugs.DuplicatesApi.CountDecisions;
import io.crowdfundfix.bugs.DuplicatesApi.DecideDuplicate;
import io.crowdfundfix.bugs.DuplicatesApi.DecisionBand;
import io.crowdfundfix.bugs.DuplicatesApi.DecisionCounts;
import io.crowdfundfix.bugs.DuplicatesApi.DuplicateState;
import io.crowdfundfix.bugs.DuplicatesApi.DuplicateView;
import io.crowdfundfix.bugs.DuplicatesApi.Likeness;
import io.crowdfundfix.bugs.DuplicatesApi.ListDuplicates;
import io.crowdfundfix.bugs.DuplicatesApi.ListRejected;
import io.crowdfundfix.bugs.DuplicatesApi.SaidDuplicate;
import io.crowdfundfix.bugs.DuplicatesApi.SuggestDuplicate;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class DuplicateServiceTest {
    private static final Caller ADMIN = new Caller(99, Role.ADMIN);
    private static final Likeness ALIKE = new Likeness(0.83, List.of("same exception X", "both speak of: a, b"));

    private Bus bus;
    private MutableClock clock;

    @BeforeEach
    void deploy(Platform platform, MutableClock ofThisTest) {
        bus = platform.bus();
        clock = ofThisTest;
        for (Deployment deployment : new Bugs(new BugsConfig(0)).deployments(platform)) {
            Await.result(platform.vertx().deployVerticle(deployment.verticle(), deployment.options()));
        }
    }

    @Test
    void aSuggestionIsShownFromBothSides() {
        long first = report(1);
        long second = report(2);
        SaidDuplicate said = suggest(3, second, first);
        assertTrue(said.changed());
        DuplicateView seen = list(second).get(0);
        assertEquals(said.duplicate(), seen);
        assertEquals(
                new DuplicateView(first, "Bug", DuplicateState.SUGGESTED, 0.83, ALIKE.evidence(), 3L, null, null),
                seen);
        assertEquals(second, list(first).get(0).bugId());
        assertNull(read(second).duplicateOf());
        assertEquals(List.of("reported", "duplicate_suggested"), kinds(first));
        assertEquals(kinds(first), kinds(second));
    }

    @Test
    void sayingItAgainChangesNothing() {
        long first = report(1);
        long second = report(2);
        suggest(3, first, second);
        assertFalse(suggest(4, second, first).changed());
        assertTrue(decide(ADMIN, second, first, true).changed());
        long version = read(second).version();
        assertFalse(decide(ADMIN, first, second, true).changed());
        assertFalse(suggest(3, first, second).changed());
        assertEquals(version, read(second).version());
        assertEquals(List.of("reported", "duplicate_suggested", "duplicate_confirmed"), kinds(second));
    }

    @Test
    void aConfirmedDuplicatePointsAtTheOldestOfItsGroupAndBackWhenItIsRejected() {
        long first = report(1);
        long second = report(2);
        long third = report(3);
        decide(ADMIN, third, second, true);
        assertEquals(second, read(third).duplicateOf());
        decide(ADMIN, second, first, true);
        assertEquals(first, read(second).duplicateOf());
        assertEquals(first, read(third).duplicateOf());
        assertEquals(List.of("reported", "duplicate_confirmed", "duplicate_moved"), kinds(third));
        assertEquals(3, read(third).version());
        assertEquals(List.of(DuplicateState.CONFIRMED, DuplicateState.CONFIRMED), states(first));
        decide(ADMIN, first, second, false);
        assertNull(read(second).duplicateOf());
        assertEquals(second, read(third).duplicateOf());
        assertEquals(List.of(DuplicateState.REJECTED), states(first));
    }

    @Test
    void whatWasRejectedIsNeitherSuggestedAgainNorShownInAnAnalysis() {
        long first = report(1);
        long second = report(2);
        String document = "{\"duplicates\":[{\"bug_id\":%d,\"score\":0.9},{\"bug_id\":77,\"score\":0.8}],\"a\":1}";
        Await.result(bus.request(
                BugsApi.RECORD_ANALYSIS,
                new RecordAnalysis(second, "ui", Severity.LOW, 0.5, 0.5, 100, new RawJson(document.formatted(first)))));
        decide(ADMIN, first, second, false);
        RawJson shown = read(second).analysis();
        assertEquals("{\"duplicates\":[{\"bug_id\":77,\"score\":0.8}],\"a\":1}", shown == null ? "" : shown.text());
        assertEquals(List.of(second), rejected(first));
        assertEquals(List.of(first), rejected(second));
        Fault fault = Await.fault(suggestion(5, second, first));
        assertEquals("duplicate_rejected", fault.code());
        assertEquals(List.of("confirmed"), fault.allowed());
        decide(new Caller(1, Role.USER), first, second, true);
        assertEquals(List.of(), rejected(second));
    }

    @Test
    void refusesWhoHasNoBugInItWhatIsNotThereAndABugItself() {
        long first = report(1);
        long second = report(2);
        assertEquals(Fault.Kind.FORBIDDEN, refusal(new Caller(3, Role.DEVELOPER), first, second));
        assertEquals(Fault.Kind.NOT_FOUND, refusal(ADMIN, first, 9_999));
        assertEquals(Fault.Kind.NOT_FOUND, refusal(ADMIN, 9_999, first));
        assertEquals(Fault.Kind.INVALID, refusal(ADMIN, first, first));
        assertEquals(
                Fault.Kind.NOT_FOUND,
                Await.fault(bus.request(DuplicatesApi.LIST, new ListDuplicates(9_999)))
                        .kind());
        assertEquals(List.of("reported"), kinds(first));
    }

    @Test
    void aPersonHasALimitOfSuggestionsThatWait() {
        long first = report(1);
        for (int i = 0; i < 20; i++) {
            suggest(3, first, report(2));
        }
        assertEquals(
                "too_many_suggestions",
                Await.fault(suggestion(3, first, report(2))).code());
        assertTrue(suggest(4, first, report(2)).changed());
    }

    @Test
    void twoWhoDecideAtOnceFromTwoSidesComeToOneOutcome() {
        for (int round = 0; round < 10; round++) {
            long first = report(1);
            long second = report(2);
            List<Future<SaidDuplicate>> both = List.of(
                    decision(new Caller(1, Role.USER), first, second, true),
                    decision(new Caller(2, Role.USER), second, first, true));
            both.forEach(Await::result);
            assertEquals(
                    1, both.stream().filter(said -> said.result().changed()).count());
            assertNull(read(first).duplicateOf());
            assertEquals(first, read(second).duplicateOf());
            assertEquals(List.of("reported", "duplicate_confirmed"), kinds(second));
        }
    }

    @Test
    void aRingThatIsConfirmedAllAtOncePointsAtTheOldest() {
        int size = 8;
        List<Long> bugs = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            bugs.add(report(i + 1));
        }
        List<Future<SaidDuplicate>> ring = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            ring.add(decision(ADMIN, bugs.get(i), bugs.get((i + 1) % size), true));
            ring.add(decision(ADMIN, bugs.get((i + 3) % size), bugs.get(i), true));
        }
        ring.forEach(Await::result);
        assertNull(read(bugs.get(0)).duplicateOf());
        for (long bug : bugs.subList(1, size)) {
            assertEquals(bugs.get(0), read(bug).duplicateOf());
            List<Long> seqs = history(bug).stream().map(BugEvent::seq).toList();
            assertEquals(seqs.size(), read(bug).version(), seqs.toString());
        }
        assertEquals(size - 1, list(bugs.get(4)).size());
    }

    @Test
    void confirmingAndRejectingAtOnceLeavesWhatTheLastOneSaid() {
        long first = report(1);
        long second = report(2);
        List<Future<SaidDuplicate>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(decision(ADMIN, first, second, i % 2 == 0));
            all.add(decision(ADMIN, second, first, i % 2 == 1));
        }
        all.forEach(Await::result);
        boolean confirmed = states(first).equals(List.of(DuplicateState.CONFIRMED));
        assertEquals(confirmed ? first : null, read(second).duplicateOf());
        assertEquals(
                confirmed ? "duplicate_confirmed" : "duplicate_rejected",
                kinds(first).get(kinds(first).size() - 1));
    }

    @Test
    void countsDecisionsByTheirScore() {
        assertEquals(new DecisionCounts(List.of(), null), counts());
        long first = report(1);
        suggest(1, first, report(2));
        decide(ADMIN, first, report(2), true);
        decide(ADMIN, first, report(2), false);
        clock.forward(Duration.ofDays(1));
        Await.result(bus.request(
                DuplicatesApi.DECIDE,
                new DecideDuplicate(ADMIN, first, report(2), true, new Likeness(1.0, List.of()))));
        Await.result(bus.request(
                DuplicatesApi.DECIDE,
                new DecideDuplicate(ADMIN, first, report(2), false, new Likeness(null, List.of()))));
        assertEquals(
                new DecisionCounts(
                        List.of(new DecisionBand(8, 2, 1), new DecisionBand(9, 1, 1)),
                        MutableClock.START.plusMillis(3)),
                counts());
    }

    private DecisionCounts counts() {
        return Await.result(bus.request(DuplicatesApi.COUNT_DECISIONS, new CountDecisions()));
    }

    private long report(long reporter) {
        clock.forward(Duration.ofMillis(1));
        BugReport report = new BugReport("Bug", "It crashes.", null, null, List.of(), null);
        return Await.result(bus.request(BugsApi.REPORT, new ReportBug(new Caller(reporter, Role.USER), report, null)))
                .id();
    }

    private SaidDuplicate suggest(long person, long bug, long other) {
        return Await.result(suggestion(person, bug, other));
    }

    private Future<SaidDuplicate> suggestion(long person, long bug, long other) {
        return bus.request(
                DuplicatesApi.SUGGEST, new SuggestDuplicate(new Caller(person, Role.USER), bug, other, ALIKE));
    }

    private SaidDuplicate decide(Caller caller, long bug, long other, boolean confirmed) {
        return Await.result(decision(caller, bug, other, confirmed));
    }

    private Future<SaidDuplicate> decision(Caller caller, long bug, long other, boolean confirmed) {
        return bus.request(DuplicatesApi.DECIDE, new DecideDuplicate(caller, bug, other, confirmed, ALIKE));
    }

    private Fault.@Nullable Kind refusal(Caller caller, long bug, long other) {
        return Await.fault(decision(caller, bug, other, true)).kind();
    }

    private List<DuplicateView> list(long bug) {
        return Await.result(bus.request(DuplicatesApi.LIST, new ListDuplicates(bug)))
                .duplicates();
    }

    private List<DuplicateState> states(long bug) {
        return list(bug).stream().map(DuplicateView::state).toList();
    }

    private List<Long> rejected(long bug) {
        return Await.result(bus.request(DuplicatesApi.LIST_REJECTED, new ListRejected(bug)))
                .ids();
    }

    private BugView read(long bug) {
        return Await.result(bus.request(BugsApi.FIND, new FindBug(bug)));
    }

    private List<BugEvent> history(long bug) {
        return Await.result(bus.request(BugsApi.HISTORY, new ListEvents(bug, 0, 100)))
                .events();
    }

    private List<String> kinds(long bug) {
        return history(bug).stream().map(BugEvent::kind).toList();
    }
}
