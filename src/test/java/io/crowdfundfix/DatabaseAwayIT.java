package io.crowdfundfix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose PostgreSQL goes away and comes back. */
class DatabaseAwayIT {
    private static final Map<String, Object> REPORT =
            Map.of("title", "Export hangs", "description", "The export hangs at 80 per cent.");

    @TempDir
    Path folder;

    @Test
    void saysThatItIsAwayAndGoesOnWhenItIsBack() throws IOException {
        EmbeddedPostgres postgres = start(0);
        int port = postgres.getPort();
        try (TestNode node = TestNode.complete(Map.of(
                "database.url", "postgresql://localhost:" + port + "/postgres",
                "database.user", "postgres",
                "database.password", "postgres"))) {
            TestClient reporter = node.client().newPerson(Role.USER);
            String bug = reporter.post("/api/v1/bugs", REPORT).expect(201).header("Location");
            postgres.close();
            for (Answer refused : new Answer[] {reporter.get(bug), reporter.post("/api/v1/bugs", REPORT)}) {
                assertEquals(503, refused.status());
                assertEquals("database_unavailable", refused.code());
                assertFalse(refused.header("Retry-After").isEmpty());
            }
            assertEquals(503, reporter.get("/health/ready").status());
            assertEquals(200, reporter.get("/health/live").status());
            postgres = start(port);
            Await.until(
                    "the node is ready again",
                    () -> reporter.get("/health/ready").status() == 200);
            reporter.get(bug).expect(200);
            String next = reporter.post("/api/v1/bugs", REPORT).expect(201).header("Location");
            Await.until(
                    "it is analysed",
                    () -> reporter.get(next)
                            .json()
                            .path("analysis_state")
                            .asText()
                            .equals("done"));
        } finally {
            postgres.close();
        }
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }
}
