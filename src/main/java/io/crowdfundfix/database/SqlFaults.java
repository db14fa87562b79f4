package io.crowdfundfix.database;

import io.crowdfundfix.fault.Fault;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates what either database says into faults, by SQLSTATE. What has no translation is a defect of ours and passes as it is. */
final class SqlFaults {
    private static final Logger LOG = LoggerFactory.getLogger(SqlFaults.class);
    static final String CONFLICTING_WRITE = "conflicting_write";

    private SqlFaults() {}

    static Throwable of(Throwable failure) {
        if (failure instanceof Fault) {
            return failure;
        }
        String state = sqlState(failure);
        if (state != null) {
            return ofState(state, failure);
        }
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof VertxException && message.contains("max wait queue")) {
            return Fault.busy("The database is at its limit of waiting requests");
        }
        if (failure instanceof IOException || failure instanceof VertxException) {
            return unavailable(failure);
        }
        return failure;
    }

    private static Throwable ofState(String state, Throwable failure) {
        return switch (state) {
            case "23505" -> Fault.conflict("already_exists", "This already exists");
            // serialization failure, deadlock, lock time-out (PostgreSQL 55P03, H2 HYT00)
            case "40001", "40P01", "55P03", "HYT00" -> conflictingWrite();
            default -> isConnection(state) ? unavailable(failure) : failure;
        };
    }

    static Fault conflictingWrite() {
        return Fault.unavailable(CONFLICTING_WRITE, "Another write was in the way: try again");
    }

    /** 08 connection, 53 resources, 57 operator intervention such as a shutdown, 90xxx of H2 that say the database is closed. */
    private static boolean isConnection(String state) {
        return state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.equals("90007")
                || state.equals("90067")
                || state.equals("90098")
                || state.equals("90121");
    }

    private static Fault unavailable(Throwable failure) {
        LOG.warn("the database cannot be reached: {}", failure.toString());
        return Fault.unavailable("database_unavailable", "The database cannot be reached at present");
    }

    private static @Nullable String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException postgres) {
                return postgres.getSqlState();
            }
            if (cause instanceof SQLException jdbc) {
                return jdbc.getSQLState();
            }
        }
        return null;
    }
}
