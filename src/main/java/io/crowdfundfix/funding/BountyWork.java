package io.crowdfundfix.funding;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.BountyEvent.Kind;
import io.crowdfundfix.funding.FundingApi.BountyChanged;
import io.crowdfundfix.funding.FundingApi.BountyState;
import io.crowdfundfix.funding.FundingApi.ClaimState;
import io.crowdfundfix.jobs.Jobs;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Changes locked bounties and their claims, each change in one transaction with all that it leaves behind. */
final class BountyWork {
    private final Database database;
    private final Bus bus;
    private final Jobs jobs;
    private final Clock clock;
    private final BountyStore bounties;
    private final ContributionStore contributions;
    private final ClaimStore claims;

    BountyWork(SharedFunding shared) {
        this.database = shared.platform().database();
        this.bus = shared.platform().bus();
        this.jobs = shared.platform().jobs();
        this.clock = shared.platform().clock();
        this.bounties = shared.bounties();
        this.contributions = shared.contributions();
        this.claims = shared.claims();
    }

    /** What happens to one locked bounty. */
    @FunctionalInterface
    interface Step<T> {
        Future<T> run(Session session, BountyTurn turn);
    }

    /** What happens to two, the first and the second as they were named. */
    @FunctionalInterface
    interface StepOnTwo<T> {
        Future<T> run(Session session, BountyTurn first, BountyTurn second);
    }

    /** NOT_FOUND where the bug never had a bounty. */
    <T> Future<T> change(long bug, Step<T> step) {
        Instant now = clock.instant();
        return told(
                List.of(bug),
                () -> database.transaction(session -> bounties.lock(session, List.of(bug))
                        .compose(locked -> {
                            BountyTurn turn = turn(locked, bug, now);
                            return step.run(session, turn)
                                    .compose(result -> bounties.save(session, List.of(turn))
                                            .map(result));
                        })));
    }

    <T> Future<T> change(long first, long second, StepOnTwo<T> step) {
        Instant now = clock.instant();
        List<Long> bugs = List.of(first, second);
        return told(
                bugs,
                () -> database.transaction(session -> bounties.lock(session, bugs)
                        .compose(locked -> {
                            BountyTurn one = turn(locked, first, now);
                            BountyTurn two = turn(locked, second, now);
                            return step.run(session, one, two)
                                    .compose(result -> bounties.save(session, List.of(one, two))
                                            .map(result));
                        })));
    }

    private <T> Future<T> told(Collection<Long> bugs, Supplier<Future<T>> work) {
        return work.get()
                .onSuccess(done -> bugs.forEach(bug -> bus.publish(FundingApi.CHANGED, new BountyChanged(bug, 0))));
    }

    private static BountyTurn turn(Map<Long, Bounty> locked, long bug, Instant now) {
        Bounty bounty = locked.get(bug);
        if (bounty == null) {
            throw noBounty(bug);
        }
        return new BountyTurn(bounty, now);
    }

    static Fault noBounty(long bug) {
        return Fault.notFound("bounty_not_found", "Nobody has put money on bug " + bug);
    }

    /** Writes a claim, and that its developers' work has changed if it binds or pays them otherwise than before. */
    Future<Void> save(Session session, BountyTurn turn, Claim before, Claim after) {
        boolean splits = !before.work().splits().equals(after.work().splits());
        Future<Void> saved = claims.save(session, after, turn.now(), splits);
        return before.state() == after.state() ? saved : saved.compose(done -> workChanged(session, after));
    }

    Future<Void> workChanged(Session session, Claim claim) {
        TreeSet<Long> people = new TreeSet<>();
        people.add(claim.developer());
        if (claim.state() == ClaimState.PAID) {
            claim.work().splits().forEach(split -> people.add(split.developer()));
        }
        Future<Void> all = Future.succeededFuture();
        for (long developer : people) {
            all = all.compose(done -> jobs.enqueue(session, FundingApi.WORK_CHANGED_JOB, developer));
        }
        return all;
    }

    /** Ends all claims that still bind, but for one, because their bounty has. */
    Future<Void> endClaims(Session session, BountyTurn turn, long except, String why) {
        return claims.open(session, turn.bounty().bug()).compose(open -> {
            Future<Void> all = Future.succeededFuture();
            for (Claim claim : open) {
                if (claim.id() != except) {
                    all = all.compose(done -> save(session, turn, claim, claim.ended(ClaimState.LOST, why)));
                }
            }
            return all;
        });
    }

    /** The others that wait for votes go back to work: a fix is found. */
    Future<Void> endReviews(Session session, BountyTurn turn, long except) {
        return claims.open(session, turn.bounty().bug()).compose(open -> {
            Future<Void> all = Future.succeededFuture();
            for (Claim claim : open) {
                if (claim.id() != except && claim.state() == ClaimState.SUBMITTED) {
                    all = all.compose(done -> save(session, turn, claim, claim.backToWork()));
                }
            }
            return all;
        });
    }

    /** A bounty in review without anything to review is open again. */
    Future<Void> settleReview(Session session, BountyTurn turn) {
        if (turn.bounty().state() != BountyState.IN_REVIEW) {
            return Future.succeededFuture();
        }
        return claims.open(session, turn.bounty().bug()).compose(open -> {
            boolean waits = open.stream().anyMatch(claim -> claim.state() == ClaimState.SUBMITTED);
            return waits ? Future.succeededFuture() : reopen(session, turn);
        });
    }

    /** Back to work, until the next contribution expires. */
    Future<Void> reopen(Session session, BountyTurn turn) {
        return contributions.nextExpiry(session, turn.bounty().bug()).map(next -> {
            turn.become(turn.bounty().reopened(next.orElse(turn.now())));
            return null;
        });
    }

    /** Money has left a bounty; without any there is nothing to wait for, and nothing to claim. */
    Future<Void> settleEmptied(Session session, BountyTurn turn) {
        if (turn.bounty().sums().heldCents() > 0) {
            return Future.succeededFuture();
        }
        turn.become(turn.bounty().emptied(turn.now()));
        turn.happened(Kind.CANCELLED, null, null, 0, "no money is left");
        turn.become(turn.bounty().refunded());
        turn.happened(Kind.REFUNDED, null, null, 0, "all money is back with its backers");
        return endClaims(session, turn, 0, "the backers have taken their money back");
    }
}
