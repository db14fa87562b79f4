package io.crowdfundfix.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.journal.Delta;
import io.crowdfundfix.journal.Deltas;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.Decent;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AnalyticsHttpTest {
    private static final String DASHBOARD = "/api/v1/analytics/dashboard";
    private static final String SERIES = "/api/v1/analytics/timeseries";
    private static TestNode node;
    private static TestClient person;

    @BeforeAll
    static void start() {
        node = TestNode.complete(Map.of());
        person = node.client().newPerson(Role.DEVELOPER);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void followsWhatHappens() {
        long before = total();
        long bug = person.post("/api/v1/bugs", Map.of("title", "Checkout fails", "description", "It crashes."))
                .json()
                .path("id")
                .asLong();
        for (String status : List.of("IN_PROGRESS", "IN_REVIEW", "RESOLVED")) {
            person.patch("/api/v1/bugs/" + bug + "/status", Map.of("status", status))
                    .expect(200);
        }
        Await.until(
                "the figures have followed",
                () -> dashboard().at("/by_status/3/bugs").asLong() == 1
                        && dashboard().path("by_category").size() == 1);
        JsonNode shown = dashboard();
        assertEquals(before + 1, shown.path("total_bugs").asLong());
        assertEquals(before, shown.path("open_bugs").asLong());
        assertEquals(100.0 / (before + 1), shown.path("resolved_percent").asDouble(), 0.01);
        assertEquals("RESOLVED", shown.at("/by_status/3/name").asText());
        assertTrue(shown.at("/medians/hours_to_claim").isNull());
        assertEquals(6, shown.path("funding_distribution").size());
        JsonNode points =
                person.get(SERIES + "?metric=bugs_resolved").expect(200).json().path("points");
        assertEquals(30, points.size());
        assertEquals(1, points.path(29).path("count").asInt());
    }

    @Test
    void ranksThoseWhoWerePaidMost() {
        long id = person.get("/api/v1/auth/me").json().path("id").asLong();
        Await.result(node.node()
                .platform()
                .database()
                .transaction(transaction -> new Deltas()
                        .add(
                                transaction,
                                List.of(
                                        new Delta("developer_paid", Long.toString(id), 20_000, 2, 12_345),
                                        new Delta("developer_paid", "999999", 20_000, 1, 99_900),
                                        new Delta("hours_to_fix", "105", 20_000, 10, 0),
                                        new Delta("forecast", "inside", 20_000, 3, 0),
                                        new Delta("forecast", "above", 20_000, 1, 0)))));
        Await.until(
                "the ranking has followed",
                () -> dashboard().path("developer_rankings").size() == 2);
        JsonNode shown = dashboard();
        assertEquals(999_999, shown.at("/developer_rankings/0/developer_id").asLong());
        assertEquals("", shown.at("/developer_rankings/0/name").asText());
        assertEquals(123.45, shown.at("/developer_rankings/1/paid").asDouble());
        assertTrue(shown.at("/developer_rankings/1/name").asText().startsWith("Person"));
        assertEquals(2.38, shown.at("/medians/hours_to_fix").asDouble(), 0.01);
        assertEquals(0.75, shown.at("/forecast/share_inside").asDouble());
    }

    @Test
    void refusesWhoIsNotSignedInAndSpansThatMakeNoSense() {
        Decent.refusal(401, node.client().get(DASHBOARD));
        Decent.refusal(401, node.client().get(SERIES));
        Decent.refusalOf("metric", person.get(SERIES + "?metric=weather"));
        Decent.refusalOf("interval", person.get(SERIES + "?interval=hour"));
        Decent.refusalOf("from", person.get(SERIES + "?from=2026-02-31"));
        Decent.refusalOf("from", person.get(SERIES + "?from=1969-12-31&to=1970-02-01"));
        Decent.refusalOf("from", person.get(SERIES + "?from=2000-01-01"));
        Decent.refusalOf("to", person.get(SERIES + "?from=2026-03-02&to=2026-03-01"));
        assertEquals(
                400,
                person.get(SERIES + "?interval=month&from=1993-01-01&to=2026-04-30")
                        .expect(200)
                        .json()
                        .path("points")
                        .size());
        assertEquals(
                "2026-03-30",
                person.get(SERIES + "?interval=week&from=2026-04-01&to=2026-04-02")
                        .expect(200)
                        .json()
                        .at("/points/0/start")
                        .asText());
        person.get(SERIES + "?to=1970-01-01").expect(200);
        person.get(SERIES + "?to=9999-12-31").expect(200);
    }

    private static JsonNode dashboard() {
        return person.get(DASHBOARD).expect(200).json();
    }

    private static long total() {
        return dashboard().path("total_bugs").asLong();
    }
}
