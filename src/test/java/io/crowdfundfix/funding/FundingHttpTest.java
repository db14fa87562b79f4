package io.crowdfundfix.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FundingHttpTest {
    private static final String JSON = "application/json";

    private static TestNode node;
    private static TestClient reporter;
    private long bug;

    @BeforeAll
    static void start() {
        node = TestNode.complete(Map.of("funding.clock_ms", "50"));
        reporter = node.client().newPerson(Role.USER);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void report() {
        bug = reporter.post(
                        "/api/v1/bugs",
                        Map.of("title", "Export loses the last row", "description", "Row 100 of 100 is missing"))
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    private String fund() {
        return "/api/v1/fund/" + bug;
    }

    @Test
    void takesMoneyFromAnybodyAsTheFirstClientsSendIt() {
        JsonNode made = node.client()
                .post(fund(), Map.of("contributor_name", "Ada", "amount", 12.5))
                .expect(201)
                .json();
        assertEquals("12.5", made.path("total").asText());
        assertEquals(1250, made.path("total_cents").asLong());
        assertEquals("OPEN", made.path("bounty_state").asText());
        assertEquals("Ada", made.at("/funding/contributor_name").asText());
        JsonNode shown = node.client().get(fund()).expect(200).json();
        assertEquals(1250, shown.path("held_cents").asLong());
        assertEquals("Ada", shown.at("/contributors/0/contributor_name").asText());
        assertTrue(shown.at("/contributors/0/refund_token").isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "0",
                "0.001",
                "12.345",
                "1e308",
                "-1e308",
                "1e-308",
                "1000000000000",
                "1000000.01",
                "NaN",
                "Infinity",
                "\"12\"",
                "\"NaN\"",
                "null",
                "[]",
                "{}",
                "true"
            })
    void refusesWhatIsNoAmount(String amount) {
        byte[] body = ("{\"contributor_name\":\"Ada\",\"amount\":" + amount + "}").getBytes(StandardCharsets.UTF_8);
        Answer answer = node.client().send("POST", fund(), body, "Content-Type", JSON);
        boolean notJson = amount.equals("NaN") || amount.equals("Infinity");
        assertEquals(notJson ? 400 : 422, answer.status(), answer.text());
        if (!notJson) {
            assertEquals(
                    "amount", answer.json().at("/error/details/errors/0/field").asText());
        }
        assertEquals(0, node.client().get(fund()).json().path("total_cents").asLong());
    }

    @Test
    void refusesAForeignCurrency() {
        Answer answer = node.client().post(fund(), Map.of("amount", 5, "currency", "EUR"));
        assertEquals(422, answer.status());
        assertEquals(
                "currency", answer.json().at("/error/details/errors/0/field").asText());
    }

    @Test
    void refusesMoneyForABugThatIsNotThere() {
        assertEquals(
                "bug_not_found",
                node.client()
                        .post("/api/v1/fund/999999999", Map.of("amount", 5))
                        .expect(404)
                        .code());
    }

    @Test
    void aKeyMovesMoneyOnceAndAnswersTheSame() {
        Map<String, Object> body = Map.of("contributor_name", "Ada", "amount", 7);
        Answer first = reporter.post(fund(), body, "Idempotency-Key", "k-1").expect(201);
        Answer again = reporter.post(fund(), body, "Idempotency-Key", "k-1").expect(201);
        assertEquals(first.json().at("/funding/id"), again.json().at("/funding/id"));
        assertEquals(700, node.client().get(fund()).json().path("held_cents").asLong());
        Answer other = reporter.post(fund(), Map.of("amount", 8), "Idempotency-Key", "k-1")
                .expect(422);
        assertEquals("idempotency_key_reused", other.code());
    }

    @Test
    void whoWasNotSignedInHasHisMoneyBackByHisToken() {
        JsonNode made =
                node.client().post(fund(), Map.of("amount", 9.99)).expect(201).json();
        String refund = fund() + "/" + made.at("/funding/id").asLong() + "/refund";
        assertEquals(
                "refund_token_needed",
                node.client().post(refund, Map.of()).expect(403).code());
        assertEquals(
                "refund_token_needed",
                node.client()
                        .post(refund, Map.of("refund_token", "A".repeat(32)))
                        .expect(403)
                        .code());
        Map<String, Object> token =
                Map.of("refund_token", made.at("/funding/refund_token").asText());
        assertEquals(
                "REFUNDED",
                node.client()
                        .post(refund, token)
                        .expect(200)
                        .json()
                        .at("/funding/state")
                        .asText());
        node.client().post(refund, token).expect(200);
        JsonNode shown = node.client().get(fund()).json();
        assertEquals(0, shown.path("held_cents").asLong());
        assertEquals(999, shown.path("refunded_cents").asLong());
    }

    @Test
    void whoWasSignedInHasItBackInHisWalletAndCanSpendItThere() {
        TestClient backer = node.client().newPerson(Role.USER);
        JsonNode made = backer.post(fund(), Map.of("amount", 20)).expect(201).json();
        TestClient other = node.client().newPerson(Role.USER);
        String refund = fund() + "/" + made.at("/funding/id").asLong() + "/refund";
        assertEquals(
                "not_your_contribution",
                other.post(refund, Map.of()).expect(403).code());
        backer.post(refund, Map.of()).expect(200);
        assertEquals(
                2000, backer.get("/api/v1/wallet").json().path("balance_cents").asLong());
        assertEquals(
                "insufficient_funds",
                backer.post(fund(), Map.of("amount", 20.01, "source", "wallet"))
                        .expect(409)
                        .code());
        backer.post(fund(), Map.of("amount", 15, "source", "wallet")).expect(201);
        assertEquals(
                500,
                backer.post("/api/v1/wallet/deposit", Map.of("amount", 0.5), "Idempotency-Key", "d-1")
                                .expect(201)
                                .json()
                                .path("balance_cents")
                                .asLong()
                        - 50);
        backer.post("/api/v1/wallet/deposit", Map.of("amount", 0.5), "Idempotency-Key", "d-1")
                .expect(201);
        assertEquals(
                550, backer.get("/api/v1/wallet").json().path("balance_cents").asLong());
        assertEquals(
                "insufficient_funds",
                backer.post("/api/v1/wallet/withdraw", Map.of("amount", 6))
                        .expect(409)
                        .code());
        assertEquals(
                0,
                backer.post("/api/v1/wallet/withdraw", Map.of("amount", 5.5))
                        .expect(201)
                        .json()
                        .path("balance_cents")
                        .asLong());
    }

    @Test
    void whoIsNotSignedInHasNoWalletToPayFrom() {
        Answer answer = node.client()
                .post(fund(), Map.of("amount", 5, "source", "wallet"))
                .expect(422);
        assertEquals("source", answer.json().at("/error/details/errors/0/field").asText());
    }

    @Test
    void aBadTokenIsRefusedThoughNoneIsNeeded() {
        assertEquals(
                401,
                node.client().as("nonsense").post(fund(), Map.of("amount", 5)).status());
    }

    @Test
    void manyAtOnceAreAllTakenOnceAndTheTotalIsExact() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(64);
        try {
            List<Future<Answer>> all = IntStream.range(0, 64 * 4)
                    .mapToObj(i -> clients.submit(() -> node.client()
                            .post(
                                    fund(),
                                    Map.of("contributor_name", "Backer " + i % 64, "amount", 1 + i % 64),
                                    "Idempotency-Key",
                                    bug + "-the-backer-who-is-number-" + i % 64)))
                    .toList();
            for (Future<Answer> one : all) {
                one.get().expect(201);
            }
        } finally {
            clients.shutdownNow();
        }
        JsonNode shown = node.client().get(fund()).json();
        assertEquals(64 * 65 / 2 * 100, shown.path("held_cents").asLong());
        assertEquals(64, shown.path("contributors").size());
    }

    @Test
    void aClosedBugTakesNoMoneyAndGivesBackWhatItHas() {
        TestClient backer = node.client().newPerson(Role.USER);
        backer.post(fund(), Map.of("amount", 20)).expect(201);
        reporter.patch("/api/v1/bugs/" + bug + "/status", Map.of("status", "CLOSED"))
                .expect(200);
        io.crowdfundfix.testing.Await.until(
                "the money is back",
                () -> backer.get("/api/v1/wallet").json().path("balance_cents").asLong() == 2000);
        assertEquals(
                "bug_not_open",
                backer.post(fund(), Map.of("amount", 20)).expect(409).code());
        assertNotEquals(
                0, node.client().get(fund()).json().path("refunded_cents").asLong());
    }
}
