package io.crowdfundfix.funding;

import io.crowdfundfix.database.Ids;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.BountyEvent.Kind;
import io.crowdfundfix.funding.FundingApi.BountyState;
import io.crowdfundfix.funding.FundingApi.Contributed;
import io.crowdfundfix.funding.FundingApi.ContributionState;
import io.crowdfundfix.journal.AuditEntry;
import io.crowdfundfix.journal.Delta;
import io.crowdfundfix.journal.Metrics;
import io.crowdfundfix.ledger.Ledger;
import io.crowdfundfix.ledger.NewTransaction;
import io.crowdfundfix.ledger.Outcome;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes many contributions in one transaction, each of them or not; on one bug they follow one another. */
final class ContributionGroup {
    private final BountyStore bounties;
    private final ContributionStore contributions;
    private final Ledger ledger;
    private final Ids ids;
    private final FundingConfig config;

    ContributionGroup(SharedFunding shared) {
        this.bounties = shared.bounties();
        this.contributions = shared.contributions();
        this.ledger = shared.ledger();
        this.ids = shared.contributionIds();
        this.config = shared.config();
    }

    /**
     * What became of one of the group: exactly one of these is there, or none, and then it is to be asked again with what is known of its
     * bug.
     */
    record Result(@Nullable Contributed done, @Nullable Fault refused) {
        static final Result ASK_AGAIN = new Result(null, null);
    }

    /** The group's work while it goes on. */
    private static final class Work {
        private final Session session;
        private final List<Pledge> pledges;
        private final Instant now;
        private final Map<Long, BountyTurn> turnByBug = new HashMap<>();
        private final Result[] results;
        private final Map<Long, List<Contribution>> madeByBug = new HashMap<>();
        private final List<Contribution> made = new ArrayList<>();

        Work(Session session, List<Pledge> pledges, Instant now) {
            this.session = session;
            this.pledges = pledges;
            this.now = now;
            this.results = new Result[pledges.size()];
        }
    }

    /** The results in the order of the pledges. */
    Future<List<Result>> write(Session session, List<Pledge> pledges, Instant now) {
        Work work = new Work(session, pledges, now);
        List<Long> bugs =
                pledges.stream().map(pledge -> pledge.asked().bug()).distinct().toList();
        return addBounties(work)
                .compose(added -> bounties.lock(session, bugs))
                .compose(locked -> {
                    locked.forEach((bug, bounty) -> work.turnByBug.put(bug, new BountyTurn(bounty, now)));
                    return ids.next(session, pledges.size());
                })
                .compose(drawn -> post(work, drawn))
                .compose(posted -> contributions.add(session, work.made))
                .compose(added -> {
                    work.madeByBug.forEach((bug, made) -> tell(work, bug, made));
                    return bounties.save(session, work.turnByBug.values());
                })
                .map(saved -> List.of(work.results));
    }

    private Future<Void> addBounties(Work work) {
        Map<Long, FundedBug> bugs = new HashMap<>();
        for (Pledge pledge : work.pledges) {
            if (pledge.bug() != null) {
                bugs.put(pledge.bug().id(), pledge.bug());
            }
        }
        Future<Void> all = Future.succeededFuture();
        for (FundedBug bug : bugs.values()) {
            all = all.compose(done ->
                            bounties.add(work.session, Bounty.fresh(bug.id(), bug.reporter(), config, work.now)))
                    .mapEmpty();
        }
        return all;
    }

    /** Posts those that their bounty takes; of the others only looks whether they are repetitions of what it took before. */
    private Future<Void> post(Work work, List<Long> drawn) {
        List<Integer> places = new ArrayList<>();
        List<NewTransaction> transactions = new ArrayList<>();
        List<Integer> refused = new ArrayList<>();
        for (int i = 0; i < work.pledges.size(); i++) {
            Result early = refusal(work, work.pledges.get(i));
            work.results[i] = early;
            if (early == null) {
                places.add(i);
                transactions.add(work.pledges.get(i).transaction(drawn.get(i)));
            } else if (work.pledges.get(i).clientKey() != null) {
                refused.add(i);
            }
        }
        Future<List<Outcome>> posted =
                transactions.isEmpty() ? Future.succeededFuture(List.of()) : ledger.post(work.session, transactions);
        return posted.compose(outcomes -> {
                    Map<Integer, Outcome.Earlier> earlier = new HashMap<>();
                    for (int i = 0; i < outcomes.size(); i++) {
                        int place = places.get(i);
                        if (outcomes.get(i) instanceof Outcome.Earlier before) {
                            earlier.put(place, before);
                        } else {
                            work.results[place] = result(work, place, outcomes.get(i), drawn.get(place));
                        }
                    }
                    return repeatedAmong(work, refused, earlier);
                })
                .compose(earlier -> replay(work, earlier));
    }

    private static @Nullable Result refusal(Work work, Pledge pledge) {
        BountyTurn turn = work.turnByBug.get(pledge.asked().bug());
        if (turn == null || (turn.bounty().state() == BountyState.REFUNDED && pledge.bug() == null)) {
            return Result.ASK_AGAIN;
        }
        try {
            turn.bounty().contributed(pledge.asked().cents(), pledge.level(), work.now);
            return null;
        } catch (Fault fault) {
            return new Result(null, fault);
        }
    }

