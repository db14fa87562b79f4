package io.crowdfundfix.funding;

import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.FindBug;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.database.Cursor;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.BountyEvent.Kind;
import io.crowdfundfix.funding.FundingApi.BountyState;
import io.crowdfundfix.funding.FundingApi.Contributed;
import io.crowdfundfix.funding.FundingApi.ContributionState;
import io.crowdfundfix.funding.FundingApi.FundingPage;
import io.crowdfundfix.funding.FundingApi.FundingView;
import io.crowdfundfix.funding.FundingApi.MoveContribution;
import io.crowdfundfix.funding.FundingApi.ReadFunding;
import io.crowdfundfix.funding.FundingApi.ReturnContribution;
import io.crowdfundfix.journal.Metrics;
import io.crowdfundfix.ledger.AccountName;
import io.crowdfundfix.ledger.Ledger;
import io.crowdfundfix.ledger.NewTransaction;
import io.crowdfundfix.ledger.TransactionKind;
import io.crowdfundfix.security.Caller;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows the money on a bug, and lets backers have theirs back or take it along from a duplicate. */
final class RefundService {
    private static final String ORDER = "contributions";

    private final Database database;
    private final Bus bus;
    private final Clock clock;
    private final SharedFunding shared;
    private final BountyWork work;
    private final Returns returns;

    RefundService(SharedFunding shared, BountyWork work, Returns returns) {
        this.database = shared.platform().database();
        this.bus = shared.platform().bus();
        this.clock = shared.platform().clock();
        this.shared = shared;
        this.work = work;
        this.returns = returns;
    }

