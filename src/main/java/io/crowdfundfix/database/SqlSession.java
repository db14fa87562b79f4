package io.crowdfundfix.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A {@link Session} on a pool or on the connection of a transaction. */
final class SqlSession implements Session {
    /** Statements are texts in the code; only combined filters vary, and those beyond this many are parsed each time. */
    private static final int MAX_PARSED = 1_000;

    private final SqlClient reads;
    private final SqlClient writes;
    private final boolean reused;
    private final Map<String, SqlTemplate<Map<String, Object>, RowSet<Row>>> queryBySql = new ConcurrentHashMap<>();

    private SqlSession(SqlClient reads, SqlClient writes, boolean reused) {
        this.reads = reads;
        this.writes = writes;
        this.reused = reused;
    }

    /** Lives as long as the pools, and keeps what it has parsed. */
    static SqlSession onPools(SqlClient reads, SqlClient writes) {
        return new SqlSession(reads, writes, true);
    }

    static SqlSession inTransaction(SqlClient connection) {
        return new SqlSession(connection, connection, false);
    }

    @Override
    public <T> Future<List<T>> query(String sql, Parameters parameters, Function<Row, T> mapping) {
        return template(sql)
                .execute(parameters.valueByName())
                .map(rows -> mapped(rows, mapping))
                .recover(failure -> Future.failedFuture(SqlFaults.of(failure)));
    }

    private SqlTemplate<Map<String, Object>, RowSet<Row>> template(String sql) {
        SqlTemplate<Map<String, Object>, RowSet<Row>> parsed = queryBySql.get(sql);
        if (parsed == null) {
            parsed = SqlTemplate.forQuery(reads, sql);
            if (reused && queryBySql.size() < MAX_PARSED) {
                queryBySql.put(sql, parsed);
            }
        }
        return parsed;
    }

    private static <T> List<T> mapped(RowSet<Row> rows, Function<Row, T> mapping) {
        List<T> mapped = new ArrayList<>();
        for (Row row : rows) {
            mapped.add(mapping.apply(row));
        }
        return mapped;
    }

    @Override
    public Future<Integer> update(String sql, Parameters parameters) {
        return SqlTemplate.forUpdate(writes, sql)
                .execute(parameters.valueByName())
                .map(SqlResult::rowCount)
                .recover(failure -> Future.failedFuture(SqlFaults.of(failure)));
    }

    @Override
    public Future<Void> batch(String sql, List<Parameters> parameters) {
        if (parameters.isEmpty()) {
            return Future.succeededFuture();
        }
        return SqlTemplate.forUpdate(writes, sql)
                .executeBatch(parameters.stream().map(Parameters::valueByName).toList())
                .<Void>mapEmpty()
                .recover(failure -> Future.failedFuture(SqlFaults.of(failure)));
    }
}
