package io.crowdfundfix.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Statements with {@code #{name}} parameters, either each for itself or inside one transaction. Parameters are text, numbers, booleans,
 * {@link java.time.OffsetDateTime}, buffers and arrays of these. Every failure is a fault.
 */
public interface Session {
    <T> Future<List<T>> query(String sql, Parameters parameters, Function<Row, T> mapping);

    /** How many rows an insert, update or delete changed. */
    Future<Integer> update(String sql, Parameters parameters);

    /** The same statement for each of these parameters, in one round trip. */
    Future<Void> batch(String sql, List<Parameters> parameters);

    /** Inserts these rows by one statement. */
    default Future<Void> insert(String table, Columns<?> rows) {
        return rows.isEmpty()
                ? Future.succeededFuture()
                : update(rows.insert(table), rows.parameters()).mapEmpty();
    }

    /** Sets, in the rows that the first column names, all others, by one statement. */
    default Future<Void> set(String table, Columns<?> rows) {
        return rows.isEmpty()
                ? Future.succeededFuture()
                : update(rows.update(table), rows.parameters()).mapEmpty();
    }

    default <T> Future<Optional<T>> find(String sql, Parameters parameters, Function<Row, T> mapping) {
        return query(sql, parameters, mapping).map(rows -> rows.stream().findFirst());
    }
}
