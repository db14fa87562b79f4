package io.crowdfundfix.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.analysis.Analysis;
import io.crowdfundfix.bugs.Bugs;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.funding.FundingApi;
import io.crowdfundfix.funding.FundingApi.ClaimFound;
import io.crowdfundfix.funding.FundingApi.VerdictTaken;
import io.crowdfundfix.identity.Identity;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over HTTP, against a forge of this machine that the configuration lets be the base. */
class VerificationHttpTest {
    private static final String VERIFY = "/api/v1/verify-fix";
    private static final String LINK = "https://example.org/shop/changes/7";
    private static final String DIFF = DiffReaderTest.change(
                    "src/main/java/shop/Cart.java", "-return null;", "+return 0; // an empty cart has a total of zero")
            + DiffReaderTest.change(
                    "src/test/java/shop/CartTest.java", "+@Test", "+void t() { assertEquals(0, sum()); }");

    private static Vertx vertx;
    private static String forge;
    private static HttpServer secret;
    private static final AtomicInteger SECRET_READS = new AtomicInteger();
    private static TestNode node;
    private static TestClient reporter;
    private static TestClient developer;
    private static long bug;

    /** Until there is one. */
    private static final class NoFunding implements Capability {
        @Override
        public String name() {
            return "funding";
        }

