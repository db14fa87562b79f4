package io.crowdfundfix.http;

import static io.crowdfundfix.testing.Decent.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationHttpTest {
    private static final String BUGS = "/api/v1/bugs";

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
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json-patch+json",
                "application",
                "/",
                ";",
                "*/*",
                "application/xml"
            })
    void takesNoBodyButJson(String type) {
        byte[] body = "{\"title\":\"a\",\"description\":\"b\"}".getBytes(UTF_8);
        assertEquals(
                "unsupported_media_type",
                refusal(415, client.send("POST", BUGS, body, "Content-Type", type))
                        .code());
    }

    @Test
    void servesTheContractThatWasReviewed() throws IOException {
        assertEquals(
                new YAMLMapper().readTree(NegotiationHttpTest.class.getResource("/openapi.yaml")),
                client.get("/openapi.json").expect(200).json());
    }

    @Test
    void takesNoBodyWithoutAType() {
        refusal(415, client.send("POST", BUGS, "{}".getBytes(UTF_8)));
        refusal(415, client.send("POST", BUGS, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=UTF-8"
            })
    void takesJsonHoweverItIsCalled(String type) {
        byte[] body = "{\"title\":\"a\",\"description\":\"b\"}".getBytes(UTF_8);
        client.send("POST", BUGS, body, "Content-Type", type).expect(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/*", "application/json;q=0", "text/event-stream"})
    void refusesWhoTakesNoJson(String accept) {
        assertEquals(
                "not_acceptable",
                refusal(406, client.get(BUGS, "Accept", accept)).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/*",
                "text/html, application/json;q=0.1",
                "application/problem+json",
                "APPLICATION/JSON",
                ";;;,,",
                "x"
            })
    void answersWhoTakesJsonOrSaysNothingSensible(String accept) {
        Answer answer = client.get(BUGS, "Accept", accept);
        assertTrue(answer.status() == 200 || answer.status() == 406, answer.text());
        if (accept.contains("/")) {
            answer.expect(200);
        }
    }

    @Test
    void answersAProblemToWhoAsksForOne() {
        Answer answer = client.get(BUGS + "?limit=0&surprise=1", "Accept", "application/problem+json")
                .expect(422);
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertEquals("surprise", answer.json().at("/errors/0/field").asText());
        assertEquals(422, answer.json().path("status").asInt());
        assertEquals("validation_failed", answer.json().path("code").asText());
        assertEquals(BUGS, answer.json().path("instance").asText());
        Answer unknown =
                client.get("/nothing", "Accept", "application/problem+json").expect(404);
        assertEquals("not_found", unknown.json().path("code").asText());
    }
}
