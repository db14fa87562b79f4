package io.crowdfundfix.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.ledger.Exported;
import io.crowdfundfix.ledger.LedgerRows;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Random histories of bounties, all at once on two nodes, by funding's own endpoints. */
@ExtendWith(BothDatabases.class)
class FundingHistoriesTest {
    private static final long SEED = 20_261_120;
    private static final int HISTORIES = 50;
    private static final int ROUNDS = 25;
    private static final int MOST_STEPS_AT_ONCE = 3;
    /** What a step may meet that is not the asker's fault: he asks again. */
    private static final Set<String> PASSING = Set.of("bounty_in_motion", "conflicting_write");

    private static final Set<Fault.Kind> REFUSALS =
            Set.of(Fault.Kind.CONFLICT, Fault.Kind.FORBIDDEN, Fault.Kind.NOT_FOUND, Fault.Kind.INVALID);

    private final Random random = new Random(SEED);
    private final Map<String, Integer> taken = new TreeMap<>();
    private Platform platform;
    private MutableClock clock;
    private List<FundingNode> nodes;
    private FundingNeighbours others;
    private FundingRows rows;

    @BeforeEach
    void start(Platform given, MutableClock clockOfThisTest) {
        platform = given;
        clock = clockOfThisTest;
        rows = new FundingRows(given.database());
        others = new FundingNeighbours(given.bus());
        Await.result(given.vertx().deployVerticle(others));
        nodes = List.of(FundingNode.start(given), FundingNode.start(given));
    }

    @Test
    void noHistoryMakesOrLosesMoneyAndEachComesToAnEnd() {
        List<FundingHistory> histories = new ArrayList<>();
        for (int number = 1; number <= HISTORIES; number++) {
            histories.add(new FundingHistory(platform, others, number, new Random(SEED + number)));
        }
        for (int round = 0; round < ROUNDS; round++) {
            clock.forward(Duration.ofMinutes(random.nextInt(36 * 60)));
            round(histories);
            rows.agree();
        }
        isAsItWasTold(histories);
        clocksAloneEndAll();
        rows.agree();
        rows.countTheirVersions();
        rows.payTheirClaimsOnce();
        rows.haveAllEnded();
        LedgerRows.read(platform.database()).areSound();
        String verdict = Exported.verdict(Exported.lines(platform.database(), clock, true));
        assertTrue(verdict.startsWith("OK"), verdict);
        reachesEverything();
    }

    /** All histories go on at once while both nodes look at the clocks. */
    private void round(List<FundingHistory> histories) {
        List<FundingHistory.Step> steps = new ArrayList<>();
        for (FundingHistory history : histories) {
            int count = 1 + random.nextInt(MOST_STEPS_AT_ONCE);
            for (int i = 0; i < count; i++) {
                steps.add(history.next());
            }
        }
        List<Future<Void>> looks = looks();
        for (FundingHistory.Step step : steps) {
            try {
                Await.result(step.done()).run();
                taken.merge(step.what(), 1, Integer::sum);
            } catch (Fault fault) {
                boolean refused = REFUSALS.contains(fault.kind()) || PASSING.contains(fault.code());
                assertTrue(refused, step.what() + ": " + fault.kind() + " " + fault.code() + " " + fault.message());
                taken.merge(step.what() + " " + fault.code(), 1, Integer::sum);
            }
        }
        looks.forEach(Await::result);
        nodes.forEach(node -> Await.result(node.lookAtEndedBugs()));
        allTold();
    }

    private List<Future<Void>> looks() {
        return nodes.stream().map(FundingNode::lookAtClocks).toList();
    }

    /** The clock must stand still while messages are on their way. */
    private void allTold() {
        while (rows.count("bounties where told = false") > 0) {
            Await.result(nodes.get(0).tell());
        }
    }

    /** Whatever was made was told to who made it: nothing beside, and nothing twice for a key. */
    private void isAsItWasTold(List<FundingHistory> histories) {
        Set<Long> contributions = new HashSet<>();
        Set<Long> transfers = new HashSet<>();
        Map<String, String> movedByKey = new HashMap<>();
        for (FundingHistory history : histories) {
            contributions.addAll(history.contributions.keySet());
            transfers.addAll(history.transfers);
            movedByKey.putAll(history.movedByKey);
        }
        assertEquals(contributions, rows.ids("select id from contributions"));
        assertEquals(contributions, rows.ids("select subject from ledger_transactions where kind = 'CONTRIBUTION'"));
        assertEquals(transfers, rows.ids("select id from ledger_transactions where kind in ('DEPOSIT', 'WITHDRAWAL')"));
        assertEquals(movedByKey.size(), rows.count("ledger_transactions where idempotency_key like 'client:%'"));
        assertEquals(movedByKey.size(), new HashSet<>(movedByKey.values()).size());
    }

    private void clocksAloneEndAll() {
        Instant latest = clock.instant().plus(Duration.ofDays(200));
        while (rows.count("bounties where state not in ('PAID', 'REFUNDED')") > 0) {
            assertTrue(clock.instant().isBefore(latest), "some bounty has not ended");
            clock.forward(Duration.ofDays(2));
            int most = HISTORIES;
            for (int look = 0; look < most && due() > 0; look++) {
                looks().forEach(Await::result);
            }
            assertEquals(0, due());
            allTold();
        }
    }

    private long due() {
        return Await.result(new BountyStore().due(platform.database(), DueBounties.Due.NONE, clock.instant(), 1))
                .size();
    }

    /** Histories that are all refused prove nothing. */
    private void reachesEverything() {
        for (String kind : List.of(
                "FUNDED",
                "CONTRIBUTION_RETURNED",
                "CONTRIBUTION_EXPIRED",
                "CONTRIBUTION_MOVED_IN",
                "CLAIMED",
                "CLAIM_WITHDRAWN",
                "CLAIM_EXPIRED",
                "FIX_FAILED",
                "FIX_SUBMITTED",
                "FIX_VERIFIED",
                "VOTED",
                "DISPUTED",
                "DISPUTE_DECIDED",
                "PAID",
                "EXPIRED",
                "CANCELLED",
                "REFUNDED",
                "REVIEW_ENDED",
                "CLAIM_REJECTED")) {
            String word = BountyEvent.Kind.valueOf(kind).word();
            assertTrue(rows.count("bounty_events where kind = '" + word + "'") > 0, "never " + kind + ": " + taken);
        }
    }
}
