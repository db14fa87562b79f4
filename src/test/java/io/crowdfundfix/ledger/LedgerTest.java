package io.crowdfundfix.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class LedgerTest {
    private static final AccountName EXTERNAL = AccountName.external();
    private static final AccountName ANNA = AccountName.wallet(1);
    private static final AccountName BEN = AccountName.wallet(2);
    private static final AccountName BUG = AccountName.escrow(1);
    private static final AccountName OTHER_BUG = AccountName.escrow(2);
    private static final List<String> TABLES =
            List.of("ledger_batches", "ledger_transactions", "ledger_postings", "ledger_unsealed");

    private Database database;
    private Ledger ledger;
    private Ledger onAnotherNode;

    @BeforeEach
    void open(Database ofThisTest, MutableClock clock) {
        database = ofThisTest;
        ledger = new Ledger(database, clock);
        onAnotherNode = new Ledger(database, clock);
        Await.result(ledger.open(List.of(EXTERNAL, ANNA, BEN, BUG, OTHER_BUG)));
    }

    @Test
    void movesMoney() {
        posted(deposit("d", ANNA, 500));
        posted(move("c", ANNA, BUG, 300));
        assertEquals(200, balance(ANNA));
        assertEquals(300, balance(BUG));
        assertEquals(0, balance(BEN));
        LedgerRows.read(database).areSound();
    }

    @Test
    void paysSeveralAtOnce() {
        posted(deposit("c", BUG, 100));
        posted(new NewTransaction(
                "p",
                "",
                TransactionKind.PAYOUT,
                1,
                List.of(new NewPosting(BUG, -100), new NewPosting(ANNA, 67), new NewPosting(BEN, 33))));
        assertEquals(List.of(0L, 67L, 33L), List.of(balance(BUG), balance(ANNA), balance(BEN)));
        LedgerRows.read(database).areSound();
    }

    @Test
    void anAccountNeverLacksMoneyAndTheRestOfTheBatchIsPosted() {
        List<Outcome> outcomes = post(
                ledger,
                deposit("a", ANNA, 100),
                move("too much", ANNA, BUG, 101),
                deposit("b", BEN, 50),
                move("all", ANNA, BUG, 100),
                move("one more", ANNA, BUG, 1));
        assertInstanceOf(Outcome.Posted.class, outcomes.get(0));
        assertEquals(new Outcome.Short(ANNA, 100), outcomes.get(1));
        assertInstanceOf(Outcome.Posted.class, outcomes.get(2));
        assertInstanceOf(Outcome.Posted.class, outcomes.get(3));
        assertEquals(new Outcome.Short(ANNA, 0), outcomes.get(4));
        assertEquals(3, LedgerRows.count(database, "ledger_transactions"));
        assertEquals(List.of(0L, 50L, 100L), List.of(balance(ANNA), balance(BEN), balance(BUG)));
        LedgerRows.read(database).areSound();
    }

    @Test
    void aRefusedTransactionLeavesNothingAndItsKeyFree() {
        assertEquals(
                new Outcome.Short(ANNA, 0),
                post(ledger, move("k", ANNA, BUG, 1)).get(0));
        TABLES.forEach(table -> assertEquals(0, LedgerRows.count(database, table), table));
        posted(deposit("d", ANNA, 1));
        posted(move("k", ANNA, BUG, 1));
    }

    @Test
    void aKeyMovesMoneyOnce() {
        long first = posted(deposit("k", ANNA, 100));
        Outcome again = post(onAnotherNode, deposit("k", BEN, 7)).get(0);
        assertEquals(first, assertInstanceOf(Outcome.Earlier.class, again).transaction());
        assertEquals(100, balance(ANNA));
        assertEquals(0, balance(BEN));
    }

    @Test
    void aKeyMovesMoneyOnceInOneBatch() {
        NewTransaction asked = deposit("k", ANNA, 100).requestedBy("client's", "digest");
        List<Outcome> outcomes = post(ledger, asked, asked, deposit("other", ANNA, 1));
        long first = assertInstanceOf(Outcome.Posted.class, outcomes.get(0)).transaction();
        Outcome.Earlier second = assertInstanceOf(Outcome.Earlier.class, outcomes.get(1));
        assertEquals(first, second.transaction());
        assertEquals("digest", second.requestHash());
        assertInstanceOf(Outcome.Posted.class, outcomes.get(2));
        assertEquals(101, balance(ANNA));
    }

    @Test
    void aKeyUsedAtOnceOnTwoNodesMovesMoneyOnce() {
        List<Future<List<Outcome>>> all = IntStream.range(0, 16)
                .mapToObj(i -> attempt(i % 2 == 0 ? ledger : onAnotherNode, deposit("k", ANNA, 100)))
                .toList();
        assertEquals(1, postedAmong(all));
        assertEquals(100, balance(ANNA));
        LedgerRows.read(database).areSound();
    }

    @Test
    void aKeyUsedAtOnceForDifferentAccountsMovesMoneyOnce() {
        for (int round = 0; round < 8; round++) {
            String key = "k" + round;
            List<Future<List<Outcome>>> all = List.of(
                    attempt(ledger, deposit(key, ANNA, 100)),
                    attempt(onAnotherNode, deposit(key, BEN, 100)),
                    attempt(ledger, deposit(key, BUG, 100)),
                    attempt(onAnotherNode, deposit(key, OTHER_BUG, 100)));
            assertEquals(1, postedAmong(all));
        }
        assertEquals(800, balance(ANNA) + balance(BEN) + balance(BUG) + balance(OTHER_BUG));
        LedgerRows.read(database).areSound();
    }

    @Test
    void manyAtOnceTakeOneAccountDownToNothingAndNotBelow() {
        posted(deposit("d", ANNA, 100));
        List<Future<List<Outcome>>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(attempt(i % 2 == 0 ? ledger : onAnotherNode, move("c" + i, ANNA, i % 3 == 0 ? BUG : OTHER_BUG, 7)));
        }
        assertEquals(14, postedAmong(all));
        assertEquals(2, balance(ANNA));
        assertEquals(98, balance(BUG) + balance(OTHER_BUG));
        LedgerRows.read(database).areSound();
    }

    @Test
    void manyMoveBetweenTwoAccountsInBothDirections() {
        post(ledger, deposit("a", ANNA, 1_000), deposit("b", BEN, 1_000));
        List<Future<List<Outcome>>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Ledger node = i % 3 == 0 ? ledger : onAnotherNode;
            all.add(attempt(node, i % 2 == 0 ? move("m" + i, ANNA, BEN, 10) : move("m" + i, BEN, ANNA, 10)));
        }
        assertEquals(40, postedAmong(all));
        assertEquals(2_000, balance(ANNA) + balance(BEN));
        LedgerRows.read(database).areSound();
    }

    @Test
    void aRollbackLeavesNothing() {
        Fault broken = Fault.conflict("broken", "after the money was moved");
        Fault fault = Await.fault(database.transaction(session ->
                ledger.post(session, deposit("k", ANNA, 100)).compose(done -> Future.<Void>failedFuture(broken))));
        assertEquals("broken", fault.code());
        TABLES.forEach(table -> assertEquals(0, LedgerRows.count(database, table), table));
        assertEquals(0, balance(ANNA));
        posted(deposit("k", ANNA, 100));
        assertEquals(100, balance(ANNA));
    }

    @Test
    void twoBatchesOfOneTransactionSeeEachOther() {
        Await.result(database.transaction(session -> ledger.post(session, deposit("d", ANNA, 100))
                .compose(done -> ledger.post(session, move("c", ANNA, BUG, 100)))
                .compose(done -> ledger.post(session, deposit("d", ANNA, 100)))));
        assertEquals(0, balance(ANNA));
        assertEquals(100, balance(BUG));
        assertEquals(2, LedgerRows.count(database, "ledger_unsealed"));
        LedgerRows.read(database).areSound();
    }

    @Test
    void aCommitIsOneUnsealedBatchWithItsSums() {
        post(ledger, deposit("a", ANNA, 100), move("c", ANNA, BUG, 30), deposit("b", BUG, 5));
        assertEquals(
                List.of("3 -105 70 35"),
                Await.result(database.query(
                        """
                        select b.transactions, b.external_cents, b.wallet_cents, b.escrow_cents
                        from ledger_unsealed u join ledger_batches b on b.id = u.batch_id
                        """,
                        Parameters.none(),
                        row -> row.getInteger(0) + " " + row.getLong(1) + " " + row.getLong(2) + " "
                                + row.getLong(3))));
    }

    @Test
    void anAccountIsOpenedOnceHoweverManyAsk() {
        AccountName late = AccountName.wallet(77);
        List<Future<Void>> all = IntStream.range(0, 12)
                .mapToObj(i -> (i % 2 == 0 ? ledger : onAnotherNode).open(List.of(late, late, AccountName.escrow(78))))
                .toList();
        all.forEach(Await::result);
        assertEquals(7, LedgerRows.count(database, "ledger_accounts"));
        posted(deposit("d", late, 1));
        assertEquals(1, balance(late));
    }

    @Test
    void postsToOpenAccountsOnly() {
        NewTransaction nowhere = deposit("k", AccountName.wallet(99), 1);
        assertThrows(IllegalStateException.class, () -> post(ledger, nowhere));
        TABLES.forEach(table -> assertEquals(0, LedgerRows.count(database, table), table));
    }

    @Test
    void aWalletIsShownUnderAnotherNameEachTime() {
        posted(deposit("a", ANNA, 1));
        posted(deposit("b", ANNA, 1));
        posted(deposit("c", BUG, 1));
        List<String> shown = Await.result(database.query(
                "select public_account from ledger_postings where amount_cents > 0 order by transaction_id",
                Parameters.none(),
                row -> row.getString(0)));
        assertTrue(shown.get(0).matches("wallet:[0-9a-f]{32}"), shown.get(0));
        assertTrue(shown.get(1).matches("wallet:[0-9a-f]{32}"), shown.get(1));
        assertNotEquals(shown.get(0), shown.get(1));
        assertEquals("escrow:1", shown.get(2));
    }

    @Test
    void amountsBeyondWhatALongHoldsAreRefusedWhole() {
        posted(deposit("much", ANNA, Long.MAX_VALUE - 1));
        assertThrows(ArithmeticException.class, () -> post(ledger, deposit("more", ANNA, 2)));
        assertEquals(Long.MAX_VALUE - 1, balance(ANNA));
        LedgerRows.read(database).areSound();
    }

    private Future<List<Outcome>> attempt(Ledger node, NewTransaction... transactions) {
        return database.transaction(session -> node.post(session, List.of(transactions)));
    }

    private List<Outcome> post(Ledger node, NewTransaction... transactions) {
        return Await.result(attempt(node, transactions));
    }

    private long posted(NewTransaction transaction) {
        return assertInstanceOf(Outcome.Posted.class, post(ledger, transaction).get(0))
                .transaction();
    }

    private static long postedAmong(List<Future<List<Outcome>>> all) {
        return all.stream()
                .map(Await::result)
                .filter(outcomes -> outcomes.get(0) instanceof Outcome.Posted)
                .count();
    }

    private long balance(AccountName account) {
        return Await.result(ledger.balance(database, account));
    }

    private static NewTransaction deposit(String key, AccountName to, long cents) {
        return NewTransaction.transfer(key, TransactionKind.DEPOSIT, 0, EXTERNAL, to, cents);
    }

    private static NewTransaction move(String key, AccountName from, AccountName to, long cents) {
        return NewTransaction.transfer(key, TransactionKind.CONTRIBUTION, 0, from, to, cents);
    }
}
