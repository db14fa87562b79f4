package io.crowdfundfix.bugs;

import io.crowdfundfix.bugs.BugsApi.BugChanged;
import io.crowdfundfix.bugs.BugsApi.BugVersion;
import io.crowdfundfix.bugs.BugsApi.News;
import io.crowdfundfix.bugs.BugsApi.RecordFunding;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings bugs what has happened to the money on them, each piece of news once. */
final class FundingNews {
    private final Database database;
    private final Bus bus;
    private final Clock clock;
    private final BugStore store;
    private final BugJournal journal = new BugJournal();

    FundingNews(Platform platform, BugStore store) {
        this.database = platform.database();
        this.bus = platform.bus();
        this.clock = platform.clock();
        this.store = store;
    }

    Future<BugVersion> record(RecordFunding said) {
        Instant now = clock.instant();
        return database.transaction(session -> store.lock(session, said.bug())
                        .map(found -> found.orElseThrow(
                                () -> Fault.notFound("bug_not_found", "There is no bug " + said.bug())))
                        .compose(bug -> store.bountyVersion(session, bug.id())
                                .compose(known -> known >= said.bountyVersion()
                                        ? Future.succeededFuture(bug)
                                        : write(session, bug, said.since(known), now))))
                .map(bug -> {
                    bus.publish(BugsApi.CHANGED, new BugChanged(bug.id(), bug.version()));
                    return new BugVersion(bug.id(), bug.version());
                });
    }

    private Future<Bug> write(Session session, Bug bug, RecordFunding said, Instant now) {
        Future<Bug> all = store.updateFunding(session, said, now).map(bug);
        for (News news : said.news()) {
            all = all.compose(before -> store.advance(session, before.id())
                    .compose(done ->
                            store.addEvent(session, before.id(), news.kind(), news.actor(), news.detail(), news.at()))
                    .map(seq -> before.at(seq)));
        }
        return all.compose(told -> advance(session, told, said.reached(), now));
    }

    /** Step by step, as people would; where the bug is as far or was closed, not at all. */
    private Future<Bug> advance(Session session, Bug bug, @Nullable Status reached, Instant now) {
        List<Status> steps = bug.status().until(reached);
        Future<Bug> all = Future.succeededFuture(bug);
        for (Status step : steps) {
            all = all.compose(before -> {
                Bug moved = before.moved(step);
                return store.updateStatus(session, moved, now)
                        .compose(done -> store.addEvent(
                                session,
                                moved.id(),
                                "status_changed",
                                null,
                                before.status() + " → " + moved.status(),
                                now))
                        .compose(seq -> journal.followed(session, before, step, now))
                        .map(moved);
            });
        }
        return all;
    }
}
