package io.crowdfundfix.funding;

import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.FindBug;
import io.crowdfundfix.bugs.Status;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.ContributionGroup.Result;
import io.crowdfundfix.funding.FundingApi.Contribute;
import io.crowdfundfix.funding.FundingApi.Contributed;
import io.crowdfundfix.identity.IdentityApi;
import io.crowdfundfix.identity.IdentityApi.FindUser;
import io.crowdfundfix.identity.IdentityApi.UserView;
import io.crowdfundfix.ledger.AccountName;
import io.crowdfundfix.ledger.Ledger;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes contributions: finds out what they need to be written, then has them written with others. */
final class ContributionService {
    private static final String ANONYMOUS = "anonymous";
    private static final int MAX_REMEMBERED_BUGS = 100_000;

    private final Bus bus;
    private final Ledger ledger;
    private final FundingConfig config;
    private final ContributionQueue queue;
    /** Bugs whose escrow is open, so that a bounty is likely there and nobody has to be asked. */
    private final Set<Long> openEscrows = new HashSet<>();

    ContributionService(SharedFunding parts, ContributionQueue queue) {
        this.bus = parts.platform().bus();
        this.ledger = parts.ledger();
        this.config = parts.config();
        this.queue = queue;
    }

    Future<Contributed> contribute(Contribute asked) {
        Check check = Check.that();
        Money.checkCurrency(check, asked.currency(), config.currency());
        check.isTrue(
                        "source",
                        asked.source() == FundingApi.Source.CARD || asked.caller() != null,
                        "wallet needs somebody who is signed in")
                .done();
        return name(asked).compose(name -> {
            Pledge pledge = Pledge.of(asked, name, config);
            boolean known = openEscrows.contains(asked.bug());
            return known ? give(pledge) : knowing(pledge).compose(this::give);
        });
    }

    private Future<Contributed> give(Pledge pledge) {
        return ledger.open(
                        List.of(pledge.from(), AccountName.escrow(pledge.asked().bug())))
                .compose(opened -> {
                    if (openEscrows.size() >= MAX_REMEMBERED_BUGS) {
                        openEscrows.clear();
                    }
                    openEscrows.add(pledge.asked().bug());
                    return queue.add(pledge);
                })
                .compose(result -> given(pledge, result));
    }

    private Future<Contributed> given(Pledge pledge, Result result) {
        if (result.refused() != null) {
            return Future.failedFuture(result.refused());
        }
        if (result.done() != null) {
            return Future.succeededFuture(result.done());
        }
        return pledge.bug() == null ? knowing(pledge).compose(this::give) : Future.failedFuture(inMotion(pledge));
    }

    private static Fault inMotion(Pledge pledge) {
        return Fault.unavailable(
                "bounty_in_motion", "The bounty of bug " + pledge.asked().bug() + " is just changing: try again");
    }

    /** With what has to be known of the bug to open its bounty; fails where the bug takes no money. */
    private Future<Pledge> knowing(Pledge pledge) {
        return bus.request(BugsApi.FIND, new FindBug(pledge.asked().bug()))
                .map(ContributionService::open)
                .map(pledge::knowing);
    }

    private static FundedBug open(BugView bug) {
        if (bug.status() == Status.RESOLVED || bug.status() == Status.CLOSED) {
            throw Fault.conflict("bug_not_open", "Bug " + bug.id() + " is " + bug.status() + " and takes no money");
        }
        return new FundedBug(bug.id(), bug.createdBy(), bug.createdAt());
    }

    private Future<String> name(Contribute asked) {
        if (asked.name() != null) {
            return Future.succeededFuture(asked.name());
        }
        return asked.caller() == null
                ? Future.succeededFuture(ANONYMOUS)
                : bus.request(IdentityApi.FIND, new FindUser(asked.caller().id()))
                        .map(UserView::name);
    }
}
