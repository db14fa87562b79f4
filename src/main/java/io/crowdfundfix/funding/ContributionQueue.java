package io.crowdfundfix.funding;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.ContributionGroup.Result;
import io.crowdfundfix.funding.FundingApi.BountyChanged;
import io.crowdfundfix.funding.FundingApi.Contributed;
import io.micrometer.core.instrument.DistributionSummary;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Contributions that share commits: while one group is being written, those that come wait and are the next group. So each is durable
 * when it is answered, and many cost one commit. Belongs to one event loop.
 */
final class ContributionQueue {
    /** Beyond it a group takes so long that those behind it notice. */
    private static final int MOST_IN_A_GROUP = 512;

    private static final int MOST_WAITING = 4_096;

    private final Database database;
    private final Bus bus;
    private final Clock clock;
    private final ContributionGroup group;
    private final DistributionSummary groupSize;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean writing;

    ContributionQueue(Platform platform, ContributionGroup group) {
        this.database = platform.database();
        this.bus = platform.bus();
        this.clock = platform.clock();
        this.group = group;
        this.groupSize =
                DistributionSummary.builder("crowdfundfix.funding.group.size").register(platform.meters());
    }

    private record Waiting(Pledge pledge, Promise<Result> promise) {}

    /** Durable when it succeeds. Fails as {@code BUSY} at once where too many wait. */
    Future<Result> add(Pledge pledge) {
        if (waiting.size() >= MOST_WAITING) {
            return Future.failedFuture(Fault.busy(MOST_WAITING + " contributions wait to be written"));
        }
        Waiting one = new Waiting(pledge, Promise.promise());
        waiting.add(one);
        writeNext();
        return one.promise().future();
    }

    private void writeNext() {
        if (writing || waiting.isEmpty()) {
            return;
        }
        writing = true;
        List<Waiting> next = new ArrayList<>();
        while (next.size() < MOST_IN_A_GROUP && !waiting.isEmpty()) {
            next.add(waiting.remove());
        }
        groupSize.record(next.size());
        write(next).onComplete(done -> {
            writing = false;
            writeNext();
        });
    }

    /** Where one of them breaks the whole, each is written by itself, so that the others do not suffer. */
    private Future<Void> write(List<Waiting> pledges) {
        List<Pledge> asked = pledges.stream().map(Waiting::pledge).toList();
        return database.transaction(
                        session -> group.write(session, asked, clock.instant().truncatedTo(ChronoUnit.MICROS)))
                .map(results -> {
                    for (int i = 0; i < results.size(); i++) {
                        pledges.get(i).promise().complete(results.get(i));
                    }
                    tell(results);
                    return (Void) null;
                })
                .recover(failure -> {
                    boolean away = failure instanceof Fault fault && fault.kind() == Fault.Kind.UNAVAILABLE;
                    if (pledges.size() == 1 || away) {
                        pledges.forEach(one -> one.promise().tryFail(failure));
                        return Future.succeededFuture();
                    }
                    Future<Void> all = Future.succeededFuture();
                    for (Waiting one : pledges) {
                        all = all.compose(done -> write(List.of(one)));
                    }
                    return all;
                });
    }

    private void tell(List<Result> results) {
        results.stream()
                .map(Result::done)
                .filter(done -> done != null)
                .mapToLong(Contributed::bugId)
                .distinct()
                .forEach(bug -> bus.publish(FundingApi.CHANGED, new BountyChanged(bug, 0)));
    }
}
