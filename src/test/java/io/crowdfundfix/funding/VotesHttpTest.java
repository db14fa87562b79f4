package io.crowdfundfix.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Votes and disputes of who may not, not now or not again, over HTTP. */
class VotesHttpTest {
    private static final int BELOW_THE_LEVEL = 0;
    private static final int AT_THE_LEVEL = 1;

    private static BountyOnNode on;
    private static TestClient reporter;
    private static TestClient first;
    private static TestClient second;
    private static TestClient stranger;
    private TestClient developer;
    private long bug;
    private long claim;

    @BeforeAll
    static void start() {
        on = new BountyOnNode();
        reporter = on.user();
        first = on.user();
        second = on.user();
        stranger = on.user();
    }

    @AfterAll
    static void stop() {
        on.close();
    }

    /** Neither backer has more than half. */
    @BeforeEach
    void claim() {
        developer = on.developer();
        bug = on.report(reporter);
        on.fund(first, bug, "50");
        on.fund(second, bug, "50");
        claim = on.claim(developer, bug);
    }

    private Answer vote(TestClient voter, String choice) {
        return voter.post("/api/v1/claims/" + claim + "/votes", Map.of("choice", choice));
    }

    private Answer dispute(TestClient person) {
        return person.post("/api/v1/claims/" + claim + "/dispute", Map.of("reason", "It is slower now"));
    }

    private Answer resolve() {
        return stranger.post("/api/v1/claims/" + claim + "/resolve", Map.of());
    }

    @Test
    void thereIsNothingToVoteOnBeforeAFixPasses() {
        assertRefused(409, "claim_state", vote(first, "approve"));
        assertRefused(409, "claim_state", vote(reporter, "approve"));
        assertRefused(409, "claim_state", vote(first, "pay"));
    }

    @Test
    void onlyWhoHasMoneyOnABugReviewsItsFixes() {
        on.verdict(developer, bug, BELOW_THE_LEVEL, true);
        assertRefused(403, "no_stake", vote(stranger, "approve"));
        assertRefused(403, "own_claim", vote(developer, "approve"));
        assertRefused(409, "claim_state", vote(first, "pay"));
        assertEquals("SUBMITTED", on.state(claim));
    }

    @Test
    void whoHasMoneyOnHisOwnClaimHasNoSayInIt() {
        on.fund(developer, bug, "1000");
        on.verdict(developer, bug, BELOW_THE_LEVEL, true);
        assertRefused(403, "own_claim", vote(developer, "approve"));
        vote(first, "reject").expect(200);
        assertEquals("SUBMITTED", on.state(claim));
    }

    @Test
    void aVoteIsCastOnce() {
        on.verdict(developer, bug, BELOW_THE_LEVEL, true);
        vote(first, "approve").expect(200);
        assertRefused(409, "already_voted", vote(first, "approve"));
        assertRefused(409, "already_voted", vote(first, "reject"));
        assertEquals("SUBMITTED", on.state(claim));
        vote(second, "approve").expect(200);
        assertEquals("VERIFIED", on.state(claim));
        assertRefused(409, "claim_state", vote(first, "approve"));
    }

    @Test
    void onlyAVerifiedClaimIsDisputed() {
        assertRefused(409, "claim_state", dispute(first));
        on.verdict(developer, bug, BELOW_THE_LEVEL, true);
        assertRefused(409, "claim_state", dispute(first));
    }

    @Test
    void onlyWhoIsConcernedDisputes() {
        on.verdict(developer, bug, AT_THE_LEVEL, true);
        assertRefused(403, "no_stake", dispute(stranger));
        assertRefused(403, "own_claim", dispute(developer));
        assertRefused(409, "claim_state", resolve());
        dispute(reporter).expect(200);
    }

