package io.crowdfundfix.funding;

import io.crowdfundfix.database.IdempotencyKey;
import io.crowdfundfix.funding.FundingApi.Contribute;
import io.crowdfundfix.funding.FundingApi.Source;
import io.crowdfundfix.ledger.AccountName;
import io.crowdfundfix.ledger.NewTransaction;
import io.crowdfundfix.ledger.TransactionKind;
import org.jspecify.annotations.Nullable;

/** A contribution that waits for its commit. */
final class Pledge {
    private final Contribute asked;
    private final String name;
    private final int level;
    private final int days;
    private final @Nullable FundedBug bug;

    private Pledge(Contribute asked, String name, int level, int days, @Nullable FundedBug bug) {
        this.asked = asked;
        this.name = name;
        this.level = level;
        this.days = days;
        this.bug = bug;
    }

    /**
     * One as it was asked for, with what is usual where nothing was said.
     *
     * @param name as it is shown
     */
    static Pledge of(Contribute asked, String name, FundingConfig usual) {
        return new Pledge(
                asked,
                name,
                asked.level() == null ? usual.releaseLevel() : asked.level(),
                asked.days() == null ? usual.expiresInDays() : asked.days(),
                null);
    }

    /** The same with what is known of its bug, so that its bounty can be opened. */
    Pledge knowing(FundedBug found) {
        return new Pledge(asked, name, level, days, found);
    }

    Contribute asked() {
        return asked;
    }

    String name() {
        return name;
    }

    int level() {
        return level;
    }

    int days() {
        return days;
    }

    /** What is known of the bug if its bounty may have to be opened; null where it is known to be there. */
    @Nullable FundedBug bug() {
        return bug;
    }

    @Nullable Long contributor() {
        return asked.caller() == null ? null : asked.caller().id();
    }

    /** Under which the ledger knows it for ever, if the client gave a key. */
    @Nullable String clientKey() {
        IdempotencyKey key = asked.key();
        return key == null ? null : "client:" + key.caller() + ":" + key.value();
    }

    NewTransaction transaction(long contribution) {
        NewTransaction transfer = NewTransaction.transfer(
                "contribution:" + contribution,
                TransactionKind.CONTRIBUTION,
                contribution,
                from(),
                AccountName.escrow(asked.bug()),
                asked.cents());
        String key = clientKey();
        return key == null || asked.key() == null
                ? transfer
                : transfer.requestedBy(key, asked.key().requestHash());
    }

    AccountName from() {
        Long contributor = contributor();
        return asked.source() == Source.WALLET && contributor != null
                ? AccountName.wallet(contributor)
                : AccountName.external();
    }
}
