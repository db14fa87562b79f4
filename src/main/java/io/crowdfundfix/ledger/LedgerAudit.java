package io.crowdfundfix.ledger;

import io.crowdfundfix.ledger.ExportLine.BatchLine;
import io.crowdfundfix.ledger.ExportLine.End;
import io.crowdfundfix.ledger.ExportLine.PostingLine;
import io.crowdfundfix.ledger.ExportLine.SealLine;
import io.crowdfundfix.ledger.ExportLine.Start;
import io.crowdfundfix.ledger.ExportLine.TransactionLine;
import io.crowdfundfix.ledger.Seal.Sums;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes an exported ledger line by line: every hash up to the last seal, every sum, every running balance. Knows nothing but the
 * lines; keeps the last balance of each account and one hash for each level of the open trees.
 */
final class LedgerAudit {
    private static final String BEYOND = "amounts add up beyond what can be";

    private final AuditedAccounts accounts = new AuditedAccounts();
    private @Nullable Start start;
    private @Nullable End end;
    private Seal last = Seal.beforeTheFirst();
    private long batches;
    private long postings;

    private @Nullable Seal seal;
    private MerkleRoot sealTree = new MerkleRoot();
    private int batchesLeft;

    private @Nullable BatchLine batch;
    private MerkleRoot batchTree = new MerkleRoot();
    private long transactionsLeft;
    private Sums batchSums = Sums.NONE;
    private Sums sums = Sums.NONE;

    /** What is wrong with an export, in words. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(String what) {
            super(what);
        }
    }

    /** What was found in order. */
    record Verified(long seals, long batches, long transactions, long postings, Sums sums, boolean open, String root) {}

    void take(ExportLine line) throws Broken {
        if (end != null) {
            throw new Broken("something follows after the end");
        }
        if (start == null && !(line instanceof Start)) {
            throw new Broken("the first line is not the start of an exported ledger");
        }
        if (line instanceof Start first) {
            start(first);
        } else if (line instanceof SealLine next) {
            seal(next.seal());
        } else if (line instanceof BatchLine next) {
            batch(next);
        } else if (line instanceof TransactionLine next) {
            transaction(next);
        } else if (line instanceof End next) {
            end(next);
        }
    }

    /** After the last line. */
    Verified verified() throws Broken {
        if (start == null || end == null) {
            throw new Broken("the export is not whole: it breaks off before its end");
        }
        return new Verified(last.number(), batches, sums.transactions(), postings, sums, start.open(), last.root());
    }

    private void start(Start line) throws Broken {
        if (start != null) {
            throw new Broken("a second start");
        }
        if (line.format() != ExportLine.FORMAT) {
            throw new Broken("is of format " + line.format() + "; this version knows format " + ExportLine.FORMAT);
        }
        start = line;
    }

    private void seal(Seal next) throws Broken {
        require(seal == null && batch == null, "a seal begins before the one before it is complete");
        require(
                next.number() == last.number() + 1,
                "seal " + next.number() + " follows seal " + last.number() + ": one is missing, or comes twice");
        require(
                next.previousRoot().equals(last.root()),
                "seal " + next.number() + " does not continue the chain: it names another root before it");
        require(next.batches() > 0, "seal " + next.number() + " covers nothing");
        seal = next;
        sealTree = new MerkleRoot();
        sealTree.add(next.leaf());
        batchesLeft = next.batches();
    }

    private void batch(BatchLine next) throws Broken {
        require(seal != null && batch == null, "a batch is not where the seals say one is");
        require(next.transactions() > 0, "a batch holds nothing");
        batch = next;
        batchTree = new MerkleRoot();
        batchSums = Sums.NONE;
        transactionsLeft = next.transactions();
    }

    private void transaction(TransactionLine line) throws Broken {
        require(batch != null, "transaction " + line.id() + " is in no batch");
        Sums moved = moved(line);
        batchSums = plus(batchSums, moved);
        postings += line.postings().size();
        batchTree.add(line.shown().leaf());
        transactionsLeft--;
        if (transactionsLeft == 0 && batch != null && seal != null) {
            endOfBatch(batch, seal);
        }
    }

    private Sums moved(TransactionLine line) throws Broken {
        Set<String> named = new HashSet<>();
        Sums moved = new Sums(1, 0, 0, 0);
        for (PostingLine posting : line.postings()) {
            long cents = posting.amountCents();
            String where = "transaction " + line.id() + ", account " + posting.account();
            require(cents != 0, where + ": moves nothing");
            require(named.add(posting.account()), where + ": is named twice");
            accounts.post(line.id(), posting, start != null && start.open());
            moved = plus(
                    moved,
                    switch (AuditedAccounts.kind(posting.account())) {
                        case EXTERNAL -> new Sums(0, cents, 0, 0);
                        case WALLET -> new Sums(0, 0, cents, 0);
                        case ESCROW -> new Sums(0, 0, 0, cents);
                    });
        }
        require(
                line.postings().size() >= 2 && total(moved) == 0,
                "transaction " + line.id() + ": its postings sum to " + total(moved) + " cents, not to 0");
        return moved;
    }

    private void endOfBatch(BatchLine told, Seal within) throws Broken {
        require(
                told.sums().equals(batchSums),
                "a batch of seal " + within.number() + ": its sums are not those of its transactions");
        byte[] root = batchTree.root();
        require(
                Merkle.hex(root).equals(told.root()),
                "a batch of seal " + within.number()
                        + ": its transactions do not give its root; one was changed, moved or left out");
        sums = plus(sums, batchSums);
        batches++;
        batch = null;
        sealTree.add(root);
        batchesLeft--;
        if (batchesLeft == 0) {
            endOfSeal(within);
        }
    }

    private void endOfSeal(Seal told) throws Broken {
        require(told.sums().equals(sums), "seal " + told.number() + ": its sums are not those of all that is sealed");
        require(
                Merkle.hex(sealTree.root()).equals(told.root()),
                "seal " + told.number()
                        + ": it and its batches do not give its root; one was changed, moved or left out");
        last = told;
        seal = null;
    }

    private void end(End line) throws Broken {
        require(seal == null && batch == null, "the end comes before the last seal is complete");
        require(
                start != null && start.seals() == last.number() && line.seals() == last.number(),
                "the export holds " + last.number() + " seals, not as many as it says");
        require(
                line.batches() == batches && line.transactions() == sums.transactions() && line.postings() == postings,
                "the export does not hold as much as its end says");
        require(line.root().equals(last.root()), "the end names another root than the last seal's");
        end = line;
    }

    private static Sums plus(Sums one, Sums other) throws Broken {
        try {
            return one.plus(other);
        } catch (ArithmeticException e) {
            throw new Broken(BEYOND);
        }
    }

    private static long total(Sums sums) throws Broken {
        return plus(plus(sums.externalCents(), sums.walletCents()), sums.escrowCents());
    }

    /** Sums that wrapped around could be made to come out right. */
    static long plus(long one, long other) throws Broken {
        try {
            return Math.addExact(one, other);
        } catch (ArithmeticException e) {
            throw new Broken(BEYOND);
        }
    }

    private static void require(boolean holds, String otherwise) throws Broken {
        if (!holds) {
            throw new Broken(otherwise);
        }
    }
}
