package io.crowdfundfix.funding;

import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.BountyEvent.Kind;
import io.crowdfundfix.funding.ClaimsApi.Choice;
import io.crowdfundfix.funding.ClaimsApi.ClaimView;
import io.crowdfundfix.funding.ClaimsApi.DisputeClaim;
import io.crowdfundfix.funding.ClaimsApi.ResolveDispute;
import io.crowdfundfix.funding.ClaimsApi.VoteOnClaim;
import io.crowdfundfix.funding.FundingApi.ClaimState;
import io.crowdfundfix.funding.VoteStore.Cast;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people decide: votes on fixes whose evidence does not suffice, and disputes of those whose evidence does. The rule decides, never
 * an administrator: in a review the reporter's word or more than half of the held money; in a dispute more than half of the held money
 * at any time, and when the time is over the most money that voted ({@link Tally}).
 */
final class ReviewService {
    private static final List<Choice> REVIEW = List.of(Choice.APPROVE, Choice.REJECT);
    private static final List<Choice> DISPUTE = List.of(Choice.PAY, Choice.REOPEN, Choice.REFUND);

    private final SharedFunding shared;
    private final FundingConfig config;
    private final BountyWork work;
    private final ClaimReader reader;
    private final Stakes stakes;
    private final VoteStore votes = new VoteStore();

    ReviewService(SharedFunding shared, BountyWork work, ClaimReader reader) {
        this.shared = shared;
        this.config = shared.config();
        this.work = work;
        this.reader = reader;
        this.stakes = new Stakes(shared);
    }

    Future<ClaimView> vote(VoteOnClaim question) {
        return onClaim(
                question.claim(),
                (session, turn, claim) -> REVIEW.contains(question.choice())
                        ? review(session, turn, claim, question)
                        : voteInDispute(session, turn, claim, question));
    }

    /** What is done to a claim under the lock of its bounty. */
    @FunctionalInterface
    private interface OnClaim {
        Future<Void> run(Session session, BountyTurn turn, Claim claim);
    }

    private Future<ClaimView> onClaim(long id, OnClaim step) {
        return reader.claim(id)
                .compose(known -> work.change(
                        known.bug(),
                        (session, turn) -> reader.locked(session, id).compose(claim -> step.run(session, turn, claim))))
                .compose(done -> reader.view(id));
    }

    private Future<Void> review(Session session, BountyTurn turn, Claim claim, VoteOnClaim question) {
        claim.checkState(ClaimState.SUBMITTED);
        long voter = question.caller().id();
        boolean reporter = voter == turn.bounty().reporter();
        return (reporter ? stakes.checkImpartial(claim, voter) : stakes.checkVoter(session, turn, claim, voter))
                .compose(stake -> cast(session, turn, claim, 0, question))
                .compose(cast -> votes.votes(session, claim, 0))
                .compose(all -> {
                    Tally tally = Tally.of(all, turn.bounty().sums().heldCents());
                    Choice decided = reporter ? question.choice() : tally.majority(REVIEW);
                    if (decided == null) {
                        return Future.succeededFuture();
                    }
                    return decided == Choice.APPROVE
                            ? approve(session, turn, claim, reporter ? voter : null)
                            : reject(session, turn, claim, question.reason());
                });
    }

    private Future<Void> approve(Session session, BountyTurn turn, Claim claim, @Nullable Long reviewer) {
        Instant releaseAt = turn.now().plus(Duration.ofMinutes(config.releaseWaitMinutes()));
        turn.become(turn.bounty().verified(claim.id(), releaseAt));
        turn.happened(
                Kind.FIX_VERIFIED,
                reviewer,
                claim.id(),
                turn.bounty().sums().heldCents(),
                reviewer == null ? "by the backers' votes" : "by the reporter's word");
        return work.save(session, turn, claim, claim.approved(reviewer))
                .compose(saved -> work.endReviews(session, turn, claim.id()));
    }

    private Future<Void> reject(Session session, BountyTurn turn, Claim claim, String reason) {
        turn.happened(Kind.CLAIM_REJECTED, null, claim.id(), 0, reason);
        return work.save(session, turn, claim, claim.ended(ClaimState.REJECTED, "rejected in review: " + reason))
                .compose(saved -> work.settleReview(session, turn));
    }

    private Future<Void> voteInDispute(Session session, BountyTurn turn, Claim claim, VoteOnClaim question) {
        claim.checkState(ClaimState.DISPUTED);
        return stakes.checkVoter(session, turn, claim, question.caller().id())
                .compose(stake -> open(session, claim))
                .compose(dispute -> cast(session, turn, claim, dispute.id(), question)
                        .compose(cast -> tally(session, turn, claim, dispute))
                        .compose(tally -> {
                            Choice majority = tally.majority(DISPUTE);
                            return majority == null
                                    ? Future.succeededFuture()
                                    : decide(session, turn, claim, new Decision(dispute, tally, majority));
                        }));
    }

