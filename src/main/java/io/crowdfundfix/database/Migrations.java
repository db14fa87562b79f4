package io.crowdfundfix.database;

import io.crowdfundfix.fault.Fault;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema up to date, one script set for both databases. Blocks. */
public final class Migrations {
    private static final int CONNECT_RETRIES = 10;

    private Migrations() {}

    public static void run(DatabaseConfig config, Path dataDir) {
        Jdbc jdbc = Jdbc.of(config, dataDir);
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(jdbc.url(), jdbc.user(), jdbc.password())
                    .locations("classpath:migrations")
                    .connectRetries(config.isH2() ? 0 : CONNECT_RETRIES)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            if (String.valueOf(e.getMessage()).contains("may be already in use")) {
                throw Fault.conflict(
                        "data_dir_in_use",
                        "The data folder " + dataDir.toAbsolutePath()
                                + " is in use by another process: stop that one, or give --data.dir another folder");
            }
            throw e;
        }
    }
}
