package io.crowdfundfix.testing;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.DatabaseConfig;
import io.crowdfundfix.database.Migrations;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.jobs.Jobs;
import io.crowdfundfix.security.AccessTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/** A real platform without HTTP: a migrated database of its own, Vert.x, the bus, and a clock that tests move. */
public final class TestPlatform implements AutoCloseable {
    /** Signs the access tokens of every test platform. */
    public static final String TOKEN_SECRET = "a secret of tests, long enough for HS256";

    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(15);

    private final TempFolder folder = TempFolder.create();
    private final MutableClock clock = new MutableClock();
    private final DatabaseConfig config;
    private final Platform platform;

    private TestPlatform(DatabaseConfig config) {
        this.config = config;
        Migrations.run(config, folder.path());
        Vertx vertx = Vertx.vertx();
        MeterRegistry meters = new SimpleMeterRegistry();
        Database database = Database.open(vertx, config, folder.path());
        this.platform = new Platform(
                vertx,
                new Bus(vertx, meters, clock),
                database,
                new Jobs(database, clock),
                new AccessTokens(vertx, TOKEN_SECRET, TOKEN_LIFETIME),
                meters,
                clock,
                folder.path());
    }

    public static TestPlatform onH2() {
        return new TestPlatform(DatabaseConfig.defaults());
    }

    public static TestPlatform onPostgres() {
        return new TestPlatform(Postgres.freshDatabase());
    }

    public Platform platform() {
        return platform;
    }

    public MutableClock clock() {
        return clock;
    }

    /** Empties every table and sets the clock back. */
    public void reset() {
        clock.reset();
        List<String> tables =
                Await.result(platform.database().query("""
                select table_name from information_schema.tables
                where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'
                """, Parameters.none(), row -> row.getString("table_name")));
        if (config.isH2()) {
            run("set referential_integrity false");
            tables.forEach(table -> run("truncate table " + table));
            run("set referential_integrity true");
        } else {
            run("truncate " + String.join(", ", tables));
        }
    }

    /** Stops what the test deployed. */
    public void undeployAll() {
        platform.vertx()
                .deploymentIDs()
                .forEach(id -> Await.result(platform.vertx().undeploy(id)));
    }

    private void run(String sql) {
        Await.result(platform.database().update(sql, Parameters.none()));
    }

    @Override
    public void close() {
        Await.result(platform.database().close());
        Await.result(platform.vertx().close());
        folder.close();
    }
}
