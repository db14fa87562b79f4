package io.crowdfundfix.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.bugs.BugsApi.RecordAnalysis;
import io.crowdfundfix.bugs.DuplicatesApi.CountDecisions;
import io.crowdfundfix.bugs.DuplicatesApi.DecideDuplicate;
import io.crowdfundfix.bugs.DuplicatesApi.DecisionBand;
import io.crowdfundfix.bugs.DuplicatesApi.DecisionCounts;
import io.crowdfundfix.bugs.DuplicatesApi.DuplicateState;
import io.crowdfundfix.bugs.DuplicatesApi.DuplicateView;
import io.crowdfundfix.bugs.DuplicatesApi.Likeness;
import io.crowdfundfix.bugs.DuplicatesApi.ListDuplicates;
import io.crowdfundfix.bugs.DuplicatesApi.SaidDuplicate;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.json.RawJson;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class DuplicateServiceTest extends DuplicateFixture {
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
}
