package io.crowdfundfix.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A {@link Session} on a pool or on the connection of a transaction. */
final class SqlSession implements Session {
    private final SqlClient reads;
    private final SqlClient writes;

    SqlSession(SqlClient reads, SqlClient writes) {
        this.reads = reads;
        this.writes = writes;
    }

    @Override
    public <T> Future<List<T>> query(String sql, Parameters parameters, Function<Row, T> mapping) {
        return SqlTemplate.forQuery(reads, sql)
                .collecting(Collectors.mapping(mapping, Collectors.<T>toList()))
                .execute(parameters.valueByName())
                .map(SqlResult::value)
                .recover(failure -> Future.failedFuture(SqlFaults.of(failure)));
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
