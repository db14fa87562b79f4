package io.crowdfundfix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.DatabaseConfig;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.Postgres;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two whole nodes on one PostgreSQL. */
class ClusteredNodesIT {
    private static final int REPORTS = 15;

    @TempDir
    Path folder;

    @Test
    void analyseEachReportExactlyOnce() {
        DatabaseConfig postgres = Postgres.freshDatabase();
        int one = freePort();
        int two = freePort();
        String members = "127.0.0.1:" + one + ",127.0.0.1:" + two;
        try (TestNode first = TestNode.start(settings(postgres, one, members), Main::capabilities);
                TestNode second = TestNode.start(settings(postgres, two, members), Main::capabilities)) {
            List<TestClient> reporters =
                    List.of(first.client().newPerson(Role.USER), second.client().newPerson(Role.USER));
            List<String> paths = new ArrayList<>();
            for (int i = 0; i < REPORTS; i++) {
                for (TestClient reporter : reporters) {
                    Map<String, Object> report = Map.of("title", "Crash " + i, "description", "Crash number " + i);
                    paths.add(reporter.post("/api/v1/bugs", report).expect(201).header("Location"));
                }
            }
            assertEquals(
                    200,
                    second.client()
                            .as(first.client().signUp(Role.USER))
                            .get("/api/v1/auth/me")
                            .status(),
                    "a token of one node is good on the other");
            Database database = first.node().platform().database();
            Await.until("no job waits", () -> count(database, "select count(*) as n from jobs") == 0);
            assertEquals(
                    Collections.nCopies(2 * REPORTS, 1L),
                    Await.result(database.query(
                            "select count(*) as n from bug_events where kind = 'analyzed' group by bug_id",
                            Parameters.none(),
                            row -> row.getLong("n"))));
            for (String path : paths) {
                String state = second.client()
                        .get(path)
                        .expect(200)
                        .json()
                        .path("analysis_state")
                        .asText();
                assertEquals("done", state, path);
            }
        }
    }

    private Map<String, String> settings(DatabaseConfig postgres, int port, String members) {
        return Map.ofEntries(
                Map.entry(
                        "identity.token_secret_file",
                        folder.resolve("token-secret").toString()),
                Map.entry("cluster.enabled", "true"),
                Map.entry("cluster.name", "nodes-it " + members),
                Map.entry("cluster.port", Integer.toString(port)),
                Map.entry("cluster.members", members),
                Map.entry("database.url", postgres.url()),
                Map.entry("database.user", postgres.user()),
                Map.entry("database.password", postgres.password()),
                Map.entry("analysis.model_dir", "none"),
                Map.entry("analysis.poll_ms", "100"),
                Map.entry("bugs.analysis_wait_ms", "0"));
    }

    private static long count(Database database, String sql) {
        return Await.result(database.query(sql, Parameters.none(), row -> row.getLong("n")))
                .get(0);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
