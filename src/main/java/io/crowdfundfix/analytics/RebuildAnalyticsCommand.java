package io.crowdfundfix.analytics;

import io.crowdfundfix.database.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;

/** Counts all figures anew, also while nodes are running on the same database. */
public final class RebuildAnalyticsCommand {
    private RebuildAnalyticsCommand() {}

    /** Completes with what there is to say. */
    public static Future<String> run(Vertx vertx, Database database, Clock clock) {
        return new Rollups(vertx, database, clock, new RollupStore())
                .rebuild()
                .map(figures -> figures + " figures counted anew");
    }
}
