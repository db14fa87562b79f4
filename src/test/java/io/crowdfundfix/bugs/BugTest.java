package io.crowdfundfix.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BugTest {
    private static final long REPORTER = 1;
    private static final long DEVELOPER = 2;
    private static final long SOMEBODY = 3;
    private static final long VERSION = 7;

    /** By whom a bug is owned. */
    private static final List<Caller> OWNERS = List.of(
            new Caller(REPORTER, Role.USER), new Caller(REPORTER, Role.DEVELOPER), new Caller(SOMEBODY, Role.ADMIN));

    @ParameterizedTest
    @CsvSource({
        "OPEN,IN_PROGRESS CLOSED,IN_PROGRESS",
        "IN_PROGRESS,IN_REVIEW OPEN,IN_REVIEW OPEN",
        "IN_REVIEW,RESOLVED IN_PROGRESS,IN_PROGRESS",
        "RESOLVED,CLOSED OPEN,''",
        "CLOSED,OPEN,''"
    })
    void movesAsItsStatusAllows(Status from, String ofOwner, String ofDeveloper) {
        for (Caller owner : OWNERS) {
            movesOnlyTo(statuses(ofOwner), from, owner);
        }
        movesOnlyTo(statuses(ofDeveloper), from, new Caller(DEVELOPER, Role.DEVELOPER));
    }

    @ParameterizedTest
    @EnumSource
    void staysWhereItIsForEverybodyElse(Status from) {
        for (Caller caller : List.of(
                new Caller(SOMEBODY, Role.USER),
                new Caller(SOMEBODY, Role.DEVELOPER),
                new Caller(DEVELOPER, Role.USER))) {
            for (Status to : Status.values()) {
                Fault fault = refused(() -> bug(from, DEVELOPER).moved(caller, to, VERSION));
                assertEquals(Fault.Kind.FORBIDDEN, fault.kind(), caller + " to " + to);
                assertEquals("not_your_bug", fault.code());
            }
        }
    }

    @Test
    void isNoDevelopersUntilItIsAssigned() {
        Caller developer = new Caller(DEVELOPER, Role.DEVELOPER);
        Fault fault = refused(() -> bug(Status.OPEN, null).moved(developer, Status.IN_PROGRESS, null));
        assertEquals("not_your_bug", fault.code());
    }

    @Test
    void keepsWhoReportedItAndWhoWorksOnIt() {
        Bug before = bug(Status.OPEN, DEVELOPER);
        Bug moved = before.moved(OWNERS.get(0), Status.IN_PROGRESS, null);
        assertEquals(new Bug(before.id(), Status.IN_PROGRESS, REPORTER, DEVELOPER, VERSION + 1), moved);
    }

    @ParameterizedTest
    @CsvSource({"6", "8", "0", "-1"})
    void refusesAnotherVersionThanItsOwn(long expected) {
        Fault fault = refused(() -> bug(Status.OPEN, null).moved(OWNERS.get(0), Status.IN_PROGRESS, expected));
        assertEquals(Fault.Kind.PRECONDITION, fault.kind());
        assertEquals("version_changed", fault.code());
    }

    @Test
    void comparesVersionsBeyondTheSmallNumbers() {
        Bug old = new Bug(1, Status.OPEN, REPORTER, null, 1_000);
        assertEquals(1_001, old.moved(OWNERS.get(0), Status.IN_PROGRESS, 1_000L).version());
    }

    @Test
    void tellsAStrangerNothingOfItsVersion() {
        Fault fault = refused(
                () -> bug(Status.OPEN, null).moved(new Caller(SOMEBODY, Role.USER), Status.IN_PROGRESS, VERSION + 1));
        assertEquals("not_your_bug", fault.code());
    }

    private static void movesOnlyTo(List<Status> allowed, Status from, Caller caller) {
        Bug bug = bug(from, DEVELOPER);
        for (Status to : Status.values()) {
            if (allowed.contains(to)) {
                assertEquals(to, bug.moved(caller, to, VERSION).status());
                assertEquals(VERSION + 1, bug.moved(caller, to, null).version());
            } else {
                Fault fault = refused(() -> bug.moved(caller, to, null));
                assertEquals(Fault.Kind.CONFLICT, fault.kind(), from + " to " + to + " by " + caller);
                assertEquals("status_not_allowed", fault.code());
                assertEquals(allowed.stream().map(Enum::name).toList(), fault.allowed());
            }
        }
    }

    private static Fault refused(Runnable move) {
        return assertThrows(Fault.class, move::run);
    }

    private static Bug bug(Status status, @Nullable Long assignedTo) {
        return new Bug(1, status, REPORTER, assignedTo, VERSION);
    }

    private static List<Status> statuses(String names) {
        return Arrays.stream(names.split(" "))
                .filter(name -> !name.isEmpty())
                .map(Status::valueOf)
                .toList();
    }
}