    Future<FundingPage> read(ReadFunding question) {
        long before = question.cursor() == null
                ? Long.MAX_VALUE
                : Cursor.decode(question.cursor(), ORDER).id();
        long bug = question.bug();
        return shared.bounties()
                .find(database, bug)
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(found.get())
                        : bus.request(BugsApi.FIND, new FindBug(bug))
                                .map(known -> Bounty.fresh(bug, known.createdBy(), shared.config(), clock.instant())))
                .compose(bounty -> shared.contributions()
                        .page(database, bug, before, question.limit() + 1)
                        .map(page -> view(bounty, page, question.limit())));
    }

    private FundingPage view(Bounty bounty, List<Contribution> page, int limit) {
        boolean more = page.size() > limit;
        List<Contribution> shown = more ? page.subList(0, limit) : page;
        Bounty.Sums sums = bounty.sums();
        FundingView view = new FundingView(
                bounty.bug(),
                bounty.isUntouched() ? BountyState.OPEN : bounty.state(),
                Money.amount(sums.totalCents()),
                sums.totalCents(),
                Money.amount(sums.heldCents()),
                sums.heldCents(),
                Money.amount(sums.releasedCents()),
                sums.releasedCents(),
                Money.amount(sums.refundedCents()),
                sums.refundedCents(),
                shared.config().currency(),
                bounty.releaseLevel(),
                bounty.reviewShareBps(),
                bounty.claim(),
                bounty.clockAt(),
                shown.stream().map(one -> FundingViews.contribution(one, null)).toList());
        return new FundingPage(
                view, more ? new Cursor(ORDER, "", shown.get(limit - 1).id()).encoded() : null);
    }

    /** Once: who asks again gets the same answer. */
    Future<Contributed> refund(ReturnContribution question) {
        return contribution(question.bug(), question.contribution()).compose(known -> {
            checkBacker(known, question.caller(), question.refundToken());
            if (known.state() == ContributionState.REFUNDED) {
                return answer(known);
            }
            known.checkHeld();
            return shared.ledger()
                    .open(List.of(Returns.receiver(known)))
                    .compose(opened -> work.change(
                            known.bug(), (session, turn) -> refund(session, turn, known.id(), question.caller())))
                    .compose(done -> contribution(known.bug(), known.id()))
                    .compose(this::answer);
        });
    }

    private Future<Void> refund(Session session, BountyTurn turn, long id, @Nullable Caller caller) {
        turn.bounty().checkReturns();
        return locked(session, turn.bounty().bug(), id).compose(contribution -> {
            contribution.checkHeld();
            Returns.Reason asked = new Returns.Reason(
                    Kind.CONTRIBUTION_RETURNED, ContributionState.REFUNDED, caller == null ? null : caller.id());
            return returns.give(session, turn, List.of(contribution), asked)
                    .compose(given -> work.settleEmptied(session, turn));
        });
    }

    Future<Contributed> move(MoveContribution question) {
        return contribution(question.bug(), question.contribution()).compose(known -> {
            checkBacker(known, question.caller(), question.refundToken());
            if (known.movedFrom() != null && known.bug() == question.to()) {
                return answer(known);
            }
            known.checkHeld();
            return bug(question.bug())
                    .compose(from -> bug(question.to()).map(to -> checkDuplicate(from, to)))
                    .compose(to -> opened(to)
                            .compose(opened -> work.change(
                                    question.bug(),
                                    question.to(),
                                    (session, from, target) -> move(session, from, target, mover(question, to)))))
                    .compose(done -> contribution(question.to(), known.id()))
                    .compose(this::answer);
        });
    }

    /** Who moves what. */
    private record Mover(long contribution, @Nullable Long person, Instant targetReportedAt) {}

    private static Mover mover(MoveContribution question, BugView to) {
        return new Mover(question.contribution(), person(question.caller()), to.createdAt());
    }

    private Future<Void> move(Session session, BountyTurn from, BountyTurn to, Mover mover) {
        from.bounty().checkReturns();
        return locked(session, from.bounty().bug(), mover.contribution()).compose(moved -> {
            moved.checkHeld();
            from.become(from.bounty().movedAway(moved.cents()));
            to.become(to.bounty().contributed(moved.cents(), moved.level(), moved.expiresAt()));
            if (to.isNew()) {
                to.counted(Metrics.took(Metrics.HOURS_TO_FUND, mover.targetReportedAt(), to.now()));
            }
            String sum = Money.text(moved.cents(), shared.config().currency());
            long source = from.bounty().bug();
            long target = to.bounty().bug();
            from.happened(Kind.CONTRIBUTION_MOVED_OUT, mover.person(), null, moved.cents(), sum + " to bug " + target);
            to.happened(Kind.CONTRIBUTION_MOVED_IN, mover.person(), null, moved.cents(), sum + " from bug " + source);
            NewTransaction transfer = NewTransaction.transfer(
                    "move:" + moved.id() + ":" + source + ":" + target,
                    TransactionKind.MOVE,
                    moved.id(),
                    AccountName.escrow(source),
                    AccountName.escrow(target),
                    moved.cents());
            return shared.ledger()
                    .post(session, transfer)
                    .map(Returns::posted)
                    .compose(posted -> shared.contributions().move(session, moved, target))
                    .compose(done -> work.settleEmptied(session, from));
        });
    }

    /** The bounty of the bug that money moves to, opened if there is none. */
    private Future<Void> opened(BugView to) {
        Ledger ledger = shared.ledger();
        return ledger.open(List.of(AccountName.escrow(to.id())))
                .compose(opened -> shared.bounties()
                        .add(database, Bounty.fresh(to.id(), to.createdBy(), shared.config(), clock.instant())))
                .mapEmpty();
    }

    private static BugView checkDuplicate(BugView from, BugView to) {
        Long original = from.duplicateOf();
        if (original == null || original != to.id()) {
            throw Fault.conflict(
                            "not_a_duplicate",
                            "Money moves from a confirmed duplicate to the bug that it is a duplicate of: bug "
                                    + from.id() + (original == null ? " is none" : " is one of " + original))
                    .allowing(original == null ? List.of() : List.of(original.toString()));
        }
        return to;
    }

    private Future<BugView> bug(long id) {
        return bus.request(BugsApi.FIND, new FindBug(id));
    }

    private Future<Contribution> contribution(long bug, long id) {
        return shared.contributions().find(database, id).map(found -> checkBug(found, bug, id));
    }

    /** As it is under the lock of its bounty: who has moved it meanwhile has taken it out of this one. */
    private Future<Contribution> locked(Session session, long bug, long id) {
        return shared.contributions()
                .find(session, id)
                .map(found -> found.filter(one -> one.bug() == bug)
                        .orElseThrow(() -> Fault.conflict(
                                "contribution_moved",
                                "Contribution " + id + " is no longer on bug " + bug + ": read it again")));
    }

    /** A contribution is found by the bug that it is on, and by the one that it came from. */
    private static Contribution checkBug(Optional<Contribution> found, long bug, long id) {
        return found.filter(one -> one.bug() == bug || (one.movedFrom() != null && one.movedFrom() == bug))
                .orElseThrow(() ->
                        Fault.notFound("contribution_not_found", "There is no contribution " + id + " on bug " + bug));
    }

    private static void checkBacker(Contribution known, @Nullable Caller caller, @Nullable String token) {
        RefundTokens.check(known, person(caller), caller != null && caller.isAdmin(), token);
    }

    private static @Nullable Long person(@Nullable Caller caller) {
        return caller == null ? null : caller.id();
    }

    private Future<Contributed> answer(Contribution contribution) {
        return shared.bounties()
                .find(database, contribution.bug())
                .map(found -> FundingViews.contributed(
                        contribution, found.orElseThrow(() -> BountyWork.noBounty(contribution.bug())), null));
    }
}
