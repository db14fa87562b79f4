package io.crowdfundfix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.database.AcknowledgedRows;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.ChildJvm;
import io.crowdfundfix.testing.TestClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is still there after the process was killed. */
class DurabilityIT {
    private static final Pattern UP = Pattern.compile("CrowdfundFix is up +http://localhost:(\\d+)");
    private static final Pattern TENTH_ROW = Pattern.compile("^stored (10)$");

    @TempDir
    private Path data;

    @Test
    void aReportedBugSurvivesAKillAndIsAnalysedAfterwards() {
        String path;
        try (ChildJvm child = serve()) {
            TestClient person = client(child).newPerson(Role.USER);
            path = person.post("/api/v1/bugs", Map.of("title", "Lost on kill", "description", "kill -9 after 201"))
                    .expect(201)
                    .header("Location");
            child.kill();
        }
        try (ChildJvm child = serve()) {
            TestClient client = client(child);
            assertEquals("Lost on kill", bug(client, path).path("title").asText());
            Await.until(
                    "the bug is analysed",
                    () -> bug(client, path).path("analysis_state").asText().equals("done"));
            child.terminate();
            assertEquals(143, child.exitCode(), child.output());
        }
    }

    private static JsonNode bug(TestClient client, String path) {
        return client.get(path).expect(200).json();
    }

    @RepeatedTest(3)
    void everyAcknowledgedRowSurvivesAKill() {
        List<String> acknowledged;
        try (ChildJvm child = ChildJvm.start(AcknowledgedRows.class.getName(), data.toString())) {
            child.await(TENTH_ROW);
            child.kill();
            acknowledged = child.lines().stream()
                    .filter(line -> line.matches("stored \\d+"))
                    .toList();
        }
        assertTrue(acknowledged.size() >= 10, acknowledged.toString());
        List<Long> found = AcknowledgedRows.read(data);
        for (String line : acknowledged) {
            long row = Long.parseLong(line.substring("stored ".length()));
            assertTrue(found.contains(row), "row " + row + " of " + acknowledged.size() + " was lost");
        }
    }

    private ChildJvm serve() {
        return ChildJvm.start(
                Main.class.getName(),
                "--data.dir=" + data,
                "--http.port=0",
                "--demo=false",
                "--analysis.model_dir=none",
                "--bugs.analysis_wait_ms=0");
    }

    private static TestClient client(ChildJvm child) {
        return new TestClient(Integer.parseInt(child.await(UP)));
    }
}