    private Future<Void> cast(Session session, BountyTurn turn, Claim claim, long dispute, VoteOnClaim question) {
        Cast vote = new Cast(question.caller().id(), question.choice(), question.reason(), turn.now());
        return votes.addVote(session, claim.id(), dispute, vote).map(added -> {
            if (added == 0) {
                throw Fault.conflict("already_voted", "You have voted on claim " + claim.id());
            }
            turn.happened(Kind.VOTED, vote.voter(), claim.id(), 0, vote.choice().word());
            return null;
        });
    }

    Future<ClaimView> dispute(DisputeClaim question) {
        long person = question.caller().id();
        return onClaim(question.claim(), (session, turn, claim) -> {
            claim.checkState(ClaimState.VERIFIED);
            return stakes.checkMayDispute(session, turn, claim, person)
                    .compose(may -> votes.latest(session, claim.id()))
                    .compose(before -> {
                        if (before.isPresent()) {
                            throw Fault.conflict(
                                    "dispute_decided", "A dispute of claim " + claim.id() + " was decided already");
                        }
                        return shared.claimIds().next(session);
                    })
                    .compose(id -> {
                        Instant closes = turn.now().plus(Duration.ofDays(config.disputeDays()));
                        turn.become(turn.bounty().disputed(closes));
                        turn.happened(Kind.DISPUTED, person, claim.id(), 0, question.reason());
                        Dispute dispute = new Dispute(
                                id, claim.id(), claim.bug(), person, question.reason(), turn.now(), closes, null, null);
                        return votes.addDispute(session, dispute)
                                .compose(added -> work.save(session, turn, claim, claim.disputed()));
                    });
        });
    }

    Future<ClaimView> resolve(ResolveDispute question) {
        return onClaim(question.claim(), (session, turn, claim) -> {
            claim.checkState(ClaimState.DISPUTED);
            return open(session, claim)
                    .compose(dispute -> tally(session, turn, claim, dispute).compose(tally -> {
                        Choice decided = tally.majority(DISPUTE);
                        if (decided == null && turn.now().isBefore(dispute.closesAt())) {
                            throw Fault.conflict(
                                    "not_yet_decided",
                                    "No choice has more than half of the held money: votes are counted at "
                                            + dispute.closesAt());
                        }
                        return decide(
                                session,
                                turn,
                                claim,
                                new Decision(dispute, tally, decided == null ? tally.outcome() : decided));
                    }));
        });
    }

    /** The time of a dispute is over. */
    Future<Void> close(Session session, BountyTurn turn, Claim claim) {
        return open(session, claim)
                .compose(dispute -> tally(session, turn, claim, dispute)
                        .compose(tally -> decide(session, turn, claim, new Decision(dispute, tally, tally.outcome()))));
    }

    private record Decision(Dispute dispute, Tally tally, Choice outcome) {}

    private Future<Dispute> open(Session session, Claim claim) {
        return votes.latest(session, claim.id())
                .map(found -> found.filter(dispute -> dispute.outcome() == null)
                        .orElseThrow(() -> new IllegalStateException("claim " + claim.id() + " has no open dispute")));
    }

    private Future<Tally> tally(Session session, BountyTurn turn, Claim claim, Dispute dispute) {
        return votes.votes(session, claim, dispute.id())
                .map(cast -> Tally.of(cast, turn.bounty().sums().heldCents()));
    }

    private Future<Void> decide(Session session, BountyTurn turn, Claim claim, Decision decision) {
        return votes.decide(session, decision.dispute(), decision.tally(), decision.outcome(), turn.now())
                .compose(decided -> switch (decision.outcome()) {
                    case PAY -> {
                        turn.become(turn.bounty().verified(claim.id(), turn.now()));
                        decided(turn, claim, decision);
                        yield work.save(session, turn, claim, claim.upheld());
                    }
                    case REFUND -> {
                        turn.become(turn.bounty().cancelled(turn.now()));
                        decided(turn, claim, decision);
                        yield refused(session, turn, claim)
                                .compose(saved ->
                                        work.endClaims(session, turn, claim.id(), "a dispute gave the money back"));
                    }
                    default ->
                        work.reopen(session, turn).compose(open -> {
                            decided(turn, claim, decision);
                            return refused(session, turn, claim);
                        });
                });
    }

    private Future<Void> refused(Session session, BountyTurn turn, Claim claim) {
        return work.save(session, turn, claim, claim.ended(ClaimState.REJECTED, "lost a dispute"));
    }

    private static void decided(BountyTurn turn, Claim claim, Decision decision) {
        turn.happened(
                Kind.DISPUTE_DECIDED, null, claim.id(), 0, decision.outcome().word());
    }
}
