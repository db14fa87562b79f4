package io.crowdfundfix.database;

import io.crowdfundfix.testing.Await;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;

/** A process that stores row after row, says of each that it is stored once the database says so, and goes on until it is killed. */
public final class AcknowledgedRows {
    private AcknowledgedRows() {}

    public static void main(String[] arguments) {
        Path data = Path.of(arguments[0]);
        Migrations.run(DatabaseConfig.defaults(), data);
        Database database = Database.open(Vertx.vertx(), DatabaseConfig.defaults(), data);
        for (long row = 1; ; row++) {
            Await.result(database.update(
                    """
                    insert into idempotency_keys (caller, operation, key_value, request_hash, made, taken_at)
                    values (1, 'test', #{key}, '', #{row}, current_timestamp)
                    """, Parameters.with("key", Long.toString(row)).and("row", row)));
            System.out.println("stored " + row);
        }
    }

    /** What is there now. */
    public static List<Long> read(Path data) {
        Vertx vertx = Vertx.vertx();
        Database database = Database.open(vertx, DatabaseConfig.defaults(), data);
        try {
            return Await.result(
                    database.query("select made from idempotency_keys", Parameters.none(), row -> row.getLong("made")));
        } finally {
            Await.result(database.close());
            Await.result(vertx.close());
        }
    }
}
