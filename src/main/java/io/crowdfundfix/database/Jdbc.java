package io.crowdfundfix.database;

import io.crowdfundfix.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the database is in JDBC's words. */
record Jdbc(String url, String user, String password) {
    /** WRITE_DELAY=0: what was acknowledged survives the end of the process. The cache keeps every statement of the product parsed. */
    private static final String H2_OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=256;LOCK_TIMEOUT=5000";

    static Jdbc of(DatabaseConfig config, Path dataDir) {
        return config.isH2()
                ? new Jdbc("jdbc:h2:file:" + dataDir.toAbsolutePath().resolve("crowdfundfix") + H2_OPTIONS, "", "")
                : new Jdbc("jdbc:" + config.url(), config.user(), password(config));
    }

    static String password(DatabaseConfig config) {
        if (config.passwordFile().isEmpty()) {
            return config.password();
        }
        try {
            return Files.readString(Path.of(config.passwordFile())).strip();
        } catch (IOException e) {
            throw Fault.invalid("database.password_file", "cannot be read: " + config.passwordFile());
        }
    }

    @Override
    public String toString() {
        return url;
    }
}
