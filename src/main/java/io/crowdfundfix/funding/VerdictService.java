package io.crowdfundfix.funding;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.funding.BountyEvent.Kind;
import io.crowdfundfix.funding.FundingApi.BountyState;
import io.crowdfundfix.funding.FundingApi.ClaimState;
import io.crowdfundfix.funding.FundingApi.RecordVerdict;
import io.crowdfundfix.funding.FundingApi.VerdictTaken;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** Takes what verification says of a fix, once for each submission, and moves its claim and bounty by the release rule. */
final class VerdictService {
    private static final int SIMULATED = 0;

    private final Database database;
    private final SharedFunding shared;
    private final FundingConfig config;
    private final BountyWork work;

    VerdictService(SharedFunding shared, BountyWork work) {
        this.database = shared.platform().database();
        this.shared = shared;
        this.config = shared.config();
        this.work = work;
    }

    Future<VerdictTaken> record(RecordVerdict verdict) {
        return shared.bounties()
                .find(database, verdict.bug())
                .compose(bounty -> bounty.isEmpty()
                        ? Future.succeededFuture(new VerdictTaken(null, null, null))
                        : work.change(
                                verdict.bug(),
                                (session, turn) -> shared.claims()
                                        .addVerdict(session, verdict, turn.now())
                                        .compose(added -> shared.claims()
                                                .open(session, verdict.bug(), verdict.developer())
                                                .compose(claim -> claim.isEmpty()
                                                        ? latest(session, verdict)
                                                        : added == 0
                                                                ? Future.succeededFuture(claim)
                                                                : move(session, turn, claim.get(), verdict))
                                                .map(claim -> new VerdictTaken(
                                                        claim.map(Claim::id).orElse(null),
                                                        claim.map(Claim::state).orElse(null),
                                                        turn.bounty().state())))));
    }

    /** A claim that this or an earlier verdict has ended. */
    private Future<Optional<Claim>> latest(Session session, RecordVerdict verdict) {
        return shared.claims().latest(session, verdict.bug(), verdict.developer());
    }

    private Future<Optional<Claim>> move(Session session, BountyTurn turn, Claim claim, RecordVerdict verdict) {
        boolean works = claim.state() == ClaimState.ACTIVE || claim.state() == ClaimState.SUBMITTED;
        boolean takes =
                turn.bounty().state() == BountyState.OPEN || turn.bounty().state() == BountyState.IN_REVIEW;
        if (!works || !takes) {
            return Future.succeededFuture(Optional.of(claim));
        }
        if (!verdict.passed()) {
            return costs(claim, verdict)
                    ? failed(session, turn, claim, verdict)
                    : Future.succeededFuture(Optional.of(claim));
        }
        return shared.contributions().centsByLevel(session, verdict.bug()).compose(centsByLevel -> {
            turn.become(turn.bounty().requiring(centsByLevel, config.releaseLevel()));
            return verdict.level() >= turn.bounty().releaseLevel()
                    ? verified(session, turn, claim, verdict)
                    : submitted(session, turn, claim, verdict);
        });
    }

    /** A failure costs an attempt and reputation only where something new and real was looked at, and only who handed it in himself. */
    private static boolean costs(Claim claim, RecordVerdict verdict) {
        return verdict.level() != SIMULATED && !verdict.repeated() && verdict.actor() == claim.developer();
    }

    private Future<Optional<Claim>> failed(Session session, BountyTurn turn, Claim claim, RecordVerdict verdict) {
        Claim after = claim.failedOnce(config.maxAttempts());
        turn.happened(
                Kind.FIX_FAILED,
                verdict.actor(),
                claim.id(),
                0,
                "verification " + verdict.submission() + ", attempt " + after.attempts() + " of "
                        + config.maxAttempts());
        return work.save(session, turn, claim, after)
                .compose(saved -> work.settleReview(session, turn))
                .map(Optional.of(after));
    }

    private Future<Optional<Claim>> submitted(Session session, BountyTurn turn, Claim claim, RecordVerdict verdict) {
        Claim after = claim.submitted(verdict.level());
        turn.become(turn.bounty().inReview(turn.now().plus(Duration.ofDays(config.reviewDays()))));
        turn.happened(
                Kind.FIX_SUBMITTED,
                verdict.actor(),
                claim.id(),
                0,
                "passes at level " + verdict.level() + " of " + turn.bounty().releaseLevel() + ", waits for votes");
        return work.save(session, turn, claim, after).map(Optional.of(after));
    }

    private Future<Optional<Claim>> verified(Session session, BountyTurn turn, Claim claim, RecordVerdict verdict) {
        boolean byReporter = verdict.actor() == turn.bounty().reporter() && !claim.earns(verdict.actor());
        Claim passed = claim.verified(verdict.level());
        Claim after = byReporter ? passed.reviewedBy(verdict.actor()) : passed;
        turn.become(turn.bounty().verified(claim.id(), releaseAt(turn)));
        turn.happened(
                Kind.FIX_VERIFIED,
                verdict.actor(),
                claim.id(),
                turn.bounty().sums().heldCents(),
                "at level " + verdict.level() + " by verification " + verdict.submission());
        return work.save(session, turn, claim, after)
                .compose(saved -> work.endReviews(session, turn, claim.id()))
                .map(Optional.of(after));
    }

    private java.time.Instant releaseAt(BountyTurn turn) {
        return turn.now().plus(Duration.ofMinutes(config.releaseWaitMinutes()));
    }
}
