package io.crowdfundfix.bus;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/**
 * What hints set off: rounds of work, one at a time. A hint in the middle of a round makes one more, and a round that says there is more is
 * followed by the next. A round that fails is followed by none until the next hint. Belongs to one context.
 */
public final class Rounds {
    private final Supplier<Future<Boolean>> round;
    private final Promise<Void> ended = Promise.promise();
    private boolean running;
    private boolean again;
    private boolean stopping;

    /**
     * Rounds of this work.
     *
     * @param round tells whether there may be more; logs its own failures
     */
    public Rounds(Supplier<Future<Boolean>> round) {
        this.round = round;
    }

    /** There may be work. */
    public void run() {
        if (stopping) {
            return;
        }
        if (running) {
            again = true;
            return;
        }
        running = true;
        again = false;
        round.get().onComplete(done -> {
            running = false;
            if (stopping) {
                ended.complete();
            } else if (again || done.succeeded() && done.result()) {
                run();
            }
        });
    }

    /** Whether the round under way is the last, and should begin nothing more. */
    public boolean isStopping() {
        return stopping;
    }

    /** Begins no further round; completes when the one under way is done. */
    public Future<Void> stop() {
        stopping = true;
        return running ? ended.future() : Future.succeededFuture();
    }
}
