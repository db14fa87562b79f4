package io.crowdfundfix.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.TestNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose model folder holds no model. */
class FallbackHttpTest {
    private static TestNode node;

    @BeforeAll
    static void start(@TempDir Path empty) {
        node = TestNode.complete(Map.of("analysis.model_dir", empty.toString()));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void analysesAndSaysThatItIsTheFallback() {
        JsonNode analysis = node.client()
                .newPerson(Role.USER)
                .post(
                        "/api/v1/ai/analyze-bug",
                        Map.of("title", "Login", "description", "NullPointerException on login"))
                .expect(200)
                .json();
        assertTrue(analysis.at("/engine/fallback").asBoolean(), analysis.toString());
        assertEquals("hashing-v1", analysis.at("/engine/name").asText());
        assertFalse(analysis.path("summary").asText().isEmpty());
    }

    @Test
    void isHealthyAndSaysSo() {
        JsonNode health = node.client().get("/health").expect(200).json();
        assertEquals("UP", health.at("/parts/analysis/status").asText());
        assertTrue(
                health.at("/parts/analysis/detail").asText().startsWith("hashing-v1 (fallback), "), health.toString());
    }
}
