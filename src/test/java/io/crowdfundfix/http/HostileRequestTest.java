package io.crowdfundfix.http;

import static io.crowdfundfix.testing.Decent.rawRefusal;
import static io.crowdfundfix.testing.Decent.refusal;
import static io.crowdfundfix.testing.Decent.refusalOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.RawHttp;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRequestTest {
    private static final String BUGS = "/api/v1/bugs";
    private static final String ME = "/api/v1/auth/me";

    private static TestNode node;
    private static TestClient client;

    @BeforeAll
    static void start() {
        node = TestNode.complete(Map.of("http.cors_origins", "http://localhost:3000"));
        client = node.client().newPerson(Role.USER);
    }

    @AfterEach
    void isStillReady() {
        client.get("/health/ready").expect(200);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api",
                "/api/v1",
                "/api/v1/",
                "/api/v2/bugs",
                "/api/v1/bugs/1/nothing",
                "/api/v1/bugs/1/status/2",
                "/API/V1/bugs",
                "/docs/nothing.html",
                "/docs/assets/nothing.js",
                "/health/nothing"
            })
    void answersAnUnknownPathAsJson(String path) {
        assertEquals("not_found", refusal(404, client.get(path)).code());
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE,/api/v1/bugs,'GET, HEAD, POST'",
        "PUT,/api/v1/bugs/1,'GET, HEAD'",
        "GET,/api/v1/bugs/1/status,PATCH",
        "TRACE,/api/v1/bugs,'GET, HEAD, POST'",
        "BREW,/api/v1/bugs,'GET, HEAD, POST'",
        "POST,/health,'GET, HEAD'",
        "POST,/openapi.json,'GET, HEAD'"
    })
    void tellsWhichMethodsAPathTakes(String method, String path, String allowed) {
        String answer = raw(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        rawRefusal(405, answer);
        assertTrue(
                answer.toLowerCase(java.util.Locale.ROOT)
                        .contains("\r\nallow: " + allowed.toLowerCase(java.util.Locale.ROOT) + "\r\n"),
                answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "Bearer",
                "Bearer ",
                "Bearer garbage",
                "Bearer a.b.c",
                "Bearer ..",
                "bearer \u00ff",
                "Basic YTpi",
                "Token x",
                "Bearer eyJhbGciOiJub25lIn0.e30."
            })
    void asksWhoBringsNoGoodTokenForOne(String authorization) {
        Answer answer = refusal(401, node.client().get(ME, "Authorization", authorization));
        assertTrue(answer.header("WWW-Authenticate").startsWith("Bearer"), answer.text());
    }

    @Test
    void refusesABadTokenBeforeItReadsABody() {
        refusal(
                401,
                node.client()
                        .as("garbage")
                        .send("POST", BUGS, "{".getBytes(UTF_8), "Content-Type", "application/json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "!!!", "", "bmV3ZXN0", "bmV3ZXN0HwAf", "../..", "%00"})
    void refusesACursorThatIsNone(String cursor) {
        refusal(422, client.get(BUGS + "?cursor=" + cursor));
        refusal(422, client.get("/api/v1/ai/clusters?cursor=" + cursor));
        refusal(422, client.get(BUGS + "?q=cart&cursor=" + cursor));
        refusal(422, client.get(BUGS + "/" + aBug() + "/events?cursor=" + cursor));
    }

    @ParameterizedTest
    @CsvSource({
        "priority,x",
        "priority,NaN",
        "priority,1e999",
        "priority,0x1p3",
        "bounty,x",
        "bounty,1.5",
        "bounty,9999999999999999999",
        "newest,x"
    })
    void refusesACursorWhoseValueWasTamperedWith(String sort, String value) {
        Answer answer = client.get(BUGS + "?sort=" + sort + "&cursor=" + cursor(sort, value, "1"));
        assertTrue(answer.status() == 422 || answer.status() == 200, answer.text());
        if (answer.status() != 200) {
            refusalOf("cursor", answer);
        }
        refusalOf("cursor", client.get(BUGS + "?sort=" + sort + "&cursor=" + cursor(sort, value, "x")));
    }

    @Test
    void refusesACursorOfAnotherSort() {
        refusalOf("cursor", client.get(BUGS + "?sort=bounty&cursor=" + cursor("priority", "0.5", "1")));
        refusalOf("cursor", client.get(BUGS + "?q=cart&cursor=" + cursor("priority", "0.5", "1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/bugs/%",
                "/api/v1/bugs/%zz",
                "/api/v1/bugs?q=%",
                "/api/v1/bugs?q=%zz",
                "/api/v1/bugs?%=1",
                "/api/v1/bugs?=",
                "/api/v1/bugs?q",
                "/api/v1/bugs/%ff",
                "/api/v1/bugs?q=%ff%fe",
                "/api/v1/bugs?q=%00",
                "/api/v1/bugs?q=%ud800",
                "/%2e%2e/%2e%2e",
                "//api//v1//bugs//x",
                "/api/v1/bugs/1;x=1",
                "/?",
                "/api/v1/bugs?limit=%EF%BC%91"
            })
    void copesWithAnUriThatIsRubbish(String uri) {
        String answer = raw("GET " + uri + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        int status = Integer.parseInt(answer.substring(9, 12));
        assertTrue(status < 500, answer);
        if (status >= 400) {
            rawRefusal(status, answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/../../../../etc/passwd",
                "/docs/..%2f..%2f..%2fetc%2fpasswd",
                "/docs/%2e%2e/%2e%2e/openapi.yaml",
                "/docs/assets/..%2f..%2f..%2f..%2fopenapi.yaml",
                "/docs/assets/../../../../migrations",
                "/docs/..\\..\\openapi.yaml",
                "/docs/%5c..%5c..%5copenapi.yaml",
                "/docs/%00",
                "//etc/passwd"
            })
    void servesNoFileBesideItsPages(String path) {
        rawRefusal(404, raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    }

    @ParameterizedTest
    @CsvSource({"good-id_1.2,true", "'two words',false", "<script>,false", "'',false"})
    void echoesARequestIdOnlyIfItIsDecent(String id, boolean echoed) {
        Answer answer = client.get("/health/live", "X-Request-Id", id);
        assertEquals(echoed, answer.header("X-Request-Id").equals(id));
        assertFalse(answer.header("X-Request-Id").isEmpty());
        assertEquals(List.of("nosniff"), answer.headers().allValues("X-Content-Type-Options"));
    }

    @Test
    void givesEachRequestAnIdOfItsOwn() {
        String tooLong = "a".repeat(65);
        Answer one = client.get(BUGS, "X-Request-Id", tooLong);
        assertNotEquals(tooLong, one.header("X-Request-Id"));
        assertNotEquals(client.get(BUGS).header("X-Request-Id"), one.header("X-Request-Id"));
    }

    private static String raw(String request) {
        return RawHttp.exchange(node.node().port(), request);
    }

    private static long aBug() {
        return client.post(BUGS, Map.of("title", "a", "description", "b"))
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    private static String cursor(String order, String value, String id) {
        String plain = String.join("\u001f", order, value, id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
    }
}
