package io.crowdfundfix.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.IdempotencyKey;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.funding.ClaimsApi.ClaimBug;
import io.crowdfundfix.funding.ClaimsApi.Work;
import io.crowdfundfix.funding.FundingApi.Contribute;
import io.crowdfundfix.funding.FundingApi.Contributed;
import io.crowdfundfix.funding.FundingApi.RecordVerdict;
import io.crowdfundfix.funding.FundingApi.Source;
import io.crowdfundfix.ledger.LedgerRows;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes on one database that do the same at the same moment. */
@ExtendWith(BothDatabases.class)
class ClockRacesTest {
    private static final int BOUNTIES = 20;
    private static final int CLIENTS = 64;
    private static final long DEVELOPER = 7;

    private Platform platform;
    private Bus bus;
    private MutableClock clock;
    private List<FundingNode> nodes;
    private FundingRows rows;

    @BeforeEach
    void start(Platform given, MutableClock clockOfThisTest) {
        platform = given;
        bus = given.bus();
        clock = clockOfThisTest;
        rows = new FundingRows(given.database());
        Await.result(given.vertx().deployVerticle(new FundingNeighbours(given.bus())));
        nodes = List.of(FundingNode.start(given), FundingNode.start(given));
    }

    private Future<Contributed> contribute(long bug, @Nullable Long person, long cents, @Nullable IdempotencyKey key) {
        Caller caller = person == null ? null : new Caller(person, Role.DEVELOPER);
        return bus.request(
                FundingApi.CONTRIBUTE, new Contribute(caller, bug, "Ada", cents, null, Source.CARD, null, null, key));
    }

    private void bothLookUntil(String state) {
        for (int look = 0; look < 2 * BOUNTIES && rows.count("bounties where state <> '" + state + "'") > 0; look++) {
            nodes.stream().map(FundingNode::lookAtClocks).toList().forEach(Await::result);
        }
        assertEquals(BOUNTIES, rows.count("bounties where state = '" + state + "'"));
        rows.agree();
        rows.countTheirVersions();
        LedgerRows.read(platform.database()).areSound();
    }

    @Test
    void twoNodesPayABountyOnce() {
        for (long bug = 1; bug <= BOUNTIES; bug++) {
            Await.result(contribute(bug, null, 1_000 + bug, null));
            Caller developer = new Caller(DEVELOPER + bug, Role.DEVELOPER);
            Await.result(bus.request(ClaimsApi.CLAIM, new ClaimBug(developer, bug, new Work(null, null, null))));
            Await.result(bus.request(
                    FundingApi.RECORD_VERDICT,
                    new RecordVerdict(bug, bug, developer.id(), FundingNeighbours.REPORTER, 1, true, false, 1)));
        }
        clock.forward(Duration.ofDays(4));
        bothLookUntil("PAID");
        rows.payTheirClaimsOnce();
        assertEquals(BOUNTIES, rows.count("ledger_transactions where kind = 'PAYOUT'"));
        assertEquals(BOUNTIES, rows.count("bounty_events where kind = 'paid'"));
        assertEquals(BOUNTIES, rows.count("bounty_events where kind = 'paying'"));
    }

    @Test
    void twoNodesGiveMoneyBackOnce() {
        for (long bug = 1; bug <= BOUNTIES; bug++) {
            for (long person = 10; person < 13; person++) {
                Await.result(contribute(bug, bug * 100 + person, 100 + person, null));
            }
        }
        clock.forward(Duration.ofDays(100));
        bothLookUntil("REFUNDED");
        assertEquals(3 * BOUNTIES, rows.count("ledger_transactions where kind = 'EXPIRY'"));
        assertEquals(3 * BOUNTIES, rows.count("contributions where state = 'EXPIRED_REFUNDED'"));
    }

    @Test
    void bountiesThatCannotBeMovedOnKeepNoneOfTheOthers() {
        Await.result(contribute(1_000, 10L, 500, null));
        Await.result(bus.request(
                ClaimsApi.CLAIM,
                new ClaimBug(new Caller(DEVELOPER, Role.DEVELOPER), 1_000, new Work(null, null, null))));
        clock.forward(Duration.ofDays(15));
        for (long bug = 1; bug <= 120; bug++) {
            Await.result(platform.database()
                    .update("""
                            insert into bounties (bug_id, state, reporter, release_level, review_share_bps, held_cents,
                              released_cents, refunded_cents, contributions, clock_at, opened_at, updated_at, version, told)
                            values (#{bug}, 'PAYING', 1, 1, 0, 0, 0, 0, 0, #{then}, #{then}, #{then}, 1, true)
                            """, Parameters.with("bug", bug).and("then", Times.toSql(MutableClock.START))));
        }
        Await.result(nodes.get(0).lookAtClocks());
        assertEquals(1, rows.count("claims where state = 'EXPIRED'"));
        clock.forward(Duration.ofDays(100));
        Await.result(nodes.get(0).lookAtClocks());
        assertEquals(1, rows.count("bounties where bug_id = 1000 and state = 'REFUNDED'"));
        assertEquals(120, rows.count("bounties where state = 'PAYING'"));
    }

    @Test
    void twoNodesOpenABountyForManyClientsAtOnce() {
        List<Future<Contributed>> all = new ArrayList<>();
        for (int twice = 0; twice < 2; twice++) {
            for (long client = 0; client < CLIENTS; client++) {
                IdempotencyKey key = new IdempotencyKey(client, "once", "the same");
                all.add(contribute(1, client, 1 + client, key));
            }
        }
        Set<Long> made = new HashSet<>();
        all.forEach(one -> made.add(Await.result(one).funding().id()));
        assertEquals(CLIENTS, made.size());
        assertEquals(made, rows.ids("select id from contributions"));
        long cents = CLIENTS * (CLIENTS + 1L) / 2;
        assertEquals(1, rows.count("bounties where held_cents = " + cents + " and contributions = " + CLIENTS));
        assertTrue(rows.count("bounty_events") <= CLIENTS);
        rows.agree();
        rows.countTheirVersions();
    }
}
