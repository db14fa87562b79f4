package io.crowdfundfix.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims as nobody should make or change them, over HTTP. */
class ClaimsHttpTest {
    private static final int AT_THE_LEVEL = 1;

    private static BountyOnNode on;
    private static TestClient reporter;
    private static TestClient bystander;
    private static TestClient partner;
    private static TestClient stranger;
    private TestClient developer;
    private long bug;

    @BeforeAll
    static void start() {
        on = new BountyOnNode();
        reporter = on.developer();
        partner = on.developer();
        bystander = on.user();
        stranger = on.developer();
    }

    @AfterAll
    static void stop() {
        on.close();
    }

    @BeforeEach
    void fund() {
        developer = on.developer();
        bug = on.report(reporter);
        on.fund(bystander, bug, "100");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[null]",
                "[{}]",
                "[[]]",
                "[10000]",
                "{}",
                "\"all\"",
                "[{\"developer_id\":ME}]",
                "[{\"share_bps\":10000}]",
                "[{\"developer_id\":ME,\"share_bps\":9999}]",
                "[{\"developer_id\":ME,\"share_bps\":10001}]",
                "[{\"developer_id\":ME,\"share_bps\":0}]",
                "[{\"developer_id\":ME,\"share_bps\":-10000}]",
                "[{\"developer_id\":ME,\"share_bps\":1e4}]",
                "[{\"developer_id\":ME,\"share_bps\":9999.5}]",
                "[{\"developer_id\":ME,\"share_bps\":\"10000\"}]",
                "[{\"developer_id\":ME,\"share_bps\":null}]",
                "[{\"developer_id\":ME,\"share_bps\":99999999999}]",
                "[{\"developer_id\":ME,\"share_bps\":10000,\"bonus\":1}]",
                "[{\"developer_id\":ME,\"share_bps\":10000},{\"developer_id\":PARTNER,\"share_bps\":0}]",
                "[{\"developer_id\":ME,\"share_bps\":10001},{\"developer_id\":PARTNER,\"share_bps\":-1}]",
                "[{\"developer_id\":ME,\"share_bps\":5000},{\"developer_id\":ME,\"share_bps\":5000}]",
                "[{\"developer_id\":ME,\"share_bps\":5000},{\"developer_id\":999999999,\"share_bps\":5000}]",
                "[{\"developer_id\":ME,\"share_bps\":5000},{\"developer_id\":-1,\"share_bps\":5000}]",
                "[{\"developer_id\":ME,\"share_bps\":5000},{\"developer_id\":REPORTER,\"share_bps\":5000}]",
                "[{\"developer_id\":ME,\"share_bps\":5000},{\"developer_id\":BYSTANDER,\"share_bps\":5000}]",
                "[{\"developer_id\":ME,\"share_bps\":2147483647},{\"developer_id\":PARTNER,\"share_bps\":2147483647}]"
            })
    void refusesWhatIsNoSplit(String splits) {
        assertNoSplit(splits.replace("ME", id(developer))
                .replace("PARTNER", id(partner))
                .replace("REPORTER", id(reporter))
                .replace("BYSTANDER", id(bystander)));
    }

    @Test
    void refusesMoreSplitsThanTwenty() {
        assertNoSplit(IntStream.rangeClosed(1, 21)
                .mapToObj(i -> "{\"developer_id\":" + i + ",\"share_bps\":" + (i == 21 ? 480 : 476) + "}")
                .collect(Collectors.joining(",", "[", "]")));
    }

    private void assertNoSplit(String splits) {
        byte[] body = ("{\"splits\":" + splits + "}").getBytes(StandardCharsets.UTF_8);
        String claims = "/api/v1/bugs/" + bug + "/claims";
        assertNamesSplits(developer.send("POST", claims, body, "Content-Type", "application/json"));
        assertEquals(0, developer.get(claims).expect(200).json().size());
        long claim = on.claim(developer, bug);
        assertNamesSplits(developer.send("PATCH", "/api/v1/claims/" + claim, body, "Content-Type", "application/json"));
        JsonNode unchanged = developer.get("/api/v1/claims/" + claim).json();
        assertEquals(10_000, unchanged.at("/splits/0/share_bps").asInt());
        assertEquals(1, unchanged.path("version").asInt());
    }

    private static void assertNamesSplits(Answer answer) {
        assertEquals(422, answer.status(), answer.text());
        String field = answer.json().at("/error/details/errors/0/field").asText();
        assertTrue(field.startsWith("splits"), answer.text());
    }

    private static String id(TestClient person) {
        return Long.toString(BountyOnNode.id(person));
    }

    @Test
    void whoReportedABugDoesNotEarnItsBounty() {
        assertRefused(403, "own_bug", on.tryToClaim(reporter, bug, Map.of()));
    }

    @Test
    void aClosedBugIsNotClaimed() {
        reporter.patch("/api/v1/bugs/" + bug + "/status", Map.of("status", "CLOSED"))
                .expect(200);
        assertRefused(409, "bug_not_open", on.tryToClaim(developer, bug, Map.of()));
    }

    @Test
    void whereThereIsNoMoneyThereIsNothingToClaim() {
        long unfunded = on.report(reporter);
        assertRefused(404, "bounty_not_found", on.tryToClaim(developer, unfunded, Map.of()));
        long given = on.fund(bystander, unfunded, "1");
        bystander
                .post("/api/v1/fund/" + unfunded + "/" + given + "/refund", Map.of())
                .expect(200);
        assertRefused(409, "bounty_not_claimable", on.tryToClaim(developer, unfunded, Map.of()));
    }

    @Test
    void onlyADeveloperClaims() {
        assertRefused(403, "role_not_allowed", on.tryToClaim(bystander, bug, Map.of()));
        assertRefused(401, "missing_token", on.tryToClaim(on.node.client(), bug, Map.of()));
    }

    @Test
    void nobodyHasTwoClaimsOnOneBug() {
        on.claim(developer, bug);
        assertRefused(409, "already_claimed", on.tryToClaim(developer, bug, Map.of()));
    }

    @Test
    void ofManyClaimsAtOnceOneIsMade() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Future<Answer>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(clients.submit(() -> on.tryToClaim(developer, bug, Map.of())));
            }
            int made = 0;
            for (Future<Answer> one : all) {
                Answer answer = one.get();
                made += answer.status() == 201 ? 1 : 0;
                assertTrue(answer.status() == 201 || answer.code().equals("already_claimed"), answer.text());
            }
            assertEquals(1, made);
        } finally {
            clients.shutdownNow();
        }
        assertEquals(1, developer.get("/api/v1/bugs/" + bug + "/claims").json().size());
    }

    @Test
    void aBugHasNoMoreClaimsThanItsLimit() {
        on.claim(developer, bug);
        on.claim(on.developer(), bug);
        assertRefused(409, "bug_has_claims_enough", on.tryToClaim(stranger, bug, Map.of()));
    }

    @Test
    void aDeveloperHasNoMoreClaimsThanHisLimit() {
        for (int i = 0; i < BountyOnNode.MAX_CLAIMS; i++) {
            long other = on.report(reporter);
            on.fund(bystander, other, "1");
            on.claim(developer, other);
        }
        assertRefused(409, "too_many_claims", on.tryToClaim(developer, bug, Map.of()));
    }

    @Test
    void onlyItsDeveloperChangesAClaim() {
        String claim = "/api/v1/claims/" + on.claim(developer, bug);
        assertRefused(403, "not_your_claim", stranger.patch(claim, Map.of("ai_assisted", true)));
        assertRefused(403, "not_your_claim", stranger.delete(claim));
        assertEquals(1, developer.get(claim).json().path("version").asInt());
    }

    @Test
    void aChangeMeantForAnEarlierVersionIsRefused() {
        String claim = "/api/v1/claims/" + on.claim(developer, bug);
        String first = developer.get(claim).header("ETag");
        developer.patch(claim, Map.of("ai_assisted", true), "If-Match", first).expect(200);
        Answer late = developer.patch(claim, Map.of("ai_assisted", false), "If-Match", first);
        assertRefused(412, "version_changed", late);
        assertRefused(412, "version_changed", developer.patch(claim, Map.of(), "If-Match", "\"x\""));
        assertTrue(developer.get(claim).json().path("ai_assisted").asBoolean());
    }

    @Test
    void aVerifiedClaimIsNeitherChangedNorWithdrawn() {
        String claim = "/api/v1/claims/" + on.claim(developer, bug);
        on.verdict(developer, bug, AT_THE_LEVEL, true);
        assertRefused(409, "claim_state", developer.patch(claim, Map.of("ai_assisted", true)));
        assertRefused(409, "claim_state", developer.delete(claim));
        assertRefused(409, "bounty_not_claimable", on.tryToClaim(stranger, bug, Map.of()));
    }

    @Test
    void aWithdrawnClaimIsOverAndMakesRoomForAnother() {
        long claim = on.claim(developer, bug);
        developer.delete("/api/v1/claims/" + claim).expect(200);
        assertRefused(409, "claim_state", developer.delete("/api/v1/claims/" + claim));
        assertRefused(409, "claim_state", developer.patch("/api/v1/claims/" + claim, Map.of("ai_assisted", true)));
        on.verdict(developer, bug, AT_THE_LEVEL, true);
        assertEquals("WITHDRAWN", on.state(claim));
        assertEquals(10_000, on.held(bug));
        on.claim(developer, bug);
    }

    @Test
    void whoHasFailedTooOftenLeavesTheBugToOthers() {
        for (int lost = 0; lost < 3; lost++) {
            long claim = on.claim(developer, bug);
            for (int attempt = 0; attempt < 3; attempt++) {
                assertEquals("ACTIVE", on.state(claim));
                on.verdict(developer, bug, AT_THE_LEVEL, false);
            }
            assertEquals("FAILED", on.state(claim));
        }
        assertRefused(409, "attempts_exhausted", on.tryToClaim(developer, bug, Map.of()));
    }

    @Test
    void whatOthersHandInForADeveloperAndWhatHasFailedBeforeCostsHimNothingWhenItFails() {
        long claim = on.claim(developer, bug);
        for (int i = 0; i < 5; i++) {
            on.verdict(reporter, developer, bug, AT_THE_LEVEL, false);
            on.failedAgain(developer, bug);
        }
        JsonNode after = developer.get("/api/v1/claims/" + claim).json();
        assertEquals("ACTIVE", after.path("state").asText());
        assertEquals(0, after.path("attempts").asInt());
        assertEquals(1, after.path("version").asInt());
        on.verdict(reporter, developer, bug, AT_THE_LEVEL, true);
        assertEquals("VERIFIED", on.state(claim));
    }

    private static void assertRefused(int status, String code, Answer answer) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals(code, answer.code(), answer.text());
    }
}
