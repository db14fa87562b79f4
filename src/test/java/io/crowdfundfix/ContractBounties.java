package io.crowdfundfix;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.funding.FundingApi;
import io.crowdfundfix.funding.FundingApi.RecordVerdict;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Money on bugs and claims in each state, for {@link ContractTest} to ask for; each on a bug of its own. */
final class ContractBounties {
    private static final int BELOW_THE_LEVEL = 0;
    private static final int AT_THE_LEVEL = 1;

    private final TestNode node;
    private final TestClient fixer;
    private final Map<Long, Long> bugByContribution = new HashMap<>();
    private final Map<Long, String> tokenByContribution = new HashMap<>();
    private long submissions;

    ContractBounties(TestNode node) {
        this.node = node;
        this.fixer = node.client().newPerson(Role.DEVELOPER);
    }

    /** The bug that a contribution was put on; of anything else, the number itself. */
    long bugOf(long contribution) {
        return bugByContribution.getOrDefault(contribution, contribution);
    }

    /** Of a contribution that nobody was signed in for. */
    Optional<String> refundToken(long contribution) {
        return Optional.ofNullable(tokenByContribution.get(contribution));
    }

    long contribution(TestClient backer, long bug) {
        JsonNode made = backer.post("/api/v1/fund/" + bug, Map.of("amount", 5))
                .expect(201)
                .json()
                .path("funding");
        long id = made.path("id").asLong();
        bugByContribution.put(id, bug);
        if (!made.path("refund_token").isNull()) {
            tokenByContribution.put(id, made.path("refund_token").asText());
        }
        return id;
    }

    /** On a bug that its reporter says is a duplicate of the original. */
    long contributionOnDuplicate(TestClient backer, TestClient reporter, long bug, long original) {
        long id = contribution(backer, bug);
        reporter.patch("/api/v1/bugs/" + bug + "/duplicates/" + original, Map.of("state", "confirmed"))
                .expect(200);
        return id;
    }

    /** The bug itself, with money on it. */
    long funded(long bug) {
        contribution(node.client(), bug);
        return bug;
    }

    long claim(TestClient developer, long bug) {
        return developer
                .post("/api/v1/bugs/" + funded(bug) + "/claims", Map.of())
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    /** A claim whose fix waits for the word of the bug's reporter. */
    long inReview(long bug) {
        return passed(bug, BELOW_THE_LEVEL);
    }

    long verified(long bug) {
        return passed(bug, AT_THE_LEVEL);
    }

    private long passed(long bug, int level) {
        long claim = claim(fixer, bug);
        long developer = fixer.get("/api/v1/auth/me").json().path("id").asLong();
        RecordVerdict verdict = new RecordVerdict(--submissions, bug, developer, developer, level, true, false, 1);
        Await.result(node.node().platform().bus().request(FundingApi.RECORD_VERDICT, verdict));
        return claim;
    }

    /** A claim whose dispute is over by now and waits for somebody to say so; the bounty's own clock runs on. */
    long disputed(TestClient reporter, long bug) {
        long claim = verified(bug);
        reporter.post("/api/v1/claims/" + claim + "/dispute", Map.of("reason", "It is slower now"))
                .expect(200);
        var past = node.node().platform().clock().instant().minus(Duration.ofDays(1));
        Await.result(node.node()
                .platform()
                .database()
                .update(
                        "update disputes set closes_at = #{past} where claim_id = #{claim}",
                        Parameters.with("claim", claim).and("past", Times.toSql(past))));
        return claim;
    }

    /** Into the wallet of this person; there is nothing to name it by. */
    long deposit(TestClient person) {
        person.post("/api/v1/wallet/deposit", Map.of("amount", 1_000)).expect(201);
        return 0;
    }
}
