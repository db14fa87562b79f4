package io.crowdfundfix.funding;

import io.crowdfundfix.database.Session;
import io.crowdfundfix.funding.BountyEvent.Kind;
import io.crowdfundfix.funding.Claim.Split;
import io.crowdfundfix.funding.FundingApi.ClaimState;
import io.crowdfundfix.journal.Delta;
import io.crowdfundfix.journal.Forecast;
import io.crowdfundfix.journal.Metrics;
import io.crowdfundfix.ledger.AccountName;
import io.crowdfundfix.ledger.NewPosting;
import io.crowdfundfix.ledger.NewTransaction;
import io.crowdfundfix.ledger.TransactionKind;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pays a verified claim: all that is held, to the cent, to its developers and the reviewer. */
final class Payment {
    private final SharedFunding shared;
    private final BountyWork work;

    Payment(SharedFunding shared, BountyWork work) {
        this.shared = shared;
        this.work = work;
    }

    /** Who gets a payment; their wallets have to be open. */
    static List<AccountName> wallets(Claim claim) {
        List<AccountName> wallets = new ArrayList<>();
        claim.work().splits().forEach(split -> wallets.add(AccountName.wallet(split.developer())));
        Long reviewer = claim.reviewer();
        if (reviewer != null && !claim.earns(reviewer)) {
            wallets.add(AccountName.wallet(reviewer));
        }
        return wallets;
    }

    /** Cents by person, the developers in the order of their splits and then the reviewer; together all of it. */
    static Map<Long, Long> parts(Bounty bounty, Claim claim) {
        List<Long> people = new ArrayList<>();
        List<Long> weights = new ArrayList<>();
        Long reviewer = claim.reviewer();
        long reviewBps = reviewer == null || claim.earns(reviewer) ? 0 : bounty.reviewShareBps();
        for (Split split : claim.work().splits()) {
            people.add(split.developer());
            weights.add((Claim.WHOLE_BPS - reviewBps) * split.shareBps());
        }
        if (reviewer != null && reviewBps > 0) {
            people.add(reviewer);
            weights.add(reviewBps * Claim.WHOLE_BPS);
        }
        List<Long> cents = Shares.of(bounty.sums().heldCents(), weights);
        Map<Long, Long> parts = new LinkedHashMap<>();
        for (int i = 0; i < people.size(); i++) {
            if (cents.get(i) > 0) {
                parts.put(people.get(i), cents.get(i));
            }
        }
        return parts;
    }

    /** The one step in which the money moves; its key lets it move once, whoever repeats the step. */
    Future<Void> pay(Session session, BountyTurn turn, Claim claim, Optional<Forecast> foreseen) {
        Bounty bounty = turn.bounty();
        long cents = bounty.sums().heldCents();
        Map<Long, Long> parts = parts(bounty, claim);
        List<NewPosting> postings = new ArrayList<>();
        postings.add(new NewPosting(AccountName.escrow(bounty.bug()), -cents));
        parts.forEach((person, part) -> postings.add(new NewPosting(AccountName.wallet(person), part)));
        NewTransaction payout = new NewTransaction(
                "payout:" + bounty.bug() + ":" + claim.id(), "", TransactionKind.PAYOUT, claim.id(), postings);
        Claim paid = claim.ended(ClaimState.PAID, "paid");
        return shared.ledger()
                .post(session, payout)
                .map(Returns::posted)
                .compose(posted -> shared.contributions().release(session, bounty.bug(), turn.now()))
                .compose(released -> {
                    turn.become(bounty.paid());
                    turn.happened(Kind.PAID, null, claim.id(), cents, told(parts));
                    count(turn, claim, parts, released);
                    foreseen.ifPresent(forecast -> turn.counted(Metrics.forecast(forecast, cents, turn.now())));
                    return work.save(session, turn, claim, paid);
                })
                .compose(saved -> work.endClaims(session, turn, claim.id(), "another claim was paid"));
    }

    private String told(Map<Long, Long> parts) {
        List<String> each = new ArrayList<>();
        parts.forEach(
                (person, cents) -> each.add(Money.text(cents, shared.config().currency()) + " to user " + person));
        return String.join(", ", each);
    }

    private static void count(BountyTurn turn, Claim claim, Map<Long, Long> parts, int released) {
        long cents = parts.values().stream().mapToLong(Long::longValue).sum();
        turn.counted(Delta.of(Metrics.PAYOUTS, Metrics.ALL, turn.now(), 1, cents));
        turn.counted(Delta.of(Metrics.HELD, Metrics.ALL, turn.now(), -released, -cents));
        turn.counted(Metrics.took(Metrics.HOURS_TO_FIX, turn.bounty().openedAt(), turn.now()));
        parts.forEach((person, part) -> {
            if (claim.earns(person)) {
                turn.counted(Delta.of(Metrics.DEVELOPER_PAID, Long.toString(person), turn.now(), 1, part));
            }
        });
    }
}
