package io.crowdfundfix.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;

/** Rows of H2 that are locked from inside of the node's own process, so that what writes them next waits until it is killed. */
public final class HeldRows {
    private final Connection locks;

    private HeldRows(Connection locks) {
        this.locks = locks;
    }

    private static Connection connect(Path data) throws SQLException {
        return DriverManager.getConnection(
                Jdbc.of(DatabaseConfig.defaults(), data).url(), "", "");
    }

    /** Locks what this selects. */
    public static HeldRows of(Path data, String selectForUpdate) throws SQLException {
        Connection connection = connect(data);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(selectForUpdate);
        }
        return new HeldRows(connection);
    }

    public void release() throws SQLException {
        locks.rollback();
    }

    /** Returns as soon as this selects something. */
    public static void await(Path data, String reached) throws SQLException {
        try (Connection connection = connect(data);
                Statement statement = connection.createStatement()) {
            boolean there = false;
            while (!there) {
                try (ResultSet rows = statement.executeQuery(reached)) {
                    there = rows.next();
                }
                LockSupport.parkNanos(500_000);
            }
        }
    }
}