        @Override
        public List<Deployment> deployments(Platform platform) {
            Bus bus = platform.bus();
            return List.of(Deployment.onEventLoops(
                    () -> new VerticleBase() {
                        @Override
                        public Future<?> start() {
                            return Future.all(
                                    bus.serve(
                                            FundingApi.FIND_CLAIM,
                                            question -> Future.succeededFuture(new ClaimFound(null, null, 0, null))),
                                    bus.serve(
                                            FundingApi.RECORD_VERDICT,
                                            question -> Future.succeededFuture(new VerdictTaken(null, null, null))));
                        }
                    },
                    1));
        }
    }

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        secret = Await.result(vertx.createHttpServer()
                .requestHandler(request -> {
                    SECRET_READS.incrementAndGet();
                    request.response().end(DIFF);
                })
                .listen(0, "127.0.0.1"));
        HttpServer server = Await.result(vertx.createHttpServer()
                .requestHandler(request -> {
                    switch (request.path()) {
                        case "/shop/cart/pull/1.diff" -> request.response().end(DIFF);
                        case "/shop/cart/pull/1.patch" ->
                            request.response()
                                    .end("From 1 Mon\nSubject: [PATCH] Zebras\n\ncarts\n---\n" + DIFF.repeat(100));
                        case "/shop/cart/pull/2.diff" ->
                            request.response()
                                    .setStatusCode(302)
                                    .putHeader("Location", "http://127.0.0.1:" + secret.actualPort() + "/")
                                    .end();
                        default -> request.response().setStatusCode(404).end();
                    }
                })
                .listen(0, "127.0.0.1"));
        forge = "http://127.0.0.1:" + server.actualPort();
        node = TestNode.start(
                Map.of(
                        "analysis.model_dir",
                        "none",
                        "verification.github_base_url",
                        forge,
                        "verification.allow_private_base",
                        "true",
                        "verification.wait_ms",
                        "10000"),
                config -> List.of(
                        new Identity(config.identity()),
                        new Bugs(config.bugs()),
                        new Analysis(config.analysis()),
                        new NoFunding(),
                        new Verification(config.verification())));
        reporter = node.client().newPerson(Role.USER);
        developer = node.client().newPerson(Role.DEVELOPER);
        bug = report();
    }

    @AfterAll
    static void stop() {
        node.close();
        Await.result(vertx.close());
    }

    private static long report() {
        return reporter.post(
                        "/api/v1/bugs",
                        Map.of(
                                "title",
                                "The total of an empty cart is null",
                                "description",
                                "An empty cart has to have a total of zero, but Cart.total() gives null and the page breaks."))
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    private static Map<String, Object> fix(Object... namesAndValues) {
        Map<String, Object> fix = new HashMap<>(Map.of("bug_id", bug, "pr_link", LINK));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fix.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fix;
    }

    @Test
    void judgesADiffAndShowsWhy() {
        Answer answer = developer.post(VERIFY, fix("diff", DIFF)).expect(201);
        JsonNode made = answer.json();
        assertEquals("diff", made.path("mode").asText());
        assertEquals(1, made.path("level").asInt());
        assertEquals("pass", made.path("result").asText(), answer.text());
        assertEquals("verified", made.path("status").asText());
        assertTrue(made.path("verification_score").asDouble() > 0.6);
        assertTrue(reason(made, "touches_named_code").contains("Cart"));
        assertEquals(
                made, node.client().get(answer.header("Location")).expect(200).json());
        assertFalse(answer.text().contains("diff --git"));
        JsonNode listed = node.client()
                .get("/api/v1/submissions?bug_id=" + bug + "&limit=1")
                .expect(200)
                .json();
        assertEquals(1, listed.size());
    }

    @Test
    void readsThePullRequestItself() {
        JsonNode made = developer
                .post(VERIFY, fix("pr_link", forge + "/shop/cart/pull/1"))
                .expect(201)
                .json();
        assertEquals(1, made.path("level").asInt());
        assertEquals("the diff: read from the pull request itself", reason(made, "diff_source"));
        assertNotEquals(
                developer.post(VERIFY, fix("diff", DIFF)).expect(201).json().path("similarity"),
                made.path("similarity"),
                "what the commits say is read beside it");
    }

    @Test
    void whatTheLinkHoldsCountsMoreThanWhatIsHandedIn() {
        String nice = DiffReaderTest.change("docs/x.txt", "-a", "+b");
        JsonNode made = developer
                .post(VERIFY, fix("pr_link", forge + "/shop/cart/pull/1", "diff", nice))
                .expect(201)
                .json();
        assertEquals(DiffReader.read(DIFF).sha256(), made.path("diff_sha256").asText());
    }

    @Test
    void followsNoRedirectToAnInternalAddress() {
        JsonNode made = developer
                .post(VERIFY, fix("pr_link", forge + "/shop/cart/pull/2"))
                .expect(201)
                .json();
        assertEquals("simulated", made.path("mode").asText());
        assertTrue(reason(made, "simulated").contains("no plain web address"), made.toString());
        assertEquals(0, SECRET_READS.get());
    }

    @Test
    void aLinkAloneIsSimulatedOpenlyAndEachTimeTheSame() {
        JsonNode first = developer.post(VERIFY, fix()).expect(201).json();
        JsonNode second = developer.post(VERIFY, fix()).expect(201).json();
        assertEquals("simulated", first.path("mode").asText());
        assertEquals(0, first.path("level").asInt());
        for (String field : List.of("verification_score", "similarity", "diff_score", "result")) {
            assertEquals(first.path(field), second.path(field), field);
        }
    }

    @Test
    void aMissingPullRequestIsSaidToBeMissing() {
        JsonNode made = developer
                .post(VERIFY, fix("pr_link", forge + "/shop/cart/pull/404"))
                .expect(201)
                .json();
        assertTrue(reason(made, "simulated").contains("the host answers 404"));
    }

    @Test
    void theSameKeyIsOneSubmission() {
        String[] key = {"Idempotency-Key", "once"};
        long first =
                developer.post(VERIFY, fix(), key).expect(201).json().path("id").asLong();
        assertEquals(
                first,
                developer.post(VERIFY, fix(), key).expect(201).json().path("id").asLong());
        assertEquals(
                "idempotency_key_reused",
                developer.post(VERIFY, fix("diff", DIFF), key).expect(422).code());
    }

    @Test
    void actsForOthersOnlyAsReporterOrAdministrator() {
        long own =
                developer.get("/api/v1/auth/me").expect(200).json().path("id").asLong();
        TestClient stranger = node.client().newPerson(Role.DEVELOPER);
        assertEquals(
                "not_your_fix",
                stranger.post(VERIFY, fix("developer_id", own)).expect(403).code());
        JsonNode byReporter =
                reporter.post(VERIFY, fix("developer_id", own)).expect(201).json();
        assertEquals(own, byReporter.path("developer_id").asLong());
        node.client().post(VERIFY, fix()).expect(401);
        reporter.post(VERIFY, fix("developer_id", 99_999)).expect(404);
        developer.post(VERIFY, fix("bug_id", 99_999)).expect(404);
    }

    @Test
    void takesNothingOnAClosedBug() {
        long closed = report();
        for (String status : List.of("IN_PROGRESS", "IN_REVIEW", "RESOLVED", "CLOSED")) {
            reporter.patch("/api/v1/bugs/" + closed + "/status", Map.of("status", status))
                    .expect(200);
        }
        assertEquals(
                "bug_closed",
                developer.post(VERIFY, fix("bug_id", closed)).expect(409).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8000/api",
                "http://127.0.0.1/",
                "http://10.0.0.7/a/b/pull/1",
                "http://[::1]/",
                "http://169.254.169.254/latest",
                "file:///etc/passwd",
                "ftp://example.org/x",
                "https://a:b@example.org/x",
                "https://example.org:8443/x",
                "nonsense"
            })
    void refusesALinkThatNobodyElseCanOpen(String link) {
        assertNames("pr_link", developer.post(VERIFY, fix("pr_link", link)));
    }

    @Test
    void refusesBadInputByName() throws IOException {
        assertNames("diff", developer.post(VERIFY, fix("diff", "no diff")));
        assertNames(
                "diff",
                developer.post(VERIFY, fix("diff", "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,9 +1,9 @@\n-a\n")));
        assertNames("evidence.before", evidence("before", "<testsuite>"));
        assertNames(
                "evidence.after",
                evidence(
                        "after",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><testsuite><testcase name='&e;'/></testsuite>"));
        assertNames(
                "evidence.after",
                evidence("after", "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><testsuite>&b;</testsuite>"));
        String bomb = TestEvidenceTest.packed(new byte[1024 * 1024], 100);
        assertNames("evidence.before_gzip_base64", evidence("before_gzip_base64", bomb));
        assertNames("evidence.fail_to_pass", evidence("fail_to_pass", List.of("a".repeat(1_001))));
        assertNames("evidence", evidence("surprise", 1));
    }

    @Test
    void refusesADiffOfFiftyMegabytes() {
        String huge = DiffReaderTest.change("x.txt", "-a", "+" + "x".repeat(50 * 1024 * 1024));
        developer.post(VERIFY, fix("diff", huge)).expect(413);
    }

    @Test
    void testReportsMakeLevelTwo() throws IOException {
        String before = TestEvidenceTest.suite("shop.CartTest", "<failure/>");
        byte[] after = TestEvidenceTest.suite("shop.CartTest", "").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Map<String, Object> evidence = Map.of("before", before, "after_gzip_base64", TestEvidenceTest.packed(after, 1));
        JsonNode made = developer
                .post(VERIFY, fix("diff", DIFF, "evidence", evidence))
                .expect(201)
                .json();
        assertEquals(2, made.path("level").asInt());
        assertEquals("evidence", made.path("mode").asText());
        assertEquals("claimant", made.path("evidence_by").asText());
        assertTrue(reason(made, "fail_to_pass").contains("not run here"));
    }

    private static Answer evidence(String name, Object value) {
        return developer.post(VERIFY, fix("diff", DIFF, "evidence", Map.of(name, value)));
    }

    private static void assertNames(String field, Answer answer) {
        answer.expect(422);
        List<String> named = answer.json().at("/error/details/errors").findValuesAsText("field");
        assertTrue(named.stream().anyMatch(name -> name.startsWith(field)), answer.text());
    }

    private static String reason(JsonNode submission, String code) {
        return StreamSupport.stream(submission.path("checks").spliterator(), false)
                .filter(check -> check.path("code").asText().equals(code))
                .findFirst()
                .orElseThrow()
                .path("reason")
                .asText();
    }
}
