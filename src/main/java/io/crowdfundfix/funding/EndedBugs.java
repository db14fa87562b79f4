package io.crowdfundfix.funding;

import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.FindBug;
import io.crowdfundfix.bugs.Status;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.funding.BountyEvent.Kind;
import io.crowdfundfix.jobs.Job;
import io.crowdfundfix.jobs.Jobs;
import io.crowdfundfix.notifications.NotificationsApi;
import io.crowdfundfix.notifications.NotificationsApi.Notify;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of money on a bug that was closed or is a duplicate: of a closed one it goes back, once nobody's fix waits for a decision;
 * of a duplicate its backers are asked whether they take it along.
 */
final class EndedBugs {
    private static final Logger LOG = LoggerFactory.getLogger(EndedBugs.class);
    private static final int JOBS_A_LOOK = 20;
    private static final int MOST_BACKERS = 900;

    private final Database database;
    private final Bus bus;
    private final Jobs jobs;
    private final SharedFunding shared;
    private final BountyWork work;
    private boolean looking;

    EndedBugs(SharedFunding shared, BountyWork work) {
        this.database = shared.platform().database();
        this.bus = shared.platform().bus();
        this.jobs = shared.platform().jobs();
        this.shared = shared;
        this.work = work;
    }

    Future<Void> look() {
        if (looking) {
            return Future.succeededFuture();
        }
        looking = true;
        return jobs.claim(BugsApi.ENDED_JOB, JOBS_A_LOOK)
                .compose(claimed -> {
                    Future<Void> all = Future.succeededFuture();
                    for (Job job : claimed) {
                        all = all.compose(done -> handle(job));
                    }
                    return all;
                })
                .recover(failure -> {
                    LOG.warn("bugs that ended could not be looked at: {}", failure.toString());
                    return Future.succeededFuture();
                })
                .onComplete(done -> looking = false);
    }

    private Future<Void> handle(Job job) {
        return bus.request(BugsApi.FIND, new FindBug(job.subject()))
                .compose(bug -> shared.bounties()
                        .find(database, bug.id())
                        .compose(bounty -> bounty.isEmpty()
                                ? Future.succeededFuture(true)
                                : bug.status() == Status.CLOSED
                                        ? cancel(bug.id())
                                        : bug.duplicateOf() == null
                                                ? Future.succeededFuture(true)
                                                : askBackers(bug, bug.duplicateOf())
                                                        .map(true)))
                .compose(finished -> finished
                        ? jobs.complete(job)
                        : jobs.retry(job, "a claim on bug " + job.subject() + " waits for a decision"))
                .recover(failure -> jobs.retry(job, failure.toString()));
    }

    /** Whether the bounty needs no more looks. */
    private Future<Boolean> cancel(long bug) {
        return work.change(bug, (session, turn) -> switch (turn.bounty().state()) {
            case OPEN -> {
                turn.become(turn.bounty().cancelled(turn.now()));
                turn.happened(Kind.CANCELLED, null, null, 0, "the bug was closed");
                yield work.endClaims(session, turn, 0, "the bug was closed").map(true);
            }
            case IN_REVIEW, VERIFIED, DISPUTED, PAYING -> Future.succeededFuture(false);
            default -> Future.succeededFuture(true);
        });
    }

    private Future<Void> askBackers(BugView bug, long original) {
        return shared.contributions().backers(database, bug.id(), MOST_BACKERS).compose(backers -> {
            Set<Long> people = backers.keySet();
            return people.isEmpty()
                    ? Future.succeededFuture()
                    : bus.request(
                                    NotificationsApi.NOTIFY,
                                    new Notify(
                                            "duplicate:" + bug.id() + ":" + original,
                                            List.copyOf(people),
                                            "duplicate_confirmed",
                                            bug.id(),
                                            "Bug " + bug.id() + ", on which you have money, is a duplicate of bug "
                                                    + original + ": you can move your money there, or have it back"))
                            .mapEmpty();
        });
    }
}