    private Result result(Work work, int place, Outcome outcome, long id) {
        Pledge pledge = work.pledges.get(place);
        if (outcome instanceof Outcome.Short tooLittle) {
            return new Result(
                    null,
                    Fault.conflict(
                            "insufficient_funds",
                            "There are " + Money.text(tooLittle.balanceCents(), config.currency())
                                    + " in your wallet: deposit more, or pay from the card"));
        }
        String token = pledge.contributor() == null ? RefundTokens.make() : null;
        Contribution contribution = new Contribution(
                id,
                pledge.asked().bug(),
                null,
                pledge.contributor(),
                pledge.name(),
                pledge.asked().cents(),
                pledge.asked().source(),
                ContributionState.HELD,
                pledge.level(),
                token == null ? null : RefundTokens.hash(token),
                work.now,
                work.now.plus(Duration.ofDays(pledge.days())));
        BountyTurn turn = turn(work, contribution.bug());
        turn.become(turn.bounty().contributed(contribution.cents(), pledge.level(), contribution.expiresAt()));
        work.made.add(contribution);
        work.madeByBug
                .computeIfAbsent(contribution.bug(), any -> new ArrayList<>())
                .add(contribution);
        if (turn.isNew() && pledge.bug() != null && turn.bounty().sums().contributions() == 1) {
            turn.counted(Metrics.took(Metrics.HOURS_TO_FUND, pledge.bug().reportedAt(), work.now));
        }
        return new Result(FundingViews.contributed(contribution, turn.bounty(), token), null);
    }

    private Future<Map<Integer, Outcome.Earlier>> repeatedAmong(
            Work work, List<Integer> refused, Map<Integer, Outcome.Earlier> earlier) {
        if (refused.isEmpty()) {
            return Future.succeededFuture(earlier);
        }
        List<String> keys = refused.stream()
                .map(place -> String.valueOf(work.pledges.get(place).clientKey()))
                .toList();
        return ledger.earlier(work.session, keys).map(found -> {
            for (int i = 0; i < keys.size(); i++) {
                Outcome.Earlier before = found.get(keys.get(i));
                if (before != null) {
                    earlier.put(refused.get(i), before);
                }
            }
            return earlier;
        });
    }

    /** Answers as the first time; who was not signed in gets a new token, for only its hash was kept. */
    private Future<Void> replay(Work work, Map<Integer, Outcome.Earlier> earlier) {
        if (earlier.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Long> made =
                earlier.values().stream().map(Outcome.Earlier::subject).toList();
        return contributions.find(work.session, made).compose(found -> {
            found = new HashMap<>(found);
            for (Contribution own : work.made) {
                found.put(own.id(), own);
            }
            Future<Void> all = Future.succeededFuture();
            for (Map.Entry<Integer, Outcome.Earlier> one : earlier.entrySet()) {
                Contribution contribution = found.get(one.getValue().subject());
                all = all.compose(done -> replay(work, one.getKey(), one.getValue(), contribution));
            }
            return all;
        });
    }

    private Future<Void> replay(Work work, int place, Outcome.Earlier earlier, @Nullable Contribution contribution) {
        Pledge pledge = work.pledges.get(place);
        try {
            Replays.check(
                    earlier,
                    pledge.asked().key() == null ? "" : pledge.asked().key().requestHash(),
                    work.now);
        } catch (Fault fault) {
            work.results[place] = new Result(null, fault);
            return Future.succeededFuture();
        }
        if (contribution == null) {
            throw new IllegalStateException("no contribution " + earlier.subject());
        }
        for (Result made : work.results) {
            if (made != null && made.done() != null && made.done().funding().id() == contribution.id()) {
                work.results[place] = made;
                return Future.succeededFuture();
            }
        }
        BountyTurn turn = turn(work, pledge.asked().bug());
        String token = contribution.contributor() == null ? RefundTokens.make() : null;
        work.results[place] = new Result(FundingViews.contributed(contribution, turn.bounty(), token), null);
        return token == null
                ? Future.succeededFuture()
                : contributions
                        .saveRefundHash(work.session, contribution.id(), RefundTokens.hash(token))
                        .mapEmpty();
    }

    private static BountyTurn turn(Work work, long bug) {
        BountyTurn turn = work.turnByBug.get(bug);
        if (turn == null) {
            throw new IllegalStateException("bounty " + bug + " is not locked");
        }
        return turn;
    }

    /** One event for a bug, whoever many have given; each contribution has its own audit entry. */
    private void tell(Work work, long bug, List<Contribution> made) {
        BountyTurn turn = turn(work, bug);
        long cents = made.stream().mapToLong(Contribution::cents).sum();
        Contribution first = made.get(0);
        turn.happened(
                Kind.FUNDED,
                made.size() == 1 ? first.contributor() : null,
                null,
                cents,
                Money.text(cents, config.currency())
                        + (made.size() == 1 ? " from " + first.name() : " in " + made.size() + " contributions"));
        turn.counted(Delta.of(Metrics.CONTRIBUTIONS, Metrics.ALL, work.now, made.size(), cents));
        turn.counted(Delta.of(Metrics.HELD, Metrics.ALL, work.now, made.size(), cents));
        for (Contribution one : made) {
            turn.audited(new AuditEntry(
                    work.now,
                    one.contributor(),
                    "contribution_made",
                    "contribution",
                    one.id(),
                    bug,
                    one.cents(),
                    one.source().word()));
        }
    }
}
