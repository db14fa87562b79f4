package io.crowdfundfix.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.crowdfundfix.json.Json;
import io.crowdfundfix.security.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client of one node as somebody writes it who only knows the contract. Paths are whole: {@code /api/v1/bugs}. */
public final class TestClient {
    public static final String PASSWORD = "correct horse battery staple";

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(DEADLINE)
            .build();
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private final URI root;
    private final @Nullable String token;

    public TestClient(int port) {
        this(URI.create("http://127.0.0.1:" + port), null);
    }

    private TestClient(URI root, @Nullable String token) {
        this.root = root;
        this.token = token;
    }

    /**
     * What came back.
     *
     * @param json the body, a missing node where it is empty or no JSON
     */
    public record Answer(int status, HttpHeaders headers, String text, JsonNode json) {
        /** The first value of a header, or an empty text. */
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The stable code of an error, or an empty text. */
        public String code() {
            return json.at("/error/code").asText();
        }

        /** The answer itself if it has this status; the test fails with the body otherwise. */
        public Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError("expected " + expected + ", got " + status + ": " + text);
            }
            return this;
        }
    }

    /** The same client with this bearer token. */
    public TestClient as(String bearer) {
        return new TestClient(root, bearer);
    }

    /** Where this path is on the node. */
    public URI uri(String path) {
        return root.resolve(path);
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    /** Posts JSON: the body is anything that Jackson writes. */
    public Answer post(String path, Object body, String... headers) {
        return sendJson("POST", path, body, headers);
    }

    public Answer patch(String path, Object body, String... headers) {
        return sendJson("PATCH", path, body, headers);
    }

    /** Signs somebody new up and returns the access token. */
    public String signUp(Role role) {
        int person = PEOPLE.incrementAndGet();
        Map<String, Object> signUp = Map.of(
                "name",
                "Person " + person,
                "email",
                "person" + person + "@example.org",
                "password",
                PASSWORD,
                "role",
                role);
        return post("/api/v1/auth/signup", signUp)
                .expect(201)
                .json()
                .path("access_token")
                .asText();
    }

    /** A client that acts as somebody new. */
    public TestClient newPerson(Role role) {
        return as(signUp(role));
    }

    /** A client that acts as who has this e-mail and {@link #PASSWORD}. */
    public TestClient logIn(String email) {
        Answer tokens = post("/api/v1/auth/login", Map.of("email", email, "password", PASSWORD));
        return as(tokens.expect(200).json().path("access_token").asText());
    }

    /** Gets what may have no end: the answer is there once it begins, and without a body where it is a success. */
    public Answer begin(String path, String... headers) {
        try {
            HttpResponse<InputStream> response =
                    HTTP.send(request("GET", path, null, headers), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                String text =
                        response.statusCode() < 300 ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
                return new Answer(response.statusCode(), response.headers(), text, parse(text));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("GET " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an answer", e);
        }
    }

    /** Sends these bytes as they are; headers are names and values in turn. */
    public Answer send(String method, String path, byte @Nullable [] body, String... headers) {
        try {
            HttpResponse<String> response =
                    HTTP.send(request(method, path, body, headers), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.headers(), response.body(), parse(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an answer", e);
        }
    }

    private HttpRequest request(String method, String path, byte @Nullable [] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(DEADLINE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private Answer sendJson(String method, String path, Object body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        try {
            return send(method, path, Json.api().writeValueAsBytes(body), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode node = Json.api().readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
