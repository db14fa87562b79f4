package io.crowdfundfix.funding;

import io.crowdfundfix.database.IdempotencyKey;
import io.crowdfundfix.funding.FundingApi.Contribute;
import io.crowdfundfix.funding.FundingApi.Source;
import io.crowdfundfix.ledger.AccountName;
import io.crowdfundfix.ledger.NewTransaction;
import io.crowdfundfix.ledger.TransactionKind;
import org.jspecify.annotations.Nullable;

/**
 * A contribution that waits for its commit.
 *
 * @param name as it is shown
 * @param bug what is known of the bug if its bounty may have to be opened; null where it is known to be there
 */
record Pledge(
        Contribute asked,
        String name,
        int level,
        int days,
        @Nullable FundedBug bug) {

    Pledge knowing(FundedBug found) {
        return new Pledge(asked, name, level, days, found);
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
