package io.crowdfundfix.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Decent;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DuplicatesHttpTest {
    private static final Map<String, String> CONFIRMED = Map.of("state", "confirmed");
    private static final Map<String, String> REJECTED = Map.of("state", "rejected");

    private static TestNode node;
    private static TestClient reporter;
    private static TestClient stranger;

    @BeforeAll
    static void start() {
        node = TestNode.complete(Map.of());
        reporter = node.client().newPerson(Role.USER);
        stranger = node.client().newPerson(Role.DEVELOPER);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void aSuggestionOfTheEngineIsConfirmedWithItsScoreAndShownOnBothBugs() {
        long first = report("Voucher is taken off twice at the checkout");
        long second = report("Voucher is taken off twice at the checkout");
        JsonNode suggested = only(second, first);
        assertEquals("suggested", suggested.path("state").asText());
        JsonNode said = reporter.patch(path(second) + "/" + first, CONFIRMED)
                .expect(200)
                .json();
        assertEquals("confirmed", said.path("state").asText());
        assertEquals(suggested.path("score"), said.path("score"));
        assertEquals(suggested.path("evidence"), said.path("evidence"));
        assertEquals(first, bug(second).path("duplicate_of").asLong());
        assertTrue(bug(first).path("duplicate_of").isNull());
        for (long bug : List.of(first, second)) {
            assertEquals(
                    "confirmed",
                    only(bug, bug == first ? second : first).path("state").asText());
            JsonNode events =
                    node.client().get("/api/v1/bugs/" + bug + "/events").json();
            assertEquals(
                    "duplicate_confirmed",
                    events.path(events.size() - 1).path("kind").asText());
        }
    }

    @Test
    void whatIsRejectedIsNowhereSuggestedAgain() {
        long first = report("Dark theme hides the labels of the charts");
        long second = report("Dark theme hides the labels of the charts");
        assertTrue(bug(second).at("/analysis/duplicates").toString().contains("\"bug_id\":" + first + ","));
        reporter.patch(path(first) + "/" + second, REJECTED).expect(200);
        for (long bug : List.of(first, second)) {
            long other = bug == first ? second : first;
            assertEquals("rejected", only(bug, other).path("state").asText());
            Answer similar =
                    reporter.post("/api/v1/ai/similar", Map.of("bug_id", bug)).expect(200);
            Answer analysis = reporter.post("/api/v1/ai/analyze-bug", Map.of("bug_id", bug))
                    .expect(200);
            for (JsonNode list :
                    List.of(similar.json(), analysis.json().path("duplicates"), bug(bug).at("/analysis/duplicates"))) {
                assertFalse(list.findValuesAsText("bug_id").contains(Long.toString(other)), list.toString());
            }
        }
        Decent.refusal(409, stranger.post(path(second), Map.of("bug_id", first)));
    }

    @Test
    void anybodySuggestsOnlyReportersDecide() {
        long first = report("Export ends with an empty file");
        long second = report("Weekly mail is sent on Mondays and on Tuesdays");
        Answer suggested = stranger.post(path(second), Map.of("bug_id", first)).expect(201);
        assertEquals(path(second), suggested.header("Location"));
        assertEquals("suggested", suggested.json().path("state").asText());
        assertTrue(suggested.json().path("score").isNumber(), suggested.text());
        stranger.post(path(first), Map.of("bug_id", second)).expect(200);
        assertEquals(
                "not_your_bug",
                Decent.refusal(403, stranger.patch(path(second) + "/" + first, CONFIRMED))
                        .code());
        reporter.patch(path(second) + "/" + first, CONFIRMED).expect(200);
        assertEquals(
                reporter.patch(path(first) + "/" + second, CONFIRMED)
                        .expect(200)
                        .json()
                        .path("decided_at"),
                only(second, first).path("decided_at"));
    }

    @Test
    void refusesWhatCannotBe() {
        long first = report("Total is rounded down");
        long second = report("Sound plays twice");
        long third = report("Printer is not found");
        Decent.refusal(404, reporter.post(path(first), Map.of("bug_id", 999_999_999)));
        Decent.refusal(404, reporter.patch(path(999_999_999) + "/" + first, CONFIRMED));
        Decent.refusalOf("bug_id", reporter.post(path(first), Map.of("bug_id", first)));
        Decent.refusalOf("bug_id", reporter.post(path(first), Map.of()));
        Decent.refusalOf("state", reporter.patch(path(first) + "/" + second, Map.of("state", "suggested")));
        Decent.refusal(401, node.client().post(path(first), Map.of("bug_id", second)));
        reporter.patch(path(first) + "/" + second, REJECTED).expect(200);
        reporter.patch(path(second) + "/" + third, CONFIRMED).expect(200);
        Answer refused = Decent.refusal(409, reporter.patch(path(first) + "/" + third, CONFIRMED));
        assertEquals("rejected_in_group", refused.code());
        assertEquals(
                "[\"rejected\"]", refused.json().at("/error/details/allowed").toString());
    }

    private static JsonNode only(long bug, long other) {
        for (JsonNode duplicate :
                node.client().get(path(bug) + "?limit=50").expect(200).json()) {
            if (duplicate.path("bug_id").asLong() == other) {
                return duplicate;
            }
        }
        throw new AssertionError("bug " + bug + " does not list " + other);
    }

    private static long report(String text) {
        return reporter.post("/api/v1/bugs", Map.of("title", text, "description", text))
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    private static JsonNode bug(long id) {
        return node.client().get("/api/v1/bugs/" + id).expect(200).json();
    }

    private static String path(long bug) {
        return "/api/v1/bugs/" + bug + "/duplicates";
    }
}
