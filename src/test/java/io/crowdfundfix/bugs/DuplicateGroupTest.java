package io.crowdfundfix.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.bugs.DuplicateGroup.Member;
import io.crowdfundfix.bugs.DuplicateGroup.Pair;
import io.crowdfundfix.bugs.DuplicatesApi.DuplicateState;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DuplicateGroupTest {
    private static final Caller ADMIN = new Caller(99, Role.ADMIN);

    @Test
    void pointsAtTheOldestReportWhateverItsNumber() {
        List<Member> members = List.of(reported(1, 30), reported(2, 10), reported(3, 20));
        DuplicateGroup group = new DuplicateGroup(members, List.of())
                .decided(ADMIN, 1, 3, DuplicateState.CONFIRMED)
                .decided(ADMIN, 1, 2, DuplicateState.CONFIRMED);
        assertEquals(Map.of(1L, 2L, 3L, 2L), group.moved());
    }

    @Test
    void ofTwoReportsAtOnceTheLowerNumberIsOlder() {
        DuplicateGroup group = new DuplicateGroup(List.of(reported(5, 1), reported(4, 1)), List.of())
                .decided(ADMIN, 5, 4, DuplicateState.CONFIRMED);
        assertEquals(Map.of(5L, 4L), group.moved());
    }

    @Test
    void rejectingAPairTakesTheGroupApart() {
        DuplicateGroup chain = new DuplicateGroup(
                List.of(pointing(1, null), pointing(2, 1L), pointing(3, 1L), pointing(4, 1L)),
                List.of(confirmed(1, 2), confirmed(2, 3), confirmed(3, 4)));
        Map<Long, @Nullable Long> expected = new HashMap<>();
        expected.put(3L, null);
        expected.put(4L, 3L);
        assertEquals(
                expected, chain.decided(ADMIN, 3, 2, DuplicateState.REJECTED).moved());
    }

    @Test
    void refusesToJoinWhatWasJudgedToBeDifferent() {
        DuplicateGroup group = new DuplicateGroup(
                List.of(pointing(1, null), pointing(2, 1L), pointing(3, null)),
                List.of(confirmed(1, 2), Pair.of(1, 3, DuplicateState.REJECTED)));
        Fault fault = assertThrows(Fault.class, () -> group.decided(ADMIN, 2, 3, DuplicateState.CONFIRMED));
        assertEquals("rejected_in_group", fault.code());
        assertEquals(List.of("rejected"), fault.allowed());
        assertTrue(fault.message().contains("1 and 3"), fault.message());
    }

    @Test
    void refusesToRejectWhatOthersHoldTogetherAndNamesThem() {
        DuplicateGroup group = new DuplicateGroup(
                List.of(pointing(1, null), pointing(2, 1L), pointing(3, 1L)),
                List.of(confirmed(1, 2), confirmed(2, 3)));
        Fault fault = assertThrows(Fault.class, () -> group.decided(ADMIN, 3, 1, DuplicateState.REJECTED));
        assertEquals("held_together", fault.code());
        assertTrue(fault.message().contains("1–2, 2–3"), fault.message());
        assertEquals(List.of("confirmed"), fault.allowed());
    }

    @Test
    void aRejectionCanBeTakenBack() {
        DuplicateGroup group = new DuplicateGroup(
                List.of(pointing(1, null), pointing(2, null)), List.of(Pair.of(1, 2, DuplicateState.REJECTED)));
        assertEquals(
                Map.of(2L, 1L),
                group.decided(ADMIN, 1, 2, DuplicateState.CONFIRMED).moved());
    }

    @Test
    void isDecidedByAReporterOfEitherOrAnAdmin() {
        DuplicateGroup group = new DuplicateGroup(List.of(reported(1, 1), reported(2, 2)), List.of());
        for (Caller caller : List.of(new Caller(101, Role.USER), new Caller(102, Role.DEVELOPER), ADMIN)) {
            assertEquals(
                    Map.of(2L, 1L),
                    group.decided(caller, 2, 1, DuplicateState.CONFIRMED).moved());
        }
        for (Role role : List.of(Role.USER, Role.DEVELOPER)) {
            Fault fault =
                    assertThrows(Fault.class, () -> group.decided(new Caller(7, role), 1, 2, DuplicateState.REJECTED));
            assertEquals(Fault.Kind.FORBIDDEN, fault.kind());
        }
    }

    @Test
    void hasALimit() {
        List<Member> members = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        for (long id = 1; id <= DuplicateGroup.MAX_MEMBERS + 1; id++) {
            members.add(reported(id, id));
            if (id > 1 && id <= DuplicateGroup.MAX_MEMBERS) {
                pairs.add(confirmed(1, id));
            }
        }
        DuplicateGroup full = new DuplicateGroup(members, pairs);
        Fault fault = assertThrows(
                Fault.class, () -> full.decided(ADMIN, 5, DuplicateGroup.MAX_MEMBERS + 1, DuplicateState.CONFIRMED));
        assertEquals("group_too_large", fault.code());
    }

    @Test
    void neverFormsChainsOrCirclesWhateverIsDecidedInWhateverOrder() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Member> members = LongStream.rangeClosed(1, 8)
                    .mapToObj(id -> reported(id, random.nextInt(5)))
                    .toList();
            DuplicateGroup group = new DuplicateGroup(members, List.of());
            for (int step = 0; step < 30; step++) {
                group = anyDecision(group, random);
                Map<Long, @Nullable Long> moved = group.moved();
                moved.values().forEach(root -> assertTrue(root == null || !moved.containsKey(root), moved.toString()));
            }
        }
    }

    private static DuplicateGroup anyDecision(DuplicateGroup group, Random random) {
        long one = 1L + random.nextInt(8);
        long other = 1 + (one + random.nextLong(7)) % 8;
        try {
            return group.decided(
                    ADMIN, one, other, random.nextInt(3) > 0 ? DuplicateState.CONFIRMED : DuplicateState.REJECTED);
        } catch (Fault refused) {
            return group;
        }
    }

    private static Member reported(long id, long second) {
        return new Member(id, id + 100, Instant.ofEpochSecond(second), null, 1);
    }

    private static Member pointing(long id, @Nullable Long duplicateOf) {
        return new Member(id, id + 100, Instant.ofEpochSecond(id), duplicateOf, 1);
    }

    private static Pair confirmed(long one, long other) {
        return Pair.of(one, other, DuplicateState.CONFIRMED);
    }
}
