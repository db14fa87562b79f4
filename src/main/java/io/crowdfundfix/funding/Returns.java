package io.crowdfundfix.funding;

import io.crowdfundfix.database.Session;
import io.crowdfundfix.funding.BountyEvent.Kind;
import io.crowdfundfix.funding.FundingApi.ContributionState;
import io.crowdfundfix.journal.AuditEntry;
import io.crowdfundfix.journal.Delta;
import io.crowdfundfix.journal.Metrics;
import io.crowdfundfix.ledger.AccountName;
import io.crowdfundfix.ledger.NewTransaction;
import io.crowdfundfix.ledger.Outcome;
import io.crowdfundfix.ledger.TransactionKind;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives contributions back to their backers, each once, whatever the reason. */
final class Returns {
    private final SharedFunding shared;

    Returns(SharedFunding shared) {
        this.shared = shared;
    }

    /** Why money goes back. */
    record Reason(
            Kind event, ContributionState end, @Nullable Long actor) {}

    /** Where a contribution goes back to: the wallet of who was signed in, the payment account for who was not. */
    static AccountName receiver(Contribution contribution) {
        Long backer = contribution.contributor();
        return backer == null ? AccountName.external() : AccountName.wallet(backer);
    }

    /** Their accounts are open. */
    Future<Void> give(Session session, BountyTurn turn, List<Contribution> held, Reason reason) {
        if (held.isEmpty()) {
            return Future.succeededFuture();
        }
        long bug = turn.bounty().bug();
        TransactionKind kind =
                reason.end() == ContributionState.REFUNDED ? TransactionKind.REFUND : TransactionKind.EXPIRY;
        List<NewTransaction> transfers = held.stream()
                .map(one -> NewTransaction.transfer(
                        "return:" + one.id(), kind, one.id(), AccountName.escrow(bug), receiver(one), one.cents()))
                .toList();
        return shared.ledger()
                .post(session, transfers)
                .map(outcomes -> {
                    outcomes.forEach(Returns::posted);
                    tell(turn, held, reason);
                    return null;
                })
                .compose(posted -> shared.contributions().end(session, held, reason.end(), turn.now()));
    }

    private void tell(BountyTurn turn, List<Contribution> held, Reason reason) {
        long cents = held.stream().mapToLong(Contribution::cents).sum();
        turn.become(turn.bounty().returned(cents));
        String what = held.size() == 1 ? "to " + held.get(0).name() : "of " + held.size() + " contributions";
        turn.happened(
                reason.event(),
                reason.actor(),
                null,
                cents,
                Money.text(cents, shared.config().currency()) + " " + what);
        turn.counted(Delta.of(Metrics.REFUNDS, Metrics.ALL, turn.now(), held.size(), cents));
        turn.counted(Delta.of(Metrics.HELD, Metrics.ALL, turn.now(), -held.size(), -cents));
        for (Contribution one : held) {
            turn.audited(new AuditEntry(
                    turn.now(),
                    reason.actor(),
                    reason.event().word(),
                    "contribution",
                    one.id(),
                    one.bug(),
                    one.cents(),
                    ""));
        }
    }

    /** What an escrow owes it has; anything else is a defect, and the transaction must not commit. */
    static Void posted(Outcome outcome) {
        if (!(outcome instanceof Outcome.Posted)) {
            throw new IllegalStateException("the ledger refused what was held: " + outcome);
        }
        return null;
    }
}
