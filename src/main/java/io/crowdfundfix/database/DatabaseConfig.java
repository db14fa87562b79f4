package io.crowdfundfix.database;

import io.crowdfundfix.fault.Check;
import java.util.regex.Pattern;

/**
 * Where the truth is kept.
 *
 * @param url {@code postgresql://host:port/name}; empty for H2 in the data folder
 * @param user PostgreSQL user
 * @param password better given by environment or {@code password_file}
 * @param passwordFile a file that holds the password; empty for none
 * @param maxConnections connections of each pool
 * @param maxWaiting requests that may wait for a connection before the database answers busy
 * @param waitSeconds how long one waits for a connection
 */
public record DatabaseConfig(
        String url,
        String user,
        String password,
        String passwordFile,
        int maxConnections,
        int maxWaiting,
        int waitSeconds) {
    private static final Pattern URL =
            Pattern.compile("postgresql://(\\[[0-9a-fA-F:.]+]|[^/?#@:\\s\\[\\]]+)(:\\d{1,5})?/[^/?#\\s]+");

    public DatabaseConfig {
        Check.that()
                .isTrue(
                        "url",
                        url.isEmpty() || URL.matcher(url).matches(),
                        "must be empty (H2) or postgresql://host:port/name without user and password")
                .isTrue("user", url.isEmpty() || !user.isBlank(), "is required with database.url")
                .range("max_connections", maxConnections, 1, 200)
                .range("max_waiting", maxWaiting, 1, 100_000)
                .range("wait_seconds", waitSeconds, 1, 60)
                .done();
    }

    public static DatabaseConfig defaults() {
        return new DatabaseConfig("", "", "", "", 8, 2000, 3);
    }

    public boolean isH2() {
        return url.isEmpty();
    }

    @Override
    public String toString() {
        return "DatabaseConfig[url=" + url + ", user=" + user + ", password=***]";
    }
}
