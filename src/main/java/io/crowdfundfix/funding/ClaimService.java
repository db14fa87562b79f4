package io.crowdfundfix.funding;

import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.FindBug;
import io.crowdfundfix.bugs.Status;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.BountyEvent.Kind;
import io.crowdfundfix.funding.Claim.Split;
import io.crowdfundfix.funding.ClaimsApi.ClaimBug;
import io.crowdfundfix.funding.ClaimsApi.ClaimView;
import io.crowdfundfix.funding.ClaimsApi.EditClaim;
import io.crowdfundfix.funding.ClaimsApi.WithdrawClaim;
import io.crowdfundfix.funding.ClaimsApi.Work;
import io.crowdfundfix.funding.FundingApi.ClaimState;
import io.crowdfundfix.identity.IdentityApi;
import io.crowdfundfix.identity.IdentityApi.FindUser;
import io.crowdfundfix.journal.Metrics;
import io.crowdfundfix.security.Role;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets developers claim bugs, say what they do, and let go. */
final class ClaimService {
    private static final int MAX_SPLITS = 20;

    private final Bus bus;
    private final SharedFunding shared;
    private final FundingConfig config;
    private final BountyWork work;
    private final ClaimReader reader;

    ClaimService(SharedFunding shared, BountyWork work, ClaimReader reader) {
        this.bus = shared.platform().bus();
        this.shared = shared;
        this.config = shared.config();
        this.work = work;
        this.reader = reader;
    }

    Future<ClaimView> claim(ClaimBug question) {
        long developer = question.caller().id();
        return bus.request(BugsApi.FIND, new FindBug(question.bug()))
                .compose(bug -> {
                    checkBug(bug, developer);
                    Claim.Work said = said(question.work(), developer, null);
                    return checkSplits(said.splits(), bug.createdBy()).map(said);
                })
                .compose(said -> work.change(question.bug(), (session, turn) -> add(session, turn, developer, said)))
                .compose(reader::view);
    }

    private static void checkBug(BugView bug, long developer) {
        if (bug.status() == Status.RESOLVED || bug.status() == Status.CLOSED) {
            throw Fault.conflict("bug_not_open", "Bug " + bug.id() + " is " + bug.status() + " and takes no claims");
        }
        if (bug.createdBy() == developer) {
            throw Fault.forbidden("own_bug", "You have reported bug " + bug.id() + ": its bounty is for others");
        }
    }

    private Future<Long> add(Session session, BountyTurn turn, long developer, Claim.Work said) {
        Bounty bounty = turn.bounty();
        bounty.checkClaimable();
        return shared.claims()
                .page(session, bounty.bug(), Long.MAX_VALUE, MAX_LOOKED_AT)
                .compose(onBug -> {
                    checkPlace(onBug, developer);
                    return shared.claims().counts(session, bounty.bug(), developer);
                })
                .compose(counts -> {
                    if (counts.openOfDeveloper() >= config.maxClaims()) {
                        throw Fault.conflict(
                                "too_many_claims",
                                "You have " + counts.openOfDeveloper() + " open claims: finish or withdraw one first");
                    }
                    if (counts.onBug() == 0) {
                        turn.counted(Metrics.took(Metrics.HOURS_TO_CLAIM, bounty.openedAt(), turn.now()));
                    }
                    return shared.claimIds().next(session);
                })
                .compose(id -> {
                    Claim claim = new Claim(
                            id,
                            bounty.bug(),
                            developer,
                            ClaimState.ACTIVE,
                            said,
                            0,
                            null,
                            null,
                            null,
                            turn.now(),
                            turn.now().plus(Duration.ofDays(config.claimDays())),
                            1);
                    turn.happened(Kind.CLAIMED, developer, id, 0, "until " + claim.expiresAt());
                    return shared.claims()
                            .add(session, claim)
                            .compose(added -> work.workChanged(session, claim))
                            .map(id);
                });
    }

    /** Claims on one bug that are looked at for limits; more than that there cannot sensibly be. */
    private static final int MAX_LOOKED_AT = 1_000;

    private void checkPlace(List<Claim> onBug, long developer) {
        long open = onBug.stream().filter(claim -> claim.state().isOpen()).count();
        long lost = onBug.stream()
                .filter(claim -> claim.developer() == developer && isUsedUp(claim.state()))
                .count();
        if (onBug.stream()
                .anyMatch(
                        claim -> claim.developer() == developer && claim.state().isOpen())) {
            throw Fault.conflict("already_claimed", "You have an open claim on this bug");
        }
        if (open >= config.maxClaims()) {
            throw Fault.conflict("bug_has_claims_enough", "Bug has " + open + " open claims: wait for one to end");
        }
        if (lost >= config.maxAttempts()) {
            throw Fault.conflict(
                    "attempts_exhausted",
                    lost + " of your claims on this bug have ended without a fix: leave it to others");
        }
    }

