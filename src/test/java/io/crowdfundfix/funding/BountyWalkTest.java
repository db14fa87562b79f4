package io.crowdfundfix.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.Bounty.Sums;
import io.crowdfundfix.funding.FundingApi.BountyState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Walks every state that a bounty with up to three contributions can be in, by every step in every state. */
class BountyWalkTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));
    private static final int MOST_CONTRIBUTIONS = 3;
    private static final int MOST_CENTS = 4;
    private static final long CLAIM = 7;
    private static final Set<BountyState> ENDS = EnumSet.of(BountyState.PAID, BountyState.REFUNDED);

    /** What people do. */
    private static final Map<String, UnaryOperator<Bounty>> STEPS = new LinkedHashMap<>();
    /** What clocks do. */
    private static final Map<BountyState, UnaryOperator<Bounty>> CLOCKS = new HashMap<>();

    private static final Map<Bounty, Map<String, Bounty>> NEXT_BY_BOUNTY = new LinkedHashMap<>();

    @BeforeAll
    static void walk() {
        STEPS.put("contribute 1", bounty -> bounty.contributed(1, 1, LATER));
        STEPS.put("contribute 2", bounty -> bounty.contributed(2, 2, LATER));
        STEPS.put("take back 1", bounty -> takenBack(bounty, 1));
        STEPS.put("take back 2", bounty -> takenBack(bounty, 2));
        STEPS.put("move away 1", bounty -> movedAway(bounty, 1));
        STEPS.put("pass below the level", bounty -> bounty.inReview(LATER));
        STEPS.put("pass", bounty -> bounty.verified(CLAIM, LATER));
        STEPS.put("dispute", bounty -> bounty.disputed(LATER));
        STEPS.put("reject or decide to reopen", bounty -> bounty.reopened(LATER));
        STEPS.put("close the bug, or decide to refund", bounty -> bounty.cancelled(NOW));
        CLOCKS.put(BountyState.OPEN, bounty -> bounty.expired(NOW));
        CLOCKS.put(BountyState.IN_REVIEW, bounty -> bounty.reopened(LATER));
        CLOCKS.put(BountyState.VERIFIED, bounty -> bounty.paying(NOW));
        CLOCKS.put(BountyState.DISPUTED, bounty -> bounty.verified(CLAIM, NOW));
        CLOCKS.put(BountyState.PAYING, Bounty::paid);
        CLOCKS.put(BountyState.EXPIRED, bounty -> allBack(bounty).refunded());
        CLOCKS.put(BountyState.CANCELLED, bounty -> allBack(bounty).refunded());
        Deque<Bounty> reached = new ArrayDeque<>();
        reached.add(Bounty.fresh(42, 1, FundingConfig.defaults(), NOW));
        while (!reached.isEmpty()) {
            Bounty bounty = reached.remove();
            if (!NEXT_BY_BOUNTY.containsKey(bounty)) {
                NEXT_BY_BOUNTY.put(bounty, next(bounty));
                reached.addAll(
                        Objects.requireNonNull(NEXT_BY_BOUNTY.get(bounty)).values());
            }
        }
    }

    private static Bounty takenBack(Bounty bounty, long cents) {
        bounty.checkReturns();
        return holding(bounty, cents).returned(cents).emptied(NOW);
    }

    private static Bounty movedAway(Bounty bounty, long cents) {
        bounty.checkReturns();
        return holding(bounty, cents).movedAway(cents).emptied(NOW);
    }

    private static Bounty holding(Bounty bounty, long cents) {
        if (bounty.sums().heldCents() < cents || bounty.sums().contributions() < 1) {
            throw Fault.conflict("nothing", "There is no such contribution");
        }
        return bounty;
    }

    private static Bounty allBack(Bounty bounty) {
        return bounty.returned(bounty.sums().heldCents());
    }

    private static Map<String, Bounty> next(Bounty bounty) {
        Map<String, Bounty> next = new LinkedHashMap<>();
        STEPS.forEach((name, step) -> {
            boolean contributes = name.startsWith("contribute");
            boolean full = bounty.sums().contributions() >= MOST_CONTRIBUTIONS || all(bounty.sums()) >= MOST_CENTS;
            if (contributes && full) {
                return;
            }
            try {
                next.put(name, step.apply(bounty));
            } catch (Fault refused) {
                assertEquals(Fault.Kind.CONFLICT, refused.kind());
            }
        });
        UnaryOperator<Bounty> clock = CLOCKS.get(bounty.state());
        if (clock != null) {
            next.put("clock", clock.apply(bounty));
        }
        return next;
    }

    @Test
    void reachesEveryState() {
        Set<BountyState> reached = EnumSet.noneOf(BountyState.class);
        NEXT_BY_BOUNTY.keySet().forEach(bounty -> reached.add(bounty.state()));
        assertEquals(EnumSet.allOf(BountyState.class), reached);
        assertTrue(NEXT_BY_BOUNTY.size() > 100, "only " + NEXT_BY_BOUNTY.size());
    }

    @Test
    void everyStateButAnEndHasAClock() {
        for (Bounty bounty : NEXT_BY_BOUNTY.keySet()) {
            if (ENDS.contains(bounty.state())) {
                assertNull(bounty.clockAt(), bounty.toString());
            } else {
                assertNotNull(bounty.clockAt(), bounty.toString());
                assertTrue(CLOCKS.containsKey(bounty.state()), bounty.toString());
            }
        }
    }

    @Test
    void everyBountyComesToAnEndByItsClocksAlone() {
        for (Bounty start : NEXT_BY_BOUNTY.keySet()) {
            Set<Bounty> seen = new HashSet<>();
            Bounty bounty = start;
            while (!ENDS.contains(bounty.state())) {
                assertTrue(seen.add(bounty), "goes in a circle: " + start);
                Bounty next = NEXT_BY_BOUNTY.getOrDefault(bounty, Map.of()).get("clock");
                assertNotNull(next, bounty.toString());
                bounty = Objects.requireNonNull(next);
            }
            assertEquals(0, bounty.sums().heldCents(), bounty.toString());
        }
    }

    @Test
    void neverMakesOrLosesACentAndPaysOnlyByPaid() {
        NEXT_BY_BOUNTY.forEach((bounty, nexts) -> nexts.forEach((step, next) -> {
            Sums before = bounty.sums();
            Sums after = next.sums();
            long came = step.startsWith("contribute") ? Long.parseLong(step.split(" ")[1]) : 0;
            long left = step.startsWith("move") ? 1 : 0;
            assertEquals(all(before) + came - left, all(after), bounty + " " + step);
            assertTrue(after.heldCents() >= 0 && after.releasedCents() >= 0 && after.refundedCents() >= 0);
            if (after.releasedCents() != before.releasedCents()) {
                assertEquals(BountyState.PAYING, bounty.state());
                assertEquals(BountyState.PAID, next.state());
            }
        }));
    }

    private static long all(Sums sums) {
        return sums.heldCents() + sums.releasedCents() + sums.refundedCents();
    }

    @Test
    void onlyABountyWithMoneyWaitsForAnybody() {
        for (Bounty bounty : NEXT_BY_BOUNTY.keySet()) {
            boolean waits = EnumSet.of(
                            BountyState.OPEN, BountyState.IN_REVIEW, BountyState.VERIFIED, BountyState.DISPUTED)
                    .contains(bounty.state());
            assertEquals(waits && bounty.sums().heldCents() == 0, false, bounty.toString());
        }
    }

    @Test
    void nothingIsTakenBackOnceAClaimIsVerified() {
        NEXT_BY_BOUNTY.forEach((bounty, nexts) -> {
            if (bounty.claim() != null && bounty.state() != BountyState.REFUNDED) {
                assertFalse(nexts.keySet().stream().anyMatch(step -> step.startsWith("take back")), bounty.toString());
            }
        });
    }

    @Test
    void paidIsForEver() {
        NEXT_BY_BOUNTY.forEach((bounty, nexts) -> {
            if (bounty.state() == BountyState.PAID) {
                assertEquals(Map.of(), nexts, bounty.toString());
            }
        });
    }
}
