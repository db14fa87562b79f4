package io.crowdfundfix.funding;

import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.FindBug;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.funding.BountyEvent.Kind;
import io.crowdfundfix.funding.FundingApi.BountyState;
import io.crowdfundfix.funding.FundingApi.ClaimState;
import io.crowdfundfix.funding.FundingApi.ContributionState;
import io.crowdfundfix.journal.Forecast;
import io.crowdfundfix.ledger.AccountName;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves on what has waited long enough: one step of one bounty in one transaction, so that a crash between any two leaves a state from
 * which the next look goes on. Every state but PAID and REFUNDED has a clock, so every bounty comes to an end by itself.
 */
final class Clocks {
    private static final Logger LOG = LoggerFactory.getLogger(Clocks.class);
    /** Steps in one look at a bounty: verified → paying → paid. */
    private static final int MOST_STEPS = 4;

    private static final int RETURNS_A_STEP = 200;
    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

    private final Database database;
    private final Bus bus;
    private final Clock clock;
    private final SharedFunding shared;
    private final BountyWork work;
    private final Returns returns;
    private final Payment payment;
    private final ReviewService reviews;
    private final ClaimReader reader;
    private boolean looking;

    Clocks(SharedFunding shared, BountyWork work, Returns returns, ReviewService reviews, ClaimReader reader) {
        this.database = shared.platform().database();
        this.bus = shared.platform().bus();
        this.clock = shared.platform().clock();
        this.shared = shared;
        this.work = work;
        this.returns = returns;
        this.payment = new Payment(shared, work);
        this.reviews = reviews;
        this.reader = reader;
    }

    /** Looks once at all clocks that have run out by now; a look that comes while one goes on is left out. */
    Future<Void> look() {
        if (looking) {
            return Future.succeededFuture();
        }
        looking = true;
        Instant now = clock.instant();
        return DueBounties.each(
                        (last, limit) -> shared.bounties().due(database, last, now, limit),
                        bug -> steps(bug, MOST_STEPS))
                .compose(done -> DueBounties.each(
                        (last, limit) -> shared.claims().due(database, last, now, limit), this::expireClaims))
                .recover(failure -> {
                    LOG.warn("the clocks of bounties could not be looked at: {}", failure.toString());
                    return Future.succeededFuture();
                })
                .onComplete(done -> looking = false);
    }

    private Future<Void> steps(long bug, int left) {
        return step(bug).compose(due -> due && left > 1 ? steps(bug, left - 1) : Future.succeededFuture());
    }

    /** Takes one step if the bounty's clock has run out; tells whether the next is due at once. */
    Future<Boolean> step(long bug) {
        return shared.bounties().find(database, bug).compose(found -> {
            Bounty known = found.orElseThrow(() -> BountyWork.noBounty(bug));
            return isDue(known, clock.instant())
                    ? prepared(known)
                            .compose(foreseen -> work.change(bug, (session, turn) -> {
                                boolean due = isDue(turn.bounty(), turn.now());
                                // somebody was faster: what was prepared may not be what it needs now
                                if (!due || turn.bounty().version() != known.version()) {
                                    return Future.succeededFuture(due);
                                }
                                return step(session, turn, foreseen).map(stepped -> isDue(turn.bounty(), turn.now()));
                            }))
                    : Future.succeededFuture(false);
        });
    }

    private static boolean isDue(Bounty bounty, Instant now) {
        Instant at = bounty.clockAt();
        return at != null && !at.isAfter(now);
    }

    /** Opens the accounts that the step will pay to, and finds what was foreseen of the price. */
    private Future<Optional<Forecast>> prepared(Bounty bounty) {
        Long claim = bounty.claim();
        if (bounty.state() == BountyState.PAYING && claim != null) {
            return reader.claim(claim)
                    .compose(paid -> shared.ledger().open(Payment.wallets(paid)))
                    .compose(opened -> bus.request(BugsApi.FIND, new FindBug(bounty.bug())))
                    .map(bug -> Forecast.of(bug.analysis()));
        }
        Instant until = bounty.state() == BountyState.OPEN ? clock.instant() : EVER;
        boolean returning = bounty.state() == BountyState.OPEN
                || bounty.state() == BountyState.EXPIRED
                || bounty.state() == BountyState.CANCELLED;
        return returning
                ? shared.contributions()
                        .held(database, bounty.bug(), until, RETURNS_A_STEP)
                        .compose(held -> shared.ledger().open(receivers(held)))
                        .map(Optional.empty())
                : Future.succeededFuture(Optional.empty());
    }

