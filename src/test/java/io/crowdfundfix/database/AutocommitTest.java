package io.crowdfundfix.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.TempFolder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** vertx-jdbc-client issue #356: what runs on a connection after a transaction has to be committed all the same. */
class AutocommitTest {
    private static final int ROUNDS = 20;
    private static final DatabaseConfig TWO_CONNECTIONS = new DatabaseConfig("", "", "", "", 2, 100, 3);

    private final TempFolder folder = TempFolder.create();
    private final Vertx vertx = Vertx.vertx();
    private final Database database = Database.open(vertx, TWO_CONNECTIONS, folder.path());

    @BeforeEach
    void makeATable() {
        update("create table numbers (n integer primary key, hits integer not null)");
        update("insert into numbers values (0, 0)");
    }

    @AfterEach
    void close() {
        Await.result(database.close());
        Await.result(vertx.close());
        folder.close();
    }

    @Test
    void aStatementAfterACommitIsCommitted() throws SQLException {
        for (int i = 1; i <= ROUNDS; i++) {
            int n = i;
            Await.result(database.transaction(session -> insert(session, n)));
            Await.result(insert(database, n + ROUNDS));
        }
        assertEquals(2 * ROUNDS, asOthersSeeIt("select count(*) from numbers where n > 0"));
    }

    @Test
    void aStatementAfterARollbackIsCommitted() throws SQLException {
        for (int i = 1; i <= ROUNDS; i++) {
            int n = i;
            Await.fault(database.transaction(session -> insert(session, n).compose(done -> insert(session, n))));
            Await.result(insert(database, n + ROUNDS));
        }
        assertEquals(0, asOthersSeeIt("select count(*) from numbers where n between 1 and " + ROUNDS));
        assertEquals(ROUNDS, asOthersSeeIt("select count(*) from numbers where n > " + ROUNDS));
    }

    @Test
    void noStatementKeepsItsLock() throws SQLException {
        List<Future<Integer>> hits = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            hits.add(database.transaction(AutocommitTest::hit));
            hits.add(hit(database));
        }
        hits.forEach(Await::result);
        assertEquals(2 * ROUNDS, asOthersSeeIt("select hits from numbers where n = 0"));
    }

    @Test
    void aTransactionAfterPlainStatementsIsStillOne() throws SQLException {
        for (int i = 1; i <= ROUNDS; i++) {
            int n = i;
            Await.result(hit(database));
            Await.result(database.transaction(session -> insert(session, n)));
            Await.fault(
                    database.transaction(session -> insert(session, n + ROUNDS).compose(done -> insert(session, n))));
        }
        assertEquals(ROUNDS, asOthersSeeIt("select count(*) from numbers where n > 0"));
    }

    private static Future<Integer> hit(Session session) {
        return session.update("update numbers set hits = hits + 1 where n = 0", Parameters.none());
    }

    private static Future<Integer> insert(Session session, int n) {
        return session.update("insert into numbers values (#{n}, 0)", Parameters.with("n", n));
    }

    private void update(String sql) {
        Await.result(database.update(sql, Parameters.none()));
    }

    /** Over a connection of its own, which sees only what is committed. */
    private int asOthersSeeIt(String sql) throws SQLException {
        Jdbc jdbc = Jdbc.of(TWO_CONNECTIONS, folder.path());
        try (Connection connection = DriverManager.getConnection(jdbc.url());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
