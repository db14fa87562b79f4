package io.crowdfundfix.funding;

import io.crowdfundfix.funding.FundingApi.RecordVerdict;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.MutableClock;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Bugs, money and claims on a node whose clocks nobody looks at, as its clients make them. */
final class BountyOnNode implements AutoCloseable {
    static final int MAX_CLAIMS = 2;

    final MutableClock clock = new MutableClock();
    final TestNode node;
    private final AtomicLong submissions = new AtomicLong();

    BountyOnNode() {
        Map<String, String> settings = new HashMap<>();
        settings.put("funding.max_claims", Integer.toString(MAX_CLAIMS));
        settings.put("funding.clock_ms", "60000");
        settings.put("verification.fetch", "false");
        this.node = TestNode.complete(settings, clock);
    }

    TestClient user() {
        return node.client().newPerson(Role.USER);
    }

    TestClient developer() {
        return node.client().newPerson(Role.DEVELOPER);
    }

    static long id(TestClient person) {
        return person.get("/api/v1/auth/me").expect(200).json().path("id").asLong();
    }

    long report(TestClient reporter) {
        return reporter.post(
                        "/api/v1/bugs",
                        Map.of("title", "Export loses the last row", "description", "Row 100 of 100 is missing"))
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    /** The number of the contribution. */
    long fund(TestClient backer, long bug, String amount) {
        return backer.post("/api/v1/fund/" + bug, Map.of("amount", new BigDecimal(amount)))
                .expect(201)
                .json()
                .at("/funding/id")
                .asLong();
    }

    long held(long bug) {
        return node.client()
                .get("/api/v1/fund/" + bug)
                .expect(200)
                .json()
                .path("held_cents")
                .asLong();
    }

    Answer tryToClaim(TestClient developer, long bug, Object body) {
        return developer.post("/api/v1/bugs/" + bug + "/claims", body);
    }

    long claim(TestClient developer, long bug) {
        return tryToClaim(developer, bug, Map.of())
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    String state(long claim) {
        return node.client()
                .get("/api/v1/claims/" + claim)
                .expect(200)
                .json()
                .path("state")
                .asText();
    }

    /** What verification says of a developer's fix. */
    void verdict(TestClient developer, long bug, int level, boolean passed) {
        verdict(developer, developer, bug, level, passed);
    }

    /** The same of what somebody has handed in for him. */
    void verdict(TestClient actor, TestClient developer, long bug, int level, boolean passed) {
        tell(new RecordVerdict(
                submissions.decrementAndGet(), bug, id(developer), id(actor), level, passed, false, passed ? 1 : 0));
    }

    /** A diff of his that had failed has failed again. */
    void failedAgain(TestClient developer, long bug) {
        long person = id(developer);
        tell(new RecordVerdict(submissions.decrementAndGet(), bug, person, person, 1, false, true, 0));
    }

    private void tell(RecordVerdict verdict) {
        Await.result(node.node().platform().bus().request(FundingApi.RECORD_VERDICT, verdict));
    }

    @Override
    public void close() {
        node.close();
    }
}
