package io.crowdfundfix.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.crowdfundfix.ledger.ExportLine.BatchLine;
import io.crowdfundfix.ledger.ExportLine.End;
import io.crowdfundfix.ledger.ExportLine.PostingLine;
import io.crowdfundfix.ledger.ExportLine.SealLine;
import io.crowdfundfix.ledger.ExportLine.Start;
import io.crowdfundfix.ledger.ExportLine.TransactionLine;
import io.crowdfundfix.ledger.LedgerAudit.Broken;
import io.crowdfundfix.ledger.Seal.Sums;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ledgers whose hashes are all right, because who made them knows how, and which do not hold nevertheless. */
class LedgerAuditTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String BLIND = "00ff";

    private final List<TransactionLine> transactions = new ArrayList<>();

    @Test
    void oneThatIsInOrderHolds() throws Broken {
        transaction(external(-100), escrow(1, 100, 1, 100));
        transaction(escrow(1, -40, 2, 60), wallet(2, 40, 1, 40));
        assertEquals(2, audit(true).transactions());
    }

    @Test
    void anEscrowBelowZeroIsFound() {
        transaction(external(-100), escrow(1, 100, 1, 100));
        transaction(escrow(1, -101, 2, -1), external(101));
        assertEquals("transaction 2, account escrow:1: falls below zero, to -1 cents", fault(false));
    }

    @Test
    void aWalletBelowZeroIsFoundInAnOpenExport() throws Broken {
        transaction(external(-100), wallet(1, 100, 1, 100));
        transaction(wallet(2, -101, 2, -1), external(101));
        audit(false);
        assertEquals("transaction 2, account " + name(2) + ": falls below zero, to -1 cents", fault(true));
    }

    @Test
    void aRunningBalanceThatDoesNotRunIsFound() {
        transaction(external(-100), escrow(1, 100, 1, 99));
        assertEquals(
                "transaction 1, account escrow:1: is said to be at posting 1 with 99 cents, and is at posting 1 with 100 cents",
                fault(true));
    }

    @Test
    void aWalletUnderAForeignNameIsFound() {
        transaction(external(-100), new PostingLine(name(7), 100, 9L, BLIND, 1L, 100L));
        assertEquals("transaction 1, account " + name(7) + ": its blind does not give this name", fault(true));
    }

    @Test
    void oneNumberForTwoWalletsIsFound() {
        transaction(external(-100), wallet(1, 100, 1, 100));
        String other = "wallet:" + Account.blinded("11", 2);
        transaction(external(-100), new PostingLine(other, 100, 9L, "11", 1L, 100L));
        assertEquals("transaction 2, account " + other + ": its number 9 is another wallet's", fault(true));
    }

    @Test
    void postingsThatDoNotSumToZeroAreFound() {
        transaction(external(-100), escrow(1, 99, 1, 99));
        assertEquals("transaction 1: its postings sum to -1 cents, not to 0", fault(false));
    }

    @Test
    void sumsThatWrapAroundAreFound() {
        transaction(external(Long.MAX_VALUE), wallet(1, Long.MAX_VALUE, 1, 1), escrow(1, 2, 1, 2));
        assertEquals("amounts add up beyond what can be", fault(false));
    }

    @Test
    void anAccountOfThePlatformIsFound() {
        transaction(external(-100), new PostingLine("platform", 100, null, null, null, null));
        assertEquals("\"platform\" is no account of this ledger", fault(false));
    }

    @Test
    void anAccountNamedTwiceIsFound() {
        transaction(external(-100), escrow(1, 50, 1, 50), escrow(1, 50, 2, 100));
        assertEquals("transaction 1, account escrow:1: is named twice", fault(false));
    }

    private String fault(boolean open) {
        return String.valueOf(assertThrows(Broken.class, () -> audit(open)).getMessage());
    }

    /** Each transaction a batch of its own, all under one seal. */
    private LedgerAudit.Verified audit(boolean open) throws Broken {
        List<ExportLine> batches = new ArrayList<>();
        List<String> roots = new ArrayList<>();
        Sums sums = Sums.NONE;
        for (TransactionLine transaction : transactions) {
            Sums own =
                    new Sums(1, sum(transaction, "external"), sum(transaction, "wallet"), sum(transaction, "escrow"));
            String root = Merkle.hex(transaction.shown().leaf());
            batches.add(new BatchLine(1, own.externalCents(), own.walletCents(), own.escrowCents(), root));
            batches.add(transaction);
            roots.add(root);
            sums = sums.plus(own);
        }
        Seal seal = Seal.beforeTheFirst().next(roots, sums, NOW);
        LedgerAudit audit = new LedgerAudit();
        audit.take(new Start(ExportLine.FORMAT, 1, open, NOW));
        audit.take(SealLine.of(seal));
        for (ExportLine line : batches) {
            audit.take(line);
        }
        long postings =
                transactions.stream().mapToLong(each -> each.postings().size()).sum();
        audit.take(new End(1, transactions.size(), transactions.size(), postings, seal.root()));
        return audit.verified();
    }

    private static long sum(TransactionLine transaction, String kind) {
        return transaction.postings().stream()
                .filter(posting -> posting.account().startsWith(kind))
                .mapToLong(PostingLine::amountCents)
                .sum();
    }

    private void transaction(PostingLine... postings) {
        long id = transactions.size() + 1L;
        transactions.add(new TransactionLine(id, TransactionKind.MOVE, "k" + id, 0, NOW, List.of(postings)));
    }

    private static PostingLine external(long cents) {
        return new PostingLine("external", cents, null, null, null, null);
    }

    private static PostingLine escrow(long bug, long cents, long seq, long balance) {
        return new PostingLine("escrow:" + bug, cents, null, null, seq, balance);
    }

    /** The wallet of number 9 as this transaction shows it. */
    private static PostingLine wallet(long transaction, long cents, long seq, long balance) {
        return new PostingLine(name(transaction), cents, 9L, BLIND, seq, balance);
    }

    private static String name(long transaction) {
        return "wallet:" + Account.blinded(BLIND, transaction);
    }
}
