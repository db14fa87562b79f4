package io.crowdfundfix.database;

import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The truth of this installation: H2 embedded or PostgreSQL. Statements outside of a transaction commit each for itself. Reads and
 * writes have a pool each on PostgreSQL, because pipelining makes reads fast and writes slow.
 */
public final class Database implements Session {
    private static final int PIPELINED_READS = 256;
    /** As long as H2 waits: a node that froze in a transaction must not hold the others for ever. */
    private static final String LOCK_TIMEOUT_MS = "5000";

    private static final String STATEMENT_TIMEOUT_MS = "30000";
    private static final int ATTEMPTS_ON_CONFLICT = 3;

    private final Pool reads;
    private final Pool writes;
    private final SqlSession autocommit;
    private final String snapshotLevel;

    private Database(Pool reads, Pool writes, String snapshotLevel) {
        this.reads = reads;
        this.writes = writes;
        this.snapshotLevel = snapshotLevel;
        this.autocommit = SqlSession.onPools(reads, writes);
    }

    /** Opens the pools; does not connect yet. {@link Migrations} come first. */
    public static Database open(Vertx vertx, DatabaseConfig config, Path dataDir) {
        PoolOptions pool = new PoolOptions()
                .setMaxSize(config.maxConnections())
                .setMaxWaitQueueSize(config.maxWaiting())
                .setConnectionTimeout(config.waitSeconds())
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setEventLoopSize(0);
        if (config.isH2()) {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL(Jdbc.of(config, dataDir).url());
            Pool h2 = JDBCPool.pool(vertx, new AutocommitDataSource(source), pool);
            return new Database(h2, h2, "snapshot");
        }
        PgConnectOptions connect = PgConnectOptions.fromUri(config.url())
                .setUser(config.user())
                .setPassword(Jdbc.password(config))
                .setCachePreparedStatements(true)
                .setReconnectAttempts(0)
                .addProperty("lock_timeout", LOCK_TIMEOUT_MS)
                .addProperty("statement_timeout", STATEMENT_TIMEOUT_MS)
                .addProperty("idle_in_transaction_session_timeout", STATEMENT_TIMEOUT_MS);
        Pool writes = PgBuilder.pool()
                .connectingTo(new PgConnectOptions(connect)
                        .setPipeliningLimit(1)
                        // a plan that was kept from when a table was small reads all of it when it is large
                        .addProperty("plan_cache_mode", "force_custom_plan"))
                .with(pool)
                .using(vertx)
                .build();
        Pool reads = PgBuilder.pool()
                .connectingTo(new PgConnectOptions(connect).setPipeliningLimit(PIPELINED_READS))
                .with(pool)
                .using(vertx)
                .build();
        return new Database(reads, writes, "repeatable read");
    }

    @Override
    public <T> Future<List<T>> query(String sql, Parameters parameters, Function<Row, T> mapping) {
        return autocommit.query(sql, parameters, mapping);
    }

    @Override
    public Future<Integer> update(String sql, Parameters parameters) {
        return autocommit.update(sql, parameters);
    }

    @Override
    public Future<Void> batch(String sql, List<Parameters> parameters) {
        return transaction(session -> session.batch(sql, parameters));
    }

    /** All or nothing. A transaction that met a conflicting write is run again, so the work must not reach outside of its session. */
    public <T> Future<T> transaction(Function<Session, Future<T>> work) {
        return attempt(work, 1);
    }

    /** What a transaction fails with to be run again: somebody else's write was in its way, and will be seen then. */
    public static Fault tryAgain() {
        return SqlFaults.conflictingWrite();
    }

    /** A transaction that sees everything as it was at its first statement. Fails where another write was in the way: try it again. */
    public <T> Future<T> snapshot(Function<Session, Future<T>> work) {
        return writes.withConnection(connection -> isolate(connection, snapshotLevel)
                        .compose(isolated -> committed(connection, work))
                        .eventually(() -> isolate(connection, "read committed")))
                .recover(failure -> Future.failedFuture(SqlFaults.of(failure)));
    }

    private static Future<Void> isolate(SqlConnection connection, String level) {
        return connection
                .query("set session characteristics as transaction isolation level " + level)
                .execute()
                .mapEmpty();
    }

    private static <T> Future<T> committed(SqlConnection connection, Function<Session, Future<T>> work) {
        return connection
                .begin()
                .compose(transaction -> work.apply(SqlSession.inTransaction(connection))
                        .compose(
                                done -> transaction.commit().map(done),
                                failure ->
                                        transaction.rollback().transform(rolledBack -> Future.failedFuture(failure))));
    }

    private <T> Future<T> attempt(Function<Session, Future<T>> work, int attempt) {
        return writes.<T>withTransaction(connection -> work.apply(SqlSession.inTransaction(connection)))
                .recover(failure -> {
                    Throwable said = SqlFaults.of(failure);
                    boolean again = said instanceof Fault fault
                            && fault.code().equals(SqlFaults.CONFLICTING_WRITE)
                            && attempt < ATTEMPTS_ON_CONFLICT;
                    return again ? attempt(work, attempt + 1) : Future.failedFuture(said);
                });
    }

    /** Completes when the database answers. */
    public Future<Void> ping() {
        return query("select 1", Parameters.none(), row -> row.getInteger(0)).mapEmpty();
    }

    public Future<Void> close() {
        return writes.close().eventually(() -> reads == writes ? Future.succeededFuture() : reads.close());
    }
}
