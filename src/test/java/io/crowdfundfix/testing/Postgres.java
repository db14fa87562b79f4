package io.crowdfundfix.testing;

import io.crowdfundfix.database.DatabaseConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for this JVM, started when the first test needs it; it ends with the JVM. */
public final class Postgres {
    private static final String USER = "postgres";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Postgres() {}

    /** Settings that lead to a new, empty database. */
    public static DatabaseConfig freshDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the database " + name, e);
        }
        DatabaseConfig defaults = DatabaseConfig.defaults();
        return new DatabaseConfig(
                "postgresql://localhost:" + Server.RUNNING.getPort() + "/" + name,
                USER,
                USER,
                "",
                defaults.maxConnections(),
                defaults.maxWaiting(),
                defaults.waitSeconds());
    }

    /** Loaded, and with it started, at first use. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                // the embedded server's own default is off, which would hide what a commit costs and promises
                return EmbeddedPostgres.builder()
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL did not start", e);
            }
        }
    }
}
