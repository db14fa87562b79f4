package io.crowdfundfix.analytics;

import io.crowdfundfix.analytics.RollupStore.Waiting;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes rollups: from the deltas that wait, or anew from everything. One turn for the whole cluster. */
final class Rollups {
    private static final int DELTAS_AT_ONCE = 2_000;
    private static final int MOST_TRIES = 6_000;
    private static final long BETWEEN_TRIES_MS = 50;

    private final Vertx vertx;
    private final Database database;
    private final Clock clock;
    private final RollupStore store;
    private final TruthStore truth;

    Rollups(Vertx vertx, Database database, Clock clock, RollupStore store) {
        this.vertx = vertx;
        this.database = database;
        this.clock = clock;
        this.store = store;
        this.truth = new TruthStore();
    }

    /** Counts everything if that was never done, as after an update from a version without figures. */
    Future<Void> begin() {
        return store.makeTurn(database)
                .compose(made -> store.isBuilt(database))
                .compose(built -> built ? Future.succeededFuture() : rebuild().mapEmpty());
    }

    Future<Optional<Instant>> oldestWaiting() {
        return store.oldest(database);
    }

    /** Adds some of the deltas that wait, and deletes exactly these in the same transaction; true where more may wait. */
    Future<Boolean> drain() {
        return database.transaction(transaction -> store.takeTurn(transaction)
                .compose(mine ->
                        mine ? store.waiting(transaction, DELTAS_AT_ONCE) : Future.succeededFuture(List.<Waiting>of()))
                .compose(waiting -> {
                    if (waiting.isEmpty()) {
                        return Future.succeededFuture(false);
                    }
                    Figures figures =
                            Figures.of(waiting.stream().map(Waiting::delta).toList());
                    return store.add(transaction, figures.sums())
                            .compose(added -> store.delete(transaction, waiting))
                            .map(deleted -> waiting.size() == DELTAS_AT_ONCE);
                }));
    }

    /**
     * Counts everything anew on one snapshot, in which it also deletes the deltas of what it counts: a change that commits meanwhile is
     * in neither, and its deltas stay. Completes with the number of figures.
     */
    Future<Integer> rebuild() {
        return store.makeTurn(database).compose(made -> rebuild(1));
    }

    private Future<Integer> rebuild(int attempt) {
        return database.snapshot(transaction -> store.takeTurn(transaction)
                        .compose(mine -> mine
                                ? store.clear(transaction)
                                : Future.failedFuture(Fault.unavailable(
                                        "figures_in_use", "The figures are being written: try again")))
                        .compose(cleared -> truth.count(transaction))
                        .compose(figures -> store.add(transaction, figures.sums())
                                .compose(added -> store.markBuilt(transaction, clock.instant()))
                                .map(figures.sums().size())))
                .recover(failure ->
                        failure instanceof Fault fault && fault.kind() == Fault.Kind.UNAVAILABLE && attempt < MOST_TRIES
                                ? later().compose(waited -> rebuild(attempt + 1))
                                : Future.failedFuture(failure));
    }

    private Future<Void> later() {
        Promise<Void> later = Promise.promise();
        vertx.setTimer(BETWEEN_TRIES_MS, up -> later.complete());
        return later.future();
    }
}
