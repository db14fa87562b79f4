package io.crowdfundfix.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.crowdfundfix.bugs.BugsApi.BugEvent;
import io.crowdfundfix.bugs.DuplicatesApi.DuplicateState;
import io.crowdfundfix.bugs.DuplicatesApi.SaidDuplicate;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class DuplicateRacesTest extends DuplicateFixture {
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
}
