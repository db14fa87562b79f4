package io.crowdfundfix.http;

import static io.crowdfundfix.testing.Decent.refusal;
import static io.crowdfundfix.testing.Decent.refusalOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.RawHttp;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose headers decide what happens: Idempotency-Key, If-Match, Origin. */
class ConditionalRequestTest {
    private static final String BUGS = "/api/v1/bugs";
    private static final String FRONT_END = "http://localhost:3000";
    private static final Map<String, String> REPORT = Map.of("title", "Cart is empty", "description", "Always");

    private static TestNode node;
    private static TestClient client;

    @BeforeAll
    static void start() {
        node = TestNode.complete(Map.of("http.cors_origins", FRONT_END));
        client = node.client().newPerson(Role.USER);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void makesOneBugOfOneKey() {
        long first = id(report(client, "one").expect(201));
        Answer again = report(client, "one").expect(201);
        assertEquals(first, id(again));
        assertEquals(BUGS + "/" + first, again.header("Location"));
        assertNotEquals(first, id(report(client, "other").expect(201)));
    }

    @Test
    void refusesAKeyThatComesWithAnotherBody() {
        report(client, "reused").expect(201);
        Map<String, String> other = Map.of("title", "Cart is full", "description", "Always");
        Answer refused = refusal(422, client.post(BUGS, other, "Idempotency-Key", "reused"));
        assertEquals("idempotency_key_reused", refused.code());
    }

    @Test
    void keepsTheKeysOfPeopleApart() {
        long mine = id(report(client, "shared").expect(201));
        assertNotEquals(
                mine, id(report(node.client().newPerson(Role.USER), "shared").expect(201)));
    }

    @Test
    void makesOneBugOfManyRequestsAtOnce() {
        List<CompletableFuture<Answer>> sent = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> report(client, "at once")))
                .toList();
        refusalOf("Idempotency-Key", sent.get(0).join());
        List<CompletableFuture<Answer>> good = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> report(client, "at-once")))
                .toList();
        assertEquals(
                1,
                good.stream()
                        .map(answer -> id(answer.join().expect(201)))
                        .distinct()
                        .count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words"})
    void refusesAKeyThatIsMalformed(String key) {
        refusalOf("Idempotency-Key", report(client, key));
    }

    @Test
    void refusesAKeyThatIsTooLong() {
        report(client, "k".repeat(200)).expect(201);
        refusalOf("Idempotency-Key", report(client, "k".repeat(201)));
    }

    @Test
    void takesTheKeyOnlyOfARequestThatSucceeds() {
        Map<String, String> bad = Map.of("title", "", "description", "Always");
        refusalOf("title", client.post(BUGS, bad, "Idempotency-Key", "retried"));
        report(client, "retried").expect(201);
    }

    @Test
    void changesOnlyTheVersionThatIsNamed() {
        Answer bug = client.get(BUGS + "/" + id(report(client, "versioned").expect(201)));
        String status = BUGS + "/" + id(bug) + "/status";
        String seen = bug.header("ETag");
        assertEquals("\"" + bug.json().path("version").asText() + "\"", seen);
        Answer changed = move(status, "IN_PROGRESS", seen).expect(200);
        assertNotEquals(seen, changed.header("ETag"));
        assertEquals(
                "version_changed", refusal(412, move(status, "IN_REVIEW", seen)).code());
        move(status, "IN_REVIEW", "W/" + changed.header("ETag")).expect(200);
        move(status, "RESOLVED", "*").expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"x\"", "\"-1\"", "\"99999999999999999999\"", "\"1\", \"2\"", "\""})
    void refusesAVersionThatIsNone(String ifMatch) {
        long bug = id(report(client, "unmatched").expect(201));
        refusal(412, move(BUGS + "/" + bug + "/status", "IN_PROGRESS", ifMatch));
    }

    @Test
    void letsTheFrontEndsBrowserCall() {
        Answer answer = client.get(BUGS, "Origin", FRONT_END).expect(200);
        assertEquals(FRONT_END, answer.header("Access-Control-Allow-Origin"));
        assertTrue(answer.header("Access-Control-Expose-Headers").contains("ETag"));
        assertEquals(
                FRONT_END,
                refusal(422, client.get(BUGS + "?limit=0", "Origin", FRONT_END)).header("Access-Control-Allow-Origin"));
    }

    @Test
    void answersThePreflightOfTheFrontEnd() {
        String answer = raw("OPTIONS " + BUGS + " HTTP/1.1\r\nHost: x\r\nOrigin: " + FRONT_END
                + "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization,content-type,"
                + "idempotency-key\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 204 "), answer);
        for (String allowed : List.of("POST", "Authorization", "Content-Type", "Idempotency-Key", "If-Match")) {
            assertTrue(answer.contains(allowed), allowed + " in " + answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "http://localhost:3001",
                "https://localhost:3000",
                "http://localhost:3000.evil.example",
                "null"
            })
    void tellsNoOtherOriginThatItMay(String origin) {
        Answer answer = client.get(BUGS, "Origin", origin).expect(200);
        assertFalse(answer.headers().map().keySet().stream().anyMatch(name -> name.startsWith("access-control")));
        String preflight = raw("OPTIONS " + BUGS + " HTTP/1.1\r\nHost: x\r\nOrigin: " + origin
                + "\r\nAccess-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");
        assertFalse(preflight.toLowerCase(java.util.Locale.ROOT).contains("access-control"), preflight);
    }

    private static Answer report(TestClient reporter, String key) {
        return reporter.post(BUGS, REPORT, "Idempotency-Key", key);
    }

    private static Answer move(String status, String to, String version) {
        return client.patch(status, Map.of("status", to), "If-Match", version);
    }

    private static long id(Answer bug) {
        return bug.json().path("id").asLong();
    }

    private static String raw(String request) {
        return RawHttp.exchange(node.node().port(), request);
    }
}
