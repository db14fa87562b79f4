package io.crowdfundfix.ledger;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.ledger.Seal.Sums;
import io.crowdfundfix.ledger.SealStore.Unsealed;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Chains what was posted into seals, after the fact, so that no posting ever waits for the head of a chain. A seal covers exactly the
 * batches that it read; one that commits later comes into the next. Any number of nodes may try: the seal's number is taken once, and
 * who comes second seals nothing.
 */
public final class Sealer {
    private static final int MAX_BATCHES = 1_000;
    private static final int MAX_TRANSACTIONS = 50_000;
    private static final int MAX_SEALS = 20;

    private final Database database;
    private final Clock clock;
    private final int maxBatches;
    private final int maxTransactions;
    private final SealStore store = new SealStore();

    public Sealer(Database database, Clock clock) {
        this(database, clock, MAX_BATCHES, MAX_TRANSACTIONS);
    }

    /** With other bounds on what one seal covers. */
    Sealer(Database database, Clock clock, int maxBatches, int maxTransactions) {
        this.database = database;
        this.clock = clock;
        this.maxBatches = maxBatches;
        this.maxTransactions = maxTransactions;
    }

    /** Seals what waits, a bounded part of it at a time, and says how many batches that were. */
    public Future<Integer> seal() {
        return seal(0, MAX_SEALS);
    }

    private Future<Integer> seal(int before, int left) {
        return database.transaction(session -> store.unsealed(session, maxBatches)
                        .compose(waiting -> waiting.isEmpty()
                                ? Future.succeededFuture(0)
                                : store.last(session).compose(last -> {
                                    List<Unsealed> covered = bounded(waiting);
                                    Seal seal = last.orElse(Seal.beforeTheFirst())
                                            .next(
                                                    covered.stream()
                                                            .map(Unsealed::root)
                                                            .toList(),
                                                    sum(covered),
                                                    clock.instant());
                                    return store.add(session, seal, covered).map(covered.size());
                                })))
                .recover(Sealer::takenByAnother)
                .compose(count -> count == 0 || left == 1
                        ? Future.succeededFuture(before + count)
                        : seal(before + count, left - 1));
    }

    /** So many of the first that their transactions stay within bounds, but one at least. */
    private List<Unsealed> bounded(List<Unsealed> waiting) {
        List<Unsealed> bounded = new ArrayList<>();
        long transactions = 0;
        for (Unsealed batch : waiting) {
            transactions += batch.sums().transactions();
            if (transactions > maxTransactions && !bounded.isEmpty()) {
                break;
            }
            bounded.add(batch);
        }
        return bounded;
    }

    private static Sums sum(List<Unsealed> batches) {
        return batches.stream().map(Unsealed::sums).reduce(Sums.NONE, Sums::plus);
    }

    private static Future<Integer> takenByAnother(Throwable failure) {
        return failure instanceof Fault fault && fault.kind() == Fault.Kind.CONFLICT
                ? Future.succeededFuture(0)
                : Future.failedFuture(failure);
    }

    /** How many batches wait for a seal. */
    public Future<Long> waiting() {
        return store.unsealedCount(database);
    }
}
