package io.crowdfundfix.testing;

import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.ledger.AccountName;
import io.crowdfundfix.ledger.Ledger;
import io.crowdfundfix.ledger.LedgerListing;
import io.crowdfundfix.ledger.NewTransaction;
import io.crowdfundfix.ledger.Sealer;
import io.crowdfundfix.ledger.TransactionKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Money on a node's ledger for tests that are not about how it got there. */
public final class Money {
    private static final long BUG = 1;
    private static final AtomicLong KEYS = new AtomicLong();

    private Money() {}

    /** Moves so much under a key of its own. */
    public static void move(Platform platform, AccountName from, AccountName to, long cents) {
        Ledger ledger = new Ledger(platform.database(), platform.clock());
        String key = "test:" + KEYS.incrementAndGet();
        Await.result(ledger.open(List.of(from, to)));
        Await.result(platform.database()
                .transaction(session -> ledger.post(
                        session, NewTransaction.transfer(key, TransactionKind.MOVE, BUG, from, to, cents))));
    }

    /** The number of an escrow that holds something. */
    public static long escrow(Platform platform) {
        AccountName escrow = AccountName.escrow(BUG);
        move(platform, AccountName.external(), escrow, 100);
        return number(platform, escrow);
    }

    /** The number of an account. */
    public static long number(Platform platform, AccountName account) {
        return Await.result(new LedgerListing(platform.database()).number(account))
                .orElseThrow();
    }

    /** The number of a seal. */
    public static long sealed(Platform platform) {
        escrow(platform);
        Await.result(new Sealer(platform.database(), platform.clock()).seal());
        return 1;
    }
}
