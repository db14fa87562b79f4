package io.crowdfundfix.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Decent;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackHttpTest {
    private static final String FEEDBACK = "/api/v1/ai/feedback";

    private static TestNode node;
    private static TestClient reporter;
    private static JsonNode bug;

    @BeforeAll
    static void start() {
        node = TestNode.complete(Map.of());
        reporter = node.client().newPerson(Role.USER);
        JsonNode none = calibration();
        assertEquals(0, none.path("n").asInt(), none.toString());
        assertTrue(none.path("since").isNull() && none.at("/fields/0/accuracy").isNull(), none.toString());
        assertEquals(10, none.at("/fields/0/bins").size());
        bug = reporter.post(
                        "/api/v1/bugs",
                        Map.of("title", "Login crashes", "description", "NullPointerException on login"))
                .expect(201)
                .json();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void isHeldAgainstWhatWasPredictedAndCountedOnce() {
        long before = calibration().path("n").asLong();
        JsonNode said = give(reporter, "issue_type", "question").expect(200).json();
        assertEquals(bug.at("/analysis/issue_type"), said.path("predicted"));
        assertEquals(bug.at("/analysis/issue_type_confidence"), said.path("confidence"));
        assertEquals(said, give(reporter, "issue_type", "question").expect(200).json());
        JsonNode price = give(reporter, "predicted_bounty", 12.50).expect(200).json();
        assertEquals(12.5, price.path("value").asDouble());
        assertEquals(
                bug.path("predicted_bounty").asDouble(), price.path("predicted").asDouble());
        JsonNode after = calibration();
        assertEquals(before + 2, after.path("n").asLong());
        assertTrue(after.path("since").isTextual());
        assertEquals(1, after.at("/bounty/n").asInt());
    }

    @Test
    void comesFromTheReporterDevelopersAndAdminsOnly() {
        give(node.client().newPerson(Role.DEVELOPER), "category", "crash").expect(200);
        give(node.admin(), "severity", "LOW").expect(200);
        assertEquals(
                "not_your_bug",
                Decent.refusal(403, give(node.client().newPerson(Role.USER), "severity", "LOW"))
                        .code());
        Decent.refusal(401, give(node.client(), "severity", "LOW"));
    }

    @Test
    void leavesTheBugAsItIs() {
        give(reporter, "category", "documentation").expect(200);
        assertEquals(
                bug.path("category"),
                node.client().get("/api/v1/bugs/" + bug.path("id")).json().path("category"));
        assertNotEquals("documentation", bug.path("category").asText());
    }

    @Test
    void aDuplicateBecomesASuggestion() {
        long other = reporter.post("/api/v1/bugs", Map.of("title", "Sign-in fails", "description", "It fails."))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        JsonNode said = give(reporter, "duplicate", other).expect(200).json();
        assertEquals(other, said.path("value").asLong());
        List<String> suggested = node.client()
                .get("/api/v1/bugs/" + bug.path("id") + "/duplicates")
                .json()
                .findValuesAsText("bug_id");
        assertTrue(suggested.contains(Long.toString(other)), suggested.toString());
        Decent.refusal(404, give(reporter, "duplicate", 999_999_999));
        Decent.refusalOf("value", give(reporter, "duplicate", bug.path("id").asLong()));
    }

    @ParameterizedTest
    @CsvSource({
        "issue_type,spam",
        "severity,low",
        "category,Not a category",
        "complexity_score,1.01",
        "complexity_score,-0.1",
        "predicted_bounty,0",
        "predicted_bounty,12.345",
        "duplicate,1.5",
        "duplicate,0",
        "mood,1",
        "issue_type,1"
    })
    void refusesWhatIsNoValueOfItsField(String field, String text) {
        Object value = text.matches("-?[\\d.]+") ? Double.valueOf(text) : text;
        Decent.refusalOf(field.equals("mood") ? "field" : "value", give(reporter, field, value));
    }

    @Test
    void refusesABugThatIsNotThere() {
        Decent.refusal(
                404, reporter.post(FEEDBACK, Map.of("bug_id", 999_999_999, "field", "issue_type", "value", "bug")));
    }

    private static TestClient.Answer give(TestClient person, String field, Object value) {
        return person.post(FEEDBACK, Map.of("bug_id", bug.path("id"), "field", field, "value", value));
    }

    private static JsonNode calibration() {
        return node.client().get("/api/v1/ai/calibration").expect(200).json();
    }
}
