package io.crowdfundfix.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.funding.LedgerApi.LastSeal;
import io.crowdfundfix.funding.LedgerApi.ReadSolvency;
import io.crowdfundfix.funding.LedgerApi.Solvency;
import io.crowdfundfix.ledger.AccountName;
import io.crowdfundfix.ledger.Ledger;
import io.crowdfundfix.ledger.NewTransaction;
import io.crowdfundfix.ledger.Sealer;
import io.crowdfundfix.ledger.TransactionKind;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.Money;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class SolvencyTest {
    private static final AccountName EXTERNAL = AccountName.external();
    private static final AccountName ANNA = AccountName.wallet(1);
    private static final AccountName BUG = AccountName.escrow(1);

    private Platform platform;
    private Database database;
    private LedgerService service;
    private Sealer sealer;

    @BeforeEach
    void open(Platform ofThisTest) {
        platform = ofThisTest;
        database = platform.database();
        service = new LedgerService(platform, new SolvencyStore());
        sealer = new Sealer(database, platform.clock());
    }

    @Test
    void nothingIsBalanced() {
        Solvency nothing = read();
        assertTrue(nothing.balanced());
        assertNull(nothing.lastSeal());
        assertEquals(0, nothing.transactions());
        assertEquals(MutableClock.START, nothing.asOf());
    }

    @Test
    void isTheSameBeforeBetweenAndAfterSeals() {
        bounty(300);
        Money.move(platform, EXTERNAL, ANNA, 500);
        Money.move(platform, ANNA, BUG, 300);
        assertSums(2);
        assertNull(read().lastSeal());
        Await.result(sealer.seal());
        assertSums(2);
        assertEquals(1, lastSeal());
        Money.move(platform, EXTERNAL, ANNA, 7);
        Money.move(platform, ANNA, EXTERNAL, 7);
        assertSums(4);
        Await.result(sealer.seal());
        assertSums(4);
        assertEquals(2, lastSeal());
    }

    @Test
    void saysSoWhenTheBountiesHoldAnotherAmountThanTheLedger() {
        Money.move(platform, EXTERNAL, BUG, 300);
        assertFalse(read().balanced());
        bounty(299);
        assertFalse(read().balanced());
        assertEquals(299, read().bountiesHeldCents());
        assertEquals(300, read().heldCents());
        assertEquals(0, read().sumCents());
        set(database, 300);
        assertTrue(read().balanced());
    }

    @Test
    void neverFlickersWhileOthersMoveMoneyAndSeal() {
        bounty(0);
        Ledger ledger = new Ledger(database, platform.clock());
        Await.result(ledger.open(List.of(EXTERNAL, ANNA, BUG)));
        List<Future<?>> all = new ArrayList<>();
        List<Future<Solvency>> seen = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            NewTransaction money =
                    NewTransaction.transfer("k" + i, TransactionKind.CONTRIBUTION, 1, EXTERNAL, BUG, 100);
            all.add(database.transaction(session -> ledger.post(session, money).compose(posted -> add(session, 100))));
            seen.add(service.solvency(new ReadSolvency()));
            if (i % 10 == 0) {
                all.add(sealer.seal());
            }
            seen.add(service.solvency(new ReadSolvency()));
        }
        for (Future<Solvency> each : seen) {
            assertTrue(Await.result(each).balanced(), Await.result(each).toString());
        }
        all.forEach(Await::result);
        assertEquals(6_000, read().heldCents());
    }

    private void assertSums(long transactions) {
        Solvency sums = read();
        assertTrue(sums.balanced(), sums.toString());
        assertEquals(300, sums.heldCents());
        assertEquals(200, sums.walletCents());
        assertEquals(-500, sums.externalCents());
        assertEquals(transactions, sums.transactions());
    }

    private long lastSeal() {
        LastSeal last = read().lastSeal();
        return last == null ? 0 : last.number();
    }

    private Solvency read() {
        return Await.result(service.solvency(new ReadSolvency()));
    }

    private void bounty(long held) {
        Await.result(database.update(
                """
                insert into bounties (bug_id, state, reporter, release_level, review_share_bps, held_cents, released_cents,
                  refunded_cents, contributions, opened_at, updated_at, version, told)
                values (1, 'OPEN', 1, 1, 0, #{held}, 0, 0, 0, #{now}, #{now}, 1, true)
                """,
                Parameters.with("held", held)
                        .and("now", Times.toSql(platform.clock().instant()))));
    }

    private static void set(Session session, long held) {
        Await.result(session.update("update bounties set held_cents = #{held}", Parameters.with("held", held)));
    }

    private static Future<Integer> add(Session session, long cents) {
        return session.update(
                "update bounties set held_cents = held_cents + #{cents}", Parameters.with("cents", cents));
    }
}