    /** Withdrawn ones too: each claim is told to everybody who has money on the bug. */
    private static boolean isUsedUp(ClaimState state) {
        return !state.isOpen() && state != ClaimState.LOST;
    }

    Future<ClaimView> edit(EditClaim question) {
        return reader.claim(question.claim())
                .compose(known -> {
                    Claim.Work said = said(question.work(), known.developer(), known.work());
                    boolean same = said.splits().equals(known.work().splits());
                    return same
                            ? Future.succeededFuture(known)
                            : bus.request(BugsApi.FIND, new FindBug(known.bug()))
                                    .compose(bug -> checkSplits(said.splits(), bug.createdBy()))
                                    .map(known);
                })
                .compose(known -> work.change(
                        known.bug(),
                        (session, turn) -> reader.locked(session, known.id()).compose(claim -> {
                            Claim edited = claim.edited(
                                    question.caller(),
                                    said(question.work(), claim.developer(), claim.work()),
                                    question.version());
                            turn.happened(Kind.CLAIM_EDITED, question.caller().id(), claim.id(), 0, "");
                            return work.save(session, turn, claim, edited).map(claim.id());
                        })))
                .compose(reader::view);
    }

    Future<ClaimView> withdraw(WithdrawClaim question) {
        return reader.claim(question.claim())
                .compose(known -> work.change(
                        known.bug(),
                        (session, turn) -> reader.locked(session, known.id()).compose(claim -> {
                            Claim ended = claim.withdrawn(question.caller());
                            turn.happened(
                                    Kind.CLAIM_WITHDRAWN, question.caller().id(), claim.id(), 0, "");
                            return work.save(session, turn, claim, ended)
                                    .compose(saved -> work.settleReview(session, turn))
                                    .map(claim.id());
                        })))
                .compose(reader::view);
    }

    /** What is said now, over what was said before. */
    private static Claim.Work said(Work now, long developer, Claim.@Nullable Work before) {
        List<Split> splits = before == null ? List.of(new Split(developer, Claim.WHOLE_BPS)) : before.splits();
        if (now.splits() != null) {
            checkSum(now.splits());
            splits = now.splits().stream()
                    .map(share -> new Split(share.developerId(), share.shareBps()))
                    .toList();
        }
        String link = now.prLink() != null || before == null ? now.prLink() : before.prLink();
        boolean assisted = now.aiAssisted() != null ? now.aiAssisted() : before != null && before.aiAssisted();
        return new Claim.Work(link, assisted, splits);
    }

    private static void checkSum(List<ClaimsApi.Share> shares) {
        long sum = shares.stream().mapToLong(ClaimsApi.Share::shareBps).sum();
        boolean positive = shares.stream().allMatch(share -> share.shareBps() > 0);
        boolean distinct =
                shares.stream().map(ClaimsApi.Share::developerId).distinct().count() == shares.size();
        if (shares.isEmpty() || shares.size() > MAX_SPLITS || sum != Claim.WHOLE_BPS || !positive || !distinct) {
            throw Fault.invalid(
                    "splits",
                    "must be 1 to " + MAX_SPLITS + " different developers whose share_bps are above 0 and sum to "
                            + Claim.WHOLE_BPS + ", sum to " + sum);
        }
    }

    /** Each is a developer, and none the one who has reported the bug. */
    private Future<Void> checkSplits(List<Split> splits, long reporter) {
        Future<Void> all = Future.succeededFuture();
        for (int i = 0; i < splits.size(); i++) {
            String field = "splits[" + i + "].developer_id";
            long person = splits.get(i).developer();
            all = all.compose(done -> bus.request(IdentityApi.FIND, new FindUser(person)))
                    .recover(failure -> Future.failedFuture(
                            failure instanceof Fault fault && fault.kind() == Fault.Kind.NOT_FOUND
                                    ? Fault.invalid(field, "is nobody here")
                                    : failure))
                    .map(user -> {
                        if (user.role() != Role.DEVELOPER || user.id() == reporter) {
                            throw Fault.invalid(field, "must be a developer other than the bug's reporter");
                        }
                        return null;
                    });
        }
        return all;
    }
}