    private static List<AccountName> receivers(List<Contribution> held) {
        List<AccountName> receivers = new ArrayList<>();
        held.forEach(one -> receivers.add(Returns.receiver(one)));
        return receivers;
    }

    private Future<Void> step(Session session, BountyTurn turn, Optional<Forecast> foreseen) {
        return switch (turn.bounty().state()) {
            case OPEN -> expireContributions(session, turn);
            case IN_REVIEW -> endReview(session, turn);
            case VERIFIED -> {
                turn.become(turn.bounty().paying(turn.now()));
                turn.happened(
                        Kind.PAYING,
                        null,
                        turn.bounty().claim(),
                        turn.bounty().sums().heldCents(),
                        "");
                yield Future.succeededFuture();
            }
            case DISPUTED -> claim(session, turn).compose(claim -> reviews.close(session, turn, claim));
            case PAYING -> claim(session, turn).compose(claim -> payment.pay(session, turn, claim, foreseen));
            case EXPIRED ->
                giveBack(
                        session,
                        turn,
                        new Returns.Reason(Kind.CONTRIBUTION_EXPIRED, ContributionState.EXPIRED_REFUNDED, null));
            case CANCELLED ->
                giveBack(
                        session,
                        turn,
                        new Returns.Reason(Kind.CONTRIBUTION_RETURNED, ContributionState.REFUNDED, null));
            case PAID, REFUNDED -> Future.succeededFuture();
        };
    }

    private Future<Claim> claim(Session session, BountyTurn turn) {
        Long claim = turn.bounty().claim();
        if (claim == null) {
            throw new IllegalStateException("bounty " + turn.bounty().bug() + " has no claim");
        }
        return reader.locked(session, claim);
    }

    /** Those whose time is over go back; where all are, the bounty ends. */
    private Future<Void> expireContributions(Session session, BountyTurn turn) {
        long bug = turn.bounty().bug();
        return shared.contributions()
                .held(session, bug, turn.now(), RETURNS_A_STEP)
                .compose(due -> {
                    long cents = due.stream().mapToLong(Contribution::cents).sum();
                    if (cents == turn.bounty().sums().heldCents()) {
                        turn.become(turn.bounty().expired(turn.now()));
                        turn.happened(Kind.EXPIRED, null, null, cents, "all contributions have expired");
                        return work.endClaims(session, turn, 0, "the bounty has expired");
                    }
                    Returns.Reason reason =
                            new Returns.Reason(Kind.CONTRIBUTION_EXPIRED, ContributionState.EXPIRED_REFUNDED, null);
                    return returns.give(session, turn, due, reason)
                            .compose(given -> shared.contributions().nextExpiry(session, bug))
                            .map(next -> {
                                turn.become(turn.bounty().until(next.orElse(turn.now())));
                                return null;
                            });
                });
    }

    private Future<Void> giveBack(Session session, BountyTurn turn, Returns.Reason reason) {
        return shared.contributions()
                .held(session, turn.bounty().bug(), EVER, RETURNS_A_STEP)
                .compose(held -> returns.give(session, turn, held, reason))
                .map(given -> {
                    if (turn.bounty().sums().heldCents() == 0) {
                        turn.become(turn.bounty().refunded());
                        turn.happened(Kind.REFUNDED, null, null, 0, "all money is back with its backers");
                    }
                    return null;
                });
    }

    private Future<Void> endReview(Session session, BountyTurn turn) {
        return work.endReviews(session, turn, 0)
                .compose(ended -> work.reopen(session, turn))
                .map(open -> {
                    turn.happened(Kind.REVIEW_ENDED, null, null, 0, "without a decision");
                    return null;
                });
    }

    private Future<Void> expireClaims(long bug) {
        return work.change(
                bug,
                (session, turn) -> shared.claims().open(session, bug).compose(open -> {
                    Future<Void> all = Future.succeededFuture();
                    for (Claim claim : open) {
                        if (claim.state() == ClaimState.ACTIVE
                                && !claim.expiresAt().isAfter(turn.now())) {
                            turn.happened(Kind.CLAIM_EXPIRED, null, claim.id(), 0, "");
                            all = all.compose(done ->
                                    work.save(session, turn, claim, claim.ended(ClaimState.EXPIRED, "out of time")));
                        }
                    }
                    return all;
                }));
    }
}
