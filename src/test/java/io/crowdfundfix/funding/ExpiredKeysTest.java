package io.crowdfundfix.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key that has moved money never moves any again: it is answered for a day, and refused for ever after. */
class ExpiredKeysTest {
    private static final String DEPOSIT = "/api/v1/wallet/deposit";
    private static final String WITHDRAW = "/api/v1/wallet/withdraw";

    private static BountyOnNode on;
    private TestClient person;
    private long bug;

    @BeforeAll
    static void start() {
        on = new BountyOnNode();
    }

    @AfterAll
    static void stop() {
        on.close();
    }

    @BeforeEach
    void report() {
        person = on.user();
        bug = on.report(person);
    }

    private Answer send(TestClient client, String path, Object amount, String key) {
        return client.post(path, Map.of("amount", amount), "Idempotency-Key", key);
    }

    private long balance() {
        return person.get("/api/v1/wallet")
                .expect(200)
                .json()
                .path("balance_cents")
                .asLong();
    }

    @Test
    void aContributionIsAnsweredForADayAndThenRefused() {
        String fund = "/api/v1/fund/" + bug;
        for (TestClient client : new TestClient[] {person, on.node.client()}) {
            String key = "day-" + bug + "-of-who-is-not-signed-in";
            long before = on.held(bug);
            JsonNode made = send(client, fund, 5, key).expect(201).json().path("funding");
            on.clock.forward(Duration.ofHours(24));
            assertEquals(
                    made.path("id"),
                    send(client, fund, 5, key).expect(201).json().at("/funding/id"));
            on.clock.forward(Duration.ofMillis(1));
            assertRefused(409, "idempotency_key_expired", send(client, fund, 5, key));
            assertRefused(422, "idempotency_key_reused", send(client, fund, 6, key));
            assertEquals(before + 500, on.held(bug));
        }
    }

    @Test
    void whoIsNotSignedInNeedsAKeyThatNobodyGuesses() {
        String fund = "/api/v1/fund/" + bug;
        Answer refused = send(on.node.client(), fund, 5, "k".repeat(21));
        assertRefused(422, "validation_failed", refused);
        assertEquals(
                "Idempotency-Key",
                refused.json().at("/error/details/errors/0/field").asText());
        assertTrue(refused.text().contains("22") && refused.text().contains("UUID"), refused.text());
        send(on.node.client(), fund, 5, UUID.nameUUIDFromBytes(new byte[] {(byte) bug}) + "-" + bug)
                .expect(201);
        send(person, fund, 5, "k").expect(201);
        assertEquals(1_000, on.held(bug));
    }

    @Test
    void aKeyIsRefusedThoughItsBountyIsOver() {
        String fund = "/api/v1/fund/" + bug;
        long given = send(person, fund, 5, "over")
                .expect(201)
                .json()
                .at("/funding/id")
                .asLong();
        person.post(fund + "/" + given + "/refund", Map.of()).expect(200);
        assertEquals(
                "REFUNDED",
                send(person, fund, 5, "over")
                        .expect(201)
                        .json()
                        .at("/funding/state")
                        .asText());
        on.clock.forward(Duration.ofHours(25));
        assertRefused(409, "idempotency_key_expired", send(person, fund, 5, "over"));
        assertEquals(0, on.held(bug));
        assertEquals(500, balance());
    }

    @Test
    void walletsMoveOnceForAKey() {
        long first = transaction(send(person, DEPOSIT, 10, "in").expect(201));
        assertEquals(first, transaction(send(person, DEPOSIT, 10, "in").expect(201)));
        assertRefused(422, "idempotency_key_reused", send(person, DEPOSIT, 11, "in"));
        assertRefused(422, "idempotency_key_reused", send(person, WITHDRAW, 10, "in"));
        assertRefused(422, "idempotency_key_reused", send(person, "/api/v1/fund/" + bug, 10, "in"));
        long second = transaction(send(person, WITHDRAW, 4, "out").expect(201));
        assertEquals(second, transaction(send(person, WITHDRAW, 4, "out").expect(201)));
        assertEquals(600, balance());
        on.clock.forward(Duration.ofHours(25));
        assertRefused(409, "idempotency_key_expired", send(person, DEPOSIT, 10, "in"));
        assertRefused(409, "idempotency_key_expired", send(person, WITHDRAW, 4, "out"));
        assertEquals(600, balance());
    }

    @Test
    void aKeyThatMovedNothingIsNotUsedUp() {
        assertRefused(409, "insufficient_funds", send(person, WITHDRAW, 1, "later"));
        send(person, DEPOSIT, 1, "first").expect(201);
        send(person, WITHDRAW, 1, "later").expect(201);
        assertEquals(0, balance());
    }

    @Test
    void keysOfDifferentPeopleNeverMeet() {
        TestClient other = on.user();
        send(person, DEPOSIT, 1, "same").expect(201);
        send(other, DEPOSIT, 2, "same").expect(201);
        assertEquals(100, balance());
    }

    private static long transaction(Answer answer) {
        return answer.json().path("transaction_id").asLong();
    }

    private static void assertRefused(int status, String code, Answer answer) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals(code, answer.code(), answer.text());
    }
}