    @Test
    void aCentNeitherRaisesTheLevelNorDisputes() {
        ask(stranger, "1.01", 2);
        assertEquals(AT_THE_LEVEL, level());
        ask(stranger, "1.00", 2);
        // together they have more than one of a hundred
        on.verdict(developer, bug, AT_THE_LEVEL, true);
        assertEquals("SUBMITTED", on.state(claim));
        assertEquals(2, level());
        on.fund(first, bug, "101");
        TestClient other = on.developer();
        long another = on.claim(other, bug);
        on.verdict(other, bug, AT_THE_LEVEL, true);
        assertEquals(AT_THE_LEVEL, level());
        assertEquals("VERIFIED", on.state(another));
        claim = another;
        assertRefused(403, "no_stake", dispute(stranger));
        dispute(second).expect(200);
    }

    @Test
    void whereNobodyHasMuchWhoHasMostCanDispute() {
        long crowded = on.report(reporter);
        for (int i = 0; i < 101; i++) {
            on.fund(
                    i == 0 ? first : i == 1 ? stranger : i == 2 ? second : on.node.client(),
                    crowded,
                    i == 1 ? "1" : "2");
        }
        bug = crowded;
        claim = on.claim(developer, bug);
        on.verdict(developer, bug, AT_THE_LEVEL, true);
        assertRefused(403, "no_stake", dispute(stranger));
        dispute(second).expect(200);
    }

    private void ask(TestClient backer, String amount, int level) {
        backer.post("/api/v1/fund/" + bug, Map.of("amount", new BigDecimal(amount), "release_level", level))
                .expect(201);
    }

    private int level() {
        return stranger.get("/api/v1/fund/" + bug)
                .expect(200)
                .json()
                .path("release_level")
                .asInt();
    }

    @Test
    void aClaimIsDisputedOnce() {
        on.verdict(developer, bug, AT_THE_LEVEL, true);
        dispute(first).expect(200);
        assertRefused(409, "claim_state", dispute(second));
        vote(first, "pay").expect(200);
        vote(second, "pay").expect(200);
        assertEquals("VERIFIED", on.state(claim));
        assertRefused(409, "dispute_decided", dispute(second));
    }

    @Test
    void aDisputeIsDecidedByMoneyOrTimeAndNobodyElse() {
        on.verdict(developer, bug, AT_THE_LEVEL, true);
        dispute(first).expect(200);
        assertRefused(409, "claim_state", vote(first, "approve"));
        assertRefused(403, "no_stake", vote(reporter, "refund"));
        assertRefused(403, "own_claim", vote(developer, "pay"));
        assertRefused(409, "not_yet_decided", resolve());
        vote(first, "refund").expect(200);
        assertRefused(409, "already_voted", vote(first, "refund"));
        assertRefused(409, "not_yet_decided", resolve());
        on.clock.forward(Duration.ofDays(7));
        Answer decided = resolve().expect(200);
        assertEquals("refund", decided.json().at("/dispute/outcome").asText());
        assertEquals("REJECTED", on.state(claim));
        assertRefused(409, "claim_state", resolve());
    }

    @Test
    void disputedMoneyStaysWhereItIs() {
        long given = on.fund(first, bug, "1");
        on.verdict(developer, bug, AT_THE_LEVEL, true);
        dispute(first).expect(200);
        String contribution = "/api/v1/fund/" + bug + "/" + given;
        assertRefused(409, "refund_not_possible", first.post(contribution + "/refund", Map.of()));
        assertRefused(409, "bounty_takes_no_money", first.post("/api/v1/fund/" + bug, Map.of("amount", 1_000)));
        assertEquals(10_100, on.held(bug));
    }

    @Test
    void whoIsNotSignedInHasNoSay() {
        on.verdict(developer, bug, AT_THE_LEVEL, true);
        TestClient nobody = on.node.client();
        on.fund(nobody, on.report(reporter), "50");
        assertRefused(401, "missing_token", dispute(nobody));
        assertRefused(401, "missing_token", vote(nobody, "pay"));
    }

    private static void assertRefused(int status, String code, Answer answer) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals(code, answer.code(), answer.text());
    }
}
