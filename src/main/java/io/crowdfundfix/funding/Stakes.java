package io.crowdfundfix.funding;

import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Who has a say in a claim. */
final class Stakes {
    private final ContributionStore contributions;
    private final ClaimStore claims;

    Stakes(SharedFunding shared) {
        this.contributions = shared.contributions();
        this.claims = shared.claims();
    }

    /** Who would be paid has none. */
    Future<Void> checkImpartial(Claim claim, long person) {
        return claim.earns(person)
                ? Future.failedFuture(
                        Fault.forbidden("own_claim", "Who would be paid for claim " + claim.id() + " has no say in it"))
                : Future.succeededFuture();
    }

    /** A vote weighs what its voter has on the bug: some money has to be there. */
    Future<Void> checkVoter(Session session, BountyTurn turn, Claim claim, long person) {
        return checkImpartial(claim, person)
                .compose(impartial -> cents(session, turn, person))
                .map(cents -> {
                    if (cents == 0) {
                        throw Fault.forbidden(
                                "no_stake",
                                "Only who has money on bug " + turn.bounty().bug() + " has a say in this");
                    }
                    return null;
                });
    }

    /** The reporter, who works on it too, and backers whose money counts; where nobody's does, those with the most. */
    Future<Void> checkMayDispute(Session session, BountyTurn turn, Claim claim, long person) {
        return checkImpartial(claim, person)
                .compose(impartial -> claims.open(session, claim.bug(), person))
                .compose(own -> person == turn.bounty().reporter() || isOther(own, claim)
                        ? Future.succeededFuture()
                        : checkBacker(session, turn, person));
    }

    private static boolean isOther(Optional<Claim> own, Claim claim) {
        return own.filter(one -> one.id() != claim.id()).isPresent();
    }

    private Future<Void> checkBacker(Session session, BountyTurn turn, long person) {
        long bug = turn.bounty().bug();
        return cents(session, turn, person).compose(cents -> {
            if (cents > 0 && turn.bounty().sums().counts(cents)) {
                return Future.succeededFuture();
            }
            return contributions.backers(session, bug, 1).map(largest -> {
                if (cents == 0 || largest.values().stream().anyMatch(most -> most > cents)) {
                    throw Fault.forbidden(
                            "no_stake",
                            "Only the reporter, who has a claim of his own, and who has at least "
                                    + Bounty.Sums.PER_CENT_THAT_COUNTS + " % of the money on bug " + bug
                                    + " can dispute this: object to one of them");
                }
                return null;
            });
        });
    }

    private Future<Long> cents(Session session, BountyTurn turn, long person) {
        return contributions
                .weights(session, turn.bounty().bug(), List.of(person))
                .map(weights -> weights.getOrDefault(person, 0L));
    }
}
