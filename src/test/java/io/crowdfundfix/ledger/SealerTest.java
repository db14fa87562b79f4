package io.crowdfundfix.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class SealerTest {
    private static final AccountName EXTERNAL = AccountName.external();
    private static final AccountName ANNA = AccountName.wallet(1);
    private static final AccountName BUG = AccountName.escrow(1);

    private Database database;
    private MutableClock clock;
    private Ledger ledger;
    private Ledger onAnotherNode;
    private Sealer sealer;

    @BeforeEach
    void open(Database ofThisTest, MutableClock clockOfThisTest) {
        database = ofThisTest;
        clock = clockOfThisTest;
        ledger = new Ledger(database, clock);
        onAnotherNode = new Ledger(database, clock);
        sealer = new Sealer(database, clock);
        Await.result(ledger.open(List.of(EXTERNAL, ANNA, BUG)));
    }

    @Test
    void sealsEachBatchOnce() {
        deposit(ledger, "a", ANNA, 100);
        deposit(ledger, "b", BUG, 50);
        assertEquals(2, Await.result(sealer.seal()));
        assertEquals(0, Await.result(sealer.seal()));
        deposit(ledger, "c", ANNA, 1);
        assertEquals(1, Await.result(sealer.seal()));
        assertEquals(0, LedgerRows.count(database, "ledger_unsealed"));
        assertEquals(2, LedgerRows.count(database, "ledger_seals"));
        assertEquals(3, LedgerRows.count(database, "ledger_seal_batches"));
        assertSound("2 seals, 3 batches, 3 transactions, 6 postings");
    }

    @Test
    void anEmptyLedgerHasNoSealAndIsSound() {
        assertEquals(0, Await.result(sealer.seal()));
        assertEquals(0, LedgerRows.count(database, "ledger_seals"));
        assertSound("0 seals, 0 batches, 0 transactions, 0 postings");
    }

    @Test
    void aBatchThatCommitsAfterALaterOneWasSealedComesNext() {
        Promise<Void> mayCommit = Promise.promise();
        Promise<Void> written = Promise.promise();
        Future<Void> late = database.transaction(session -> ledger.post(session, transfer("late", ANNA, 100))
                .onSuccess(done -> written.tryComplete())
                .compose(done -> mayCommit.future()));
        Await.result(written.future());
        deposit(onAnotherNode, "later", BUG, 5);
        assertEquals(1, Await.result(sealer.seal()));
        mayCommit.complete();
        Await.result(late);
        assertEquals(1, Await.result(sealer.seal()));
        assertSound("2 seals, 2 batches, 2 transactions, 4 postings");
    }

    @Test
    void whatIsRolledBackIsNeverSealed() {
        Await.fault(database.transaction(session -> ledger.post(session, transfer("k", ANNA, 100))
                .compose(done -> Future.<Void>failedFuture(Fault.conflict("broken", "on the way")))));
        assertEquals(0, Await.result(sealer.seal()));
        assertSound("0 seals, 0 batches, 0 transactions, 0 postings");
    }

    @Test
    void twoNodesThatSealWhileOthersPostForkNothingAndLoseNothing() {
        List<Sealer> sealers = List.of(sealer, new Sealer(database, clock), new Sealer(database, clock, 3, 5));
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String key = "k" + i;
            AccountName to = i % 3 == 0 ? ANNA : BUG;
            Ledger node = i % 2 == 0 ? ledger : onAnotherNode;
            all.add(database.transaction(session -> node.post(session, transfer(key, to, 10))));
            all.add(sealers.get(i % 3).seal());
        }
        all.forEach(Await::result);
        Await.result(sealer.seal());
        assertEquals(0, LedgerRows.count(database, "ledger_unsealed"));
        assertEquals(60, LedgerRows.count(database, "ledger_seal_batches"));
        assertTrue(verdict(false).contains(" 60 batches, 60 transactions, 120 postings"), verdict(false));
        assertTrue(verdict(true).startsWith("OK"), verdict(true));
    }

    @Test
    void aSealIsBoundedAndTheRestFollowsAtOnce() {
        for (int i = 0; i < 7; i++) {
            deposit(ledger, "k" + i, ANNA, 1);
        }
        assertEquals(7, Await.result(new Sealer(database, clock, 3, 100).seal()));
        assertEquals(List.of(3, 3, 1), batchesOfSeals());
        Await.result(database.transaction(
                session -> ledger.post(session, List.of(transfer("x", ANNA, 1), transfer("y", ANNA, 1)))));
        deposit(ledger, "z", ANNA, 1);
        assertEquals(2, Await.result(new Sealer(database, clock, 100, 1).seal()));
        assertEquals(List.of(3, 3, 1, 1, 1), batchesOfSeals());
        assertSound("5 seals, 9 batches, 10 transactions, 20 postings");
    }

    @Test
    void accountsRunInTheirOwnOrderWhoeverPosted() {
        deposit(ledger, "draws a block of low numbers", BUG, 1);
        deposit(onAnotherNode, "draws a block of high numbers", ANNA, 100);
        Await.result(database.transaction(session -> ledger.post(
                session, NewTransaction.transfer("spends", TransactionKind.CONTRIBUTION, 1, ANNA, BUG, 100))));
        assertEquals(3, Await.result(sealer.seal()));
        assertSound("1 seals, 3 batches, 3 transactions, 6 postings");
    }

    @Test
    void batchesAreCoveredInTheOrderOfTheirTurns() {
        for (int i = 0; i < 5; i++) {
            deposit(i % 2 == 0 ? ledger : onAnotherNode, "k" + i, ANNA, 1);
        }
        Await.result(sealer.seal());
        List<Long> covered = Await.result(database.query(
                "select batch_id from ledger_seal_batches order by seal, seal_position",
                Parameters.none(),
                row -> row.getLong(0)));
        List<Long> posted = Await.result(database.query(
                "select t.batch_id from ledger_postings p join ledger_transactions t on t.id = p.transaction_id "
                        + "where p.account_seq is not null order by p.account_seq",
                Parameters.none(),
                row -> row.getLong(0)));
        assertEquals(5, posted.size());
        assertEquals(posted, covered);
    }

    private List<Integer> batchesOfSeals() {
        return Await.result(database.query(
                "select batches from ledger_seals order by number", Parameters.none(), row -> row.getInteger(0)));
    }

    private void assertSound(String holding) {
        for (boolean open : new boolean[] {false, true}) {
            assertTrue(verdict(open).startsWith("OK  " + holding), verdict(open));
        }
    }

    private String verdict(boolean open) {
        return Exported.verdict(Exported.lines(database, clock, open));
    }

    private void deposit(Ledger node, String key, AccountName to, long cents) {
        Await.result(database.transaction(session -> node.post(session, transfer(key, to, cents))));
    }

    private static NewTransaction transfer(String key, AccountName to, long cents) {
        return NewTransaction.transfer(key, TransactionKind.DEPOSIT, 0, EXTERNAL, to, cents);
    }
}
