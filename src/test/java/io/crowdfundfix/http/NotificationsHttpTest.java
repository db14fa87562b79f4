package io.crowdfundfix.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.notifications.NotificationsApi;
import io.crowdfundfix.notifications.NotificationsApi.Notify;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.Decent;
import io.crowdfundfix.testing.EventReader;
import io.crowdfundfix.testing.EventReader.Event;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NotificationsHttpTest {
    private static final String MINE = "/api/v1/notifications";
    private static TestNode node;

    @BeforeAll
    static void start() {
        node = TestNode.complete(Map.of());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void aReporterHearsWhatOthersDoToHisBug() {
        TestClient reporter = node.client().newPerson(Role.USER);
        TestClient other = node.client().newPerson(Role.USER);
        long bug = report(reporter);
        long same = report(other);
        String status = "/api/v1/bugs/" + bug + "/status";
        reporter.patch(status, Map.of("status", "IN_PROGRESS")).expect(200);
        node.admin().patch(status, Map.of("status", "OPEN")).expect(200);
        other.post("/api/v1/bugs/" + bug + "/duplicates", Map.of("bug_id", same))
                .expect(201);
        Await.until("the reporter was told twice", () -> list(reporter).size() == 2);
        JsonNode told = list(reporter);
        assertEquals("duplicate_suggested", told.path(0).path("kind").asText());
        assertEquals(
                "Your bug " + bug + " was moved: IN_PROGRESS → OPEN",
                told.path(1).path("text").asText());
        assertEquals(bug, told.path(1).path("bug_id").asLong());
        assertTrue(told.path(1).path("read_at").isNull());
        assertEquals(0, list(other).size());
    }

    @Test
    void aStreamMissesNothingAndShowsNothingTwice() {
        String token = node.client().signUp(Role.USER);
        TestClient person = node.client().as(token);
        long id = person.get("/api/v1/auth/me").json().path("id").asLong();
        tell(id, 1);
        String[] authorized = {"Authorization", "Bearer " + token};
        try (EventReader fromNowOn = EventReader.open(person.uri(MINE + "/stream"), authorized)) {
            tell(id, 2);
            tell(id + 1_000_000, 99);
            tell(id, 3);
            assertEquals(
                    List.of("2", "3"),
                    fromNowOn.stored(2).stream().map(Event::id).toList());
        }
        try (EventReader resumed = EventReader.open(
                person.uri(MINE + "/stream"), "Authorization", "Bearer " + token, "Last-Event-ID", "1")) {
            tell(id, 4);
            List<Event> events = resumed.stored(3);
            assertEquals(List.of("2", "3", "4"), events.stream().map(Event::id).toList());
            assertEquals("told", events.get(2).name());
            assertEquals("Number 4", events.get(2).data().path("text").asText());
        }
    }

    @Test
    void marksCountsAndRefuses() {
        TestClient person = node.client().newPerson(Role.DEVELOPER);
        long id = person.get("/api/v1/auth/me").json().path("id").asLong();
        for (int i = 1; i <= 3; i++) {
            tell(id, i);
        }
        assertEquals(3, person.get(MINE + "/unread").json().path("count").asInt());
        person.patch(MINE + "/3", Map.of("read", true)).expect(200);
        assertEquals(2, person.get(MINE + "?unread=true").json().size());
        assertEquals(
                1,
                person.post(MINE + "/read", Map.of("up_to", 1))
                        .expect(200)
                        .json()
                        .path("count")
                        .asInt());
        String next = person.get(MINE + "?limit=2").header("Link");
        assertTrue(next.contains("rel=\"next\""), next);
        assertEquals(
                1,
                person.get(next.replaceAll("<(.*)>.*", "$1")).expect(200).json().size());
        Decent.refusalOf("unread", person.get(MINE + "?unread=yes"));
        Decent.refusalOf("cursor", person.get(MINE + "?cursor=abc"));
        Decent.refusalOf("Last-Event-ID", person.get(MINE + "/stream", "Last-Event-ID", "x"));
        Decent.refusal(404, person.patch(MINE + "/4", Map.of("read", true)));
        Decent.refusal(401, node.client().get(MINE));
        Decent.refusal(401, node.client().get(MINE + "/stream"));
    }

    private static void tell(long person, int number) {
        Notify notify = new Notify("test:" + person + ":" + number, List.of(person), "told", null, "Number " + number);
        Await.result(node.node().platform().bus().request(NotificationsApi.NOTIFY, notify));
    }

    private static JsonNode list(TestClient client) {
        return client.get(MINE).expect(200).json();
    }

    private static long report(TestClient client) {
        return client.post("/api/v1/bugs", Map.of("title", "Checkout fails", "description", "It crashes."))
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }
}
