package io.crowdfundfix.database;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes idempotency keys when their day is over. */
public final class ExpiredKeys extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiredKeys.class);
    private static final long EVERY_MS = 10 * 60 * 1000;

    private final Database database;
    private final IdempotencyKeys keys;
    private final Clock clock;

    public ExpiredKeys(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.keys = new IdempotencyKeys(clock);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(
                EVERY_MS,
                tick -> keys.expire(database, clock.instant())
                        .onFailure(failure -> LOG.warn("expired keys stay for now: {}", failure.getMessage())));
        return Future.succeededFuture();
    }
}
