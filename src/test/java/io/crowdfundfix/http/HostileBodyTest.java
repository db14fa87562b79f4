package io.crowdfundfix.http;

import static io.crowdfundfix.testing.Decent.refusal;
import static io.crowdfundfix.testing.Decent.refusalOf;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Decent;
import io.crowdfundfix.testing.RawHttp;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileBodyTest {
    private static final String BUGS = "/api/v1/bugs";
    private static final String ANALYZE = "/api/v1/ai/analyze-bug";

    private static TestNode node;
    private static String token;
    private static TestClient client;

    @BeforeAll
    static void start() {
        node = TestNode.complete(Map.of());
        token = node.client().signUp(Role.USER);
        client = node.client().as(token);
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
                "",
                " ",
                "{",
                "{\"title\":\"a\",\"description\":\"b\"",
                "{\"title\":\"a\",\"description\":\"b\"} {}",
                "{\"title\":\"a\",\"description\":\"b\"}x",
                "{\"title\":\"a\",\"title\":\"a\",\"description\":\"b\"}",
                "{/* */\"title\":\"a\",\"description\":\"b\"}",
                "{\"title\":\"a\",\"description\":\"b\"} // end",
                "{\"title\":NaN,\"description\":\"b\"}",
                "{\"title\":Infinity}",
                "{'title':'a'}",
                "{title:\"a\"}",
                "{\"title\":\"a\",}",
                "{\"title\":\"a\nb\",\"description\":\"b\"}",
                "{\"title\":\"\\x\",\"description\":\"b\"}",
                "nul",
                "\u0000"
            })
    void refusesWhatIsNotJson(String body) {
        assertEquals("malformed_json", refusal(400, post(BUGS, body)).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"title\":\"a\",\"description\":\"b\"}]", "\"title\"", "1", "true", "null"})
    void refusesJsonThatIsNoObject(String body) {
        refusalOf("body", post(BUGS, body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00ff",
                "\u00c3",
                "\u00c0\u00af",
                "\u00e0\u0080\u00af",
                "\u00ed\u00a0\u0080",
                "\u00f4\u0090\u0080\u0080",
                "\u00fe\u00ff"
            })
    void refusesBytesThatAreNoUtf8(String bytes) {
        String body = "{\"title\":\"" + bytes + "\",\"description\":\"b\"}";
        refusal(400, client.send("POST", BUGS, body.getBytes(ISO_8859_1), "Content-Type", "application/json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u0000",
                "a\\u0000b",
                "\\ud800",
                "\\udc00",
                "\\ud800\\ud800",
                "\\udc00\\ud800",
                "",
                " ",
                "\\u3000"
            })
    void refusesTextThatCannotBeStoredOrRead(String json) {
        refusalOf("title", post(BUGS, "{\"title\":\"" + json + "\",\"description\":\"b\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "🛒 cart is 💥",
                "👩‍👩‍👧‍👦",
                "سلة التسوق فارغة",
                "\u202eevil\u202c",
                "ﬀ Å é",
                "<script>alert('x')</script>",
                "'; drop table bugs; --",
                "${jndi:ldap://x} #{title} %s {0}",
                "  kept  as it is  ",
                "\\ \" / \t"
            })
    void keepsTextAsItWasWritten(String text) {
        Answer stored = client.post(BUGS, Map.of("title", text, "description", text, "stack_trace", text))
                .expect(201);
        JsonNode read = client.get(stored.header("Location")).expect(200).json();
        for (String field : new String[] {"title", "description", "stack_trace"}) {
            assertEquals(text, read.path(field).asText(), field);
        }
    }

    @Test
    void countsCharactersAsPeopleDo() {
        client.post(BUGS, Map.of("title", "😀".repeat(200), "description", "b")).expect(201);
        refusalOf("title", client.post(BUGS, Map.of("title", "😀".repeat(201), "description", "b")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e999", "-1e999", "1e-999", "1.5", "1e0", "9223372036854775808", "-1", "0", "1e2147483647"})
    void refusesANumberThatIsNoBug(String number) {
        refusalOf("bug_id", post(ANALYZE, "{\"bug_id\":" + number + "}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 100_000})
    void refusesANumberOfThatManyDigits(int digits) {
        refusal(400, post(ANALYZE, "{\"bug_id\":" + "9".repeat(digits) + "}"));
        refusal(400, post(ANALYZE, "{\"bug_id\":0." + "9".repeat(digits) + "}"));
    }

    @ParameterizedTest
    @CsvSource({"[,]", "{\"a\":,}"})
    void refusesJsonThatIsAHundredThousandLevelsDeep(String open, String close) {
        refusal(400, post(BUGS, open.repeat(100_000)));
        refusal(400, post(BUGS, "{\"title\":" + open.repeat(100_000) + "1" + close.repeat(100_000) + "}"));
    }

    @Test
    void refusesTenThousandUnknownFields() {
        StringBuilder body = new StringBuilder("{\"title\":\"a\",\"description\":\"b\"");
        for (int i = 0; i < 10_000; i++) {
            body.append(",\"f").append(i).append("\":").append(i);
        }
        Answer answer = refusal(422, post(BUGS, body.append('}').toString()));
        assertEquals(
                true,
                answer.text().length() < 20_000,
                "the answer is as long as " + answer.text().length());
    }

    @Test
    void namesAHundredOfTwoHundredThousandWrongEntries() {
        String body = "{\"title\":\"a\",\"description\":\"b\",\"tags\":[\"!\"" + ",\"!\"".repeat(200_000) + "]}";
        Answer answer = refusal(422, post(BUGS, body));
        assertEquals(
                true,
                answer.text().length() < 20_000,
                "the answer is as long as " + answer.text().length());
    }

    @Test
    void refusesTenMegabytesBeforeTheyAreSentAndHangsUp() {
        String head = "POST " + BUGS + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: 10485760\r\n\r\n";
        Decent.rawRefusal(413, RawHttp.exchange(node.node().port(), head));
    }

    @Test
    void tellsAClientThatSendsTenMegabytesThatTheyAreTooMany() {
        Answer answer = client.send("POST", BUGS, new byte[10 << 20], "Content-Type", "application/json");
        assertEquals("body_too_large", refusal(413, answer).code());
    }

    private static Answer post(String path, String body) {
        return client.send("POST", path, body.getBytes(UTF_8), "Content-Type", "application/json");
    }
}
