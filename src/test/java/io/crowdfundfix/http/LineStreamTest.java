package io.crowdfundfix.http;

import static io.crowdfundfix.testing.Decent.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.json.Json;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.RawHttp;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LineStreamTest {
    private static final String ANALYZE = "/api/v1/ai/analyze-bugs";
    private static final String NDJSON = "application/x-ndjson";
    private static final int WINDOW = 16;
    private static final int LINES = 2_000;

    private static TestNode node;
    private static String token;
    private static TestClient client;

    @BeforeAll
    static void start() {
        node = TestNode.complete(Map.of("analysis.max_stream_line_kb", "16"));
        token = node.client().signUp(Role.USER);
        client = node.client().as(token);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void answersEachLineInItsOrder() {
        String lines = IntStream.range(0, LINES).mapToObj(LineStreamTest::line).collect(Collectors.joining());
        List<JsonNode> answers = analyze(lines);
        assertEquals(LINES, answers.size());
        for (int i = 0; i < LINES; i++) {
            assertTrue(answers.get(i).path("summary").asText().contains("Screen " + i + " stays"), "line " + i);
        }
    }

    @Test
    void namesABadLineByItsNumberAndGoesOn() {
        List<JsonNode> answers =
                analyze(line(1) + "{broken\n" + "[]\n{\"title\":\"\"}\n{\"bug_id\":999999}\n" + line(6));
        assertEquals(
                List.of("", "malformed_json", "validation_failed", "validation_failed", "bug_not_found", ""),
                answers.stream()
                        .map(answer -> answer.at("/error/code").asText())
                        .toList());
        for (int i = 1; i < 5; i++) {
            assertEquals(i + 1, answers.get(i).path("line").asInt());
        }
    }

    @Test
    void passesOverEmptyLinesAndCountsThem() {
        List<JsonNode> answers = analyze("\n\r\n  \n" + line(4) + "\nx\n\n");
        assertEquals(2, answers.size());
        assertEquals(6, answers.get(1).path("line").asInt());
    }

    @Test
    void takesALastLineWithoutItsEnd() {
        assertEquals(2, analyze(line(1) + line(2).strip()).size());
        assertEquals(List.of(), analyze(""));
    }

    @Test
    void endsWithAnErrorWhereALineIsTooLong() {
        List<JsonNode> answers = analyze(line(1) + "\"" + "x".repeat(17 * 1024) + "\"\n" + line(3));
        assertEquals(2, answers.size());
        assertEquals("line_too_large", answers.get(1).at("/error/code").asText());
        assertEquals(2, answers.get(1).path("line").asInt());
    }

    @Test
    void endsWithAnErrorWhereALineNeverEnds() {
        List<JsonNode> answers = analyze(line(1) + "x".repeat(4 << 20));
        assertEquals(
                "line_too_large",
                answers.get(answers.size() - 1).at("/error/code").asText());
    }

    @Test
    void refusesWhoIsNotSignedInOrSendsSomethingElse() {
        refusal(401, node.client().send("POST", ANALYZE, line(1).getBytes(UTF_8), "Content-Type", NDJSON));
        refusal(415, client.send("POST", ANALYZE, line(1).getBytes(UTF_8), "Content-Type", "application/json"));
    }

    @Test
    void outlivesAClientThatDisconnectsInTheMiddle() {
        for (int i = 0; i < 20; i++) {
            try (RawHttp raw = RawHttp.connect(node.node().port())) {
                raw.send(head(1_000_000) + line(1).repeat(100) + "{\"title\":");
            }
        }
        assertEquals(1, analyze(line(1)).size());
        client.get("/health/ready").expect(200);
    }

    @Test
    void worksOnNoMoreLinesAtOnceThanItsWindow() {
        Queue<Runnable> open = new ConcurrentLinkedQueue<>();
        AtomicInteger taken = new AtomicInteger();
        HttpServer server = serve(new LineExchange(1024, WINDOW, line -> {
            Promise<Object> answer = Promise.promise();
            int number = taken.getAndIncrement();
            Context context = Vertx.currentContext();
            open.add(() -> context.runOnContext(now -> answer.complete(number)));
            return answer.future();
        }));
        CompletableFuture<Answer> sent = CompletableFuture.supplyAsync(() ->
                client(server).send("POST", ANALYZE, "line\n".repeat(LINES).getBytes(UTF_8), "Content-Type", NDJSON));
        for (int answered = 0; answered < LINES; answered++) {
            Await.until("a line is taken", () -> !open.isEmpty());
            assertTrue(taken.get() <= answered + WINDOW, taken + " lines were taken after " + answered + " answers");
            open.remove().run();
        }
        List<String> answers = sent.join().expect(200).text().lines().toList();
        assertEquals(IntStream.range(0, LINES).mapToObj(Integer::toString).toList(), answers);
    }

    @Test
    void stopsReadingFromAClientThatDoesNotRead() {
        AtomicInteger taken = new AtomicInteger();
        String answer = "a".repeat(256 * 1024);
        HttpServer server = serve(new LineExchange(1024, WINDOW, line -> {
            taken.incrementAndGet();
            return Future.succeededFuture(answer);
        }));
        try (RawHttp raw = RawHttp.connect(server.actualPort())) {
            raw.send(head(5 * LINES) + "line\n".repeat(LINES));
            Await.until("lines are taken", () -> taken.get() >= WINDOW);
            int before = -1;
            while (before
                    != taken.get()) { // until a hundred other requests have been served and no line was taken meanwhile
                before = taken.get();
                for (int i = 0; i < 100; i++) {
                    client(server).get("/").expect(404);
                }
            }
            assertTrue(taken.get() < LINES / 2, "all was read: " + taken);
        }
    }

    private static HttpServer serve(LineExchange exchange) {
        Vertx vertx = node.node().platform().vertx();
        Router router = Router.router(vertx);
        new OperationRouter(
                        router,
                        Contract.load(),
                        node.node().platform().tokens(),
                        Await.result(vertx.executeBlocking(() -> new EventStreams(vertx, 1))),
                        1024)
                .onLines("analyzeBugs", request -> exchange);
        return Await.result(vertx.createHttpServer().requestHandler(router).listen(0));
    }

    private static TestClient client(HttpServer server) {
        return new TestClient(server.actualPort()).as(token);
    }

    private static String head(int length) {
        return "POST " + ANALYZE + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\nContent-Type: "
                + NDJSON + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static String line(int number) {
        return "{\"title\":\"Screen " + number + " stays black\",\"description\":\"Screen " + number
                + " stays black.\"}\n";
    }

    private static List<JsonNode> analyze(String lines) {
        Answer answer = client.send("POST", ANALYZE, lines.getBytes(UTF_8), "Content-Type", NDJSON)
                .expect(200);
        assertEquals(NDJSON, answer.header("Content-Type"));
        List<JsonNode> answers = new ArrayList<>();
        answer.text().lines().forEach(line -> {
            try {
                answers.add(Json.api().readTree(line));
            } catch (java.io.IOException e) {
                throw new AssertionError("no JSON: " + line, e);
            }
        });
        return answers;
    }
}
