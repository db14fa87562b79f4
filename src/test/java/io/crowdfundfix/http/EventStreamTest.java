package io.crowdfundfix.http;

import static io.crowdfundfix.testing.Decent.refusal;
import static io.crowdfundfix.testing.Decent.refusalOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.EventReader;
import io.crowdfundfix.testing.EventReader.Event;
import io.crowdfundfix.testing.RawHttp;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {
    private static final int MAX_STREAMS = 8;
    private static final List<String> ROUND = List.of("IN_PROGRESS", "IN_REVIEW", "RESOLVED", "OPEN");

    private static TestNode node;
    private static TestClient client;

    @BeforeAll
    static void start() {
        node = TestNode.complete(Map.of("http.max_streams", Integer.toString(MAX_STREAMS)));
        client = node.client().newPerson(Role.USER);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void tellsWhatWasAndThenWhatHappens() {
        String bug = report(client);
        try (EventReader stream = open(client, bug)) {
            assertEquals("text/event-stream", stream.header("Content-Type"));
            assertEquals(List.of("reported", "analyzed"), names(stream.stored(2)));
            for (String status : ROUND) {
                move(bug, status);
                Event told = stream.stored(1).get(0);
                assertEquals("status_changed", told.name());
                assertTrue(told.data().path("detail").asText().endsWith("→ " + status), told.toString());
                assertEquals(told.id(), told.data().path("seq").asText());
            }
        }
    }

    @Test
    void tellsTheSameAsTheHistory() {
        String bug = report(client);
        move(bug, "IN_PROGRESS");
        Answer history = client.get(bug + "/events").expect(200);
        try (EventReader stream = open(client, bug)) {
            List<Event> told = stream.stored(history.json().size());
            for (int i = 0; i < told.size(); i++) {
                assertEquals(history.json().get(i), told.get(i).data());
            }
        }
    }

    @Test
    void resumesAfterEachEventWithoutLossOrRepeat() {
        String bug = report(client);
        ROUND.forEach(status -> move(bug, status));
        List<Event> all;
        try (EventReader whole = open(client, bug)) {
            all = whole.stored(2 + ROUND.size());
        }
        for (int seen = 1; seen < all.size(); seen++) {
            try (EventReader rest =
                    open(client, bug, "Last-Event-ID", all.get(seen - 1).id())) {
                assertEquals(all.subList(seen, all.size()), rest.stored(all.size() - seen));
            }
        }
    }

    @Test
    void losesNothingThatHappensWhileAClientComesBack() {
        String bug = report(client);
        List<String> ids = new ArrayList<>();
        String last = "0";
        for (int round = 0; round < 5; round++) {
            try (EventReader stream = open(client, bug, "Last-Event-ID", last)) {
                if (round == 0) {
                    stream.stored(2).forEach(event -> ids.add(event.id()));
                }
                move(bug, round % 2 == 0 ? "IN_PROGRESS" : "OPEN");
                last = stream.stored(1).get(0).id();
                ids.add(last);
            }
        }
        assertEquals(List.of("1", "2", "3", "4", "5", "6", "7"), ids);
    }

    @Test
    void tellsHundredsOfEventsToWhoComesLate() {
        String bug = report(client);
        for (int i = 0; i < 60; i++) {
            move(bug, "IN_PROGRESS");
            move(bug, "OPEN");
        }
        try (EventReader stream = open(client, bug)) {
            List<Event> events = stream.stored(122);
            for (int i = 0; i < events.size(); i++) {
                assertEquals(Integer.toString(i + 1), events.get(i).id());
            }
        }
    }

    @Test
    void tellsEachOfSeveralClientsOfItsOwnBug() {
        String one = report(client);
        String other = report(client);
        try (EventReader first = open(client, one);
                EventReader second = open(client, one);
                EventReader third = open(client, other)) {
            List.of(first, second, third).forEach(stream -> stream.stored(2));
            move(other, "CLOSED");
            move(one, "IN_PROGRESS");
            for (EventReader stream : List.of(first, second)) {
                assertEquals(
                        "OPEN → IN_PROGRESS",
                        stream.stored(1).get(0).data().path("detail").asText());
            }
            assertEquals(
                    "OPEN → CLOSED",
                    third.stored(1).get(0).data().path("detail").asText());
        }
    }

    @Test
    void refusesTheStreamOfABugThatIsNotThere() {
        assertEquals(
                "bug_not_found",
                refusal(404, client.begin("/api/v1/bugs/999999/stream")).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "9999999999999999999", "1 2", "0x1"})
    void refusesToResumeAfterWhatIsNoEvent(String id) {
        refusalOf("Last-Event-ID", client.begin(report(client) + "/stream", "Last-Event-ID", id));
    }

    @Test
    void refusesMoreStreamsThanItsLimitUntilOneEnds() {
        String bug = report(client);
        List<EventReader> open = new ArrayList<>();
        Await.until("the streams of other tests have ended", () -> {
            while (open.size() < MAX_STREAMS) {
                try {
                    open.add(open(client, bug));
                } catch (UncheckedIOException full) {
                    return false;
                }
            }
            return true;
        });
        try {
            Answer refused = refusal(429, client.begin(bug + "/stream"));
            assertFalse(refused.header("Retry-After").isEmpty());
            open.get(0).close();
            Await.until("a place is free", () -> client.begin(bug + "/stream").status() == 200);
        } finally {
            open.forEach(EventReader::close);
        }
    }

    @Test
    void whoLeavesBeforeTheStreamBeginsKeepsNoPlace() {
        String bug = report(client);
        for (int i = 0; i < 10 * MAX_STREAMS; i++) {
            try (RawHttp raw = RawHttp.connect(node.node().port())) {
                raw.send("GET " + bug + "/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
            }
        }
        Await.until("a place is free", () -> client.begin(bug + "/stream").status() == 200);
    }

    @Test
    void tellsItsClientsThatItCloses() {
        TestNode closing = TestNode.complete(Map.of());
        TestClient reporter = closing.client().newPerson(Role.USER);
        try (EventReader stream = open(reporter, report(reporter))) {
            stream.stored(2);
            closing.close();
            Event last = stream.next();
            assertEquals("server_closing", last == null ? "the end" : last.name());
            assertNull(stream.next());
        }
    }

    private static String report(TestClient reporter) {
        Map<String, String> report = Map.of("title", "Cart is empty", "description", "Always");
        return reporter.post("/api/v1/bugs", report).expect(201).header("Location");
    }

    private static void move(String bug, String status) {
        client.patch(bug + "/status", Map.of("status", status)).expect(200);
    }

    private static EventReader open(TestClient reader, String bug, String... headers) {
        return EventReader.open(reader.uri(bug + "/stream"), headers);
    }

    private static List<String> names(List<Event> events) {
        return events.stream().map(Event::name).toList();
    }
}
