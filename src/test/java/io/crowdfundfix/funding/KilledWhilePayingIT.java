package io.crowdfundfix.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.HeldNode;
import io.crowdfundfix.HeldNode.Before;
import io.crowdfundfix.ledger.Exported;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.ChildJvm;
import io.crowdfundfix.testing.TestClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node is killed between any two steps of claim, verify and pay: once it is started again, each is done once or was not done at all. */
class KilledWhilePayingIT {
    private static final Pattern UP = Pattern.compile("CrowdfundFix is up +http://localhost:(\\d+)");
    private static final long SEED = 20_261_120;
    private static final int RANDOM_MOMENTS = 3;
    private static final int LONGEST_MS = 150;
    private static final int SOON_MS = 20;
    private static final int NEVER_MS = 60_000;
    /** A job of which each try met held rows or a kill waits ever longer until the next, up to five minutes. */
    private static final Duration LONGEST_PUT_OFF = Duration.ofMinutes(6);

    @TempDir
    private Path data;

    private final List<Life> lives = new ArrayList<>();
    private ChildJvm child;
    private TestClient nobody;
    private TestClient reporter;
    private TestClient developer;
    private long developerId;
    private long partnerId;

    /** A bug and what is to be paid for it. */
    private record Life(long bug, long claim, long cents) {}

    @BeforeEach
    void signUp() {
        child = run(Before.FUNDING_HEARS, SOON_MS);
        nobody = client(child);
        reporter = signUp("reporter@example.org", Role.USER);
        developer = signUp("developer@example.org", Role.DEVELOPER);
        developerId = BountyOnNode.id(developer);
        partnerId = BountyOnNode.id(signUp("partner@example.org", Role.DEVELOPER));
    }

    @AfterEach
    void stop() {
        child.close();
    }

    @Test
    void everyStepIsTakenOnce() throws Exception {
        Life unsubmitted = claimed();
        child.kill();

        start(Before.FUNDING_HEARS, SOON_MS);
        assertEquals("ACTIVE", claim(unsubmitted).path("state").asText());
        submit(unsubmitted);
        child.kill();

        Random random = new Random(SEED);
        for (int i = 0; i < RANDOM_MOMENTS; i++) {
            start(Before.FUNDING_HEARS, SOON_MS);
            submit(claimed());
            LockSupport.parkNanos(random.nextInt(LONGEST_MS) * 1_000_000L);
            child.kill();
        }
        for (Before step : Before.values()) {
            killBefore(step);
        }
        start(Before.FUNDING_HEARS, NEVER_MS);
        Life due = claimed();
        submit(due);
        Await.until("the claim is verified", () -> isIn(due, "VERIFIED"));
        child.kill();

        start(Before.FUNDING_HEARS, SOON_MS);
        allIsPaidOnce();
    }

    private void killBefore(Before step) throws IOException {
        start(step, SOON_MS);
        Life life = claimed();
        Path hold = Files.createFile(data.resolve("hold"));
        child.await(Pattern.compile("(holding " + step + ")"));
        submit(life);
        child.await(Pattern.compile("(reached " + step + ")"));
        child.kill();
        Files.delete(hold);
    }

    /** What was acknowledged before is there, and no cent is missing. */
    private void start(Before step, int clockMs) {
        child = run(step, clockMs);
        nobody = client(child);
        reporter = nobody.logIn("reporter@example.org");
        developer = nobody.logIn("developer@example.org");
        solvent(lives.stream().mapToLong(Life::cents).sum());
        for (Life life : lives) {
            JsonNode funding =
                    nobody.get("/api/v1/fund/" + life.bug()).expect(200).json();
            assertEquals(life.cents(), funding.path("total_cents").asLong(), funding.toString());
            assertEquals(0, funding.path("refunded_cents").asLong());
            claim(life);
        }
    }

    private static TestClient client(ChildJvm child) {
        return new TestClient(Integer.parseInt(child.await(UP)));
    }

    private ChildJvm run(Before step, int clockMs) {
        return ChildJvm.start(
                HeldNode.class.getName(),
                data.toString(),
                step.name(),
                "--data.dir=" + data,
                "--http.port=0",
                "--http.instances=1",
                "--demo=false",
                "--analysis.model_dir=none",
                "--bugs.analysis_wait_ms=0",
                "--funding.release_wait_minutes=0",
                "--funding.max_claims=50",
                "--funding.clock_ms=" + clockMs,
                "--verification.fetch=false",
                "--verification.wait_ms=0");
    }

    private TestClient signUp(String email, Role role) {
        Map<String, Object> account =
                Map.of("name", "Ada", "email", email, "password", TestClient.PASSWORD, "role", role);
        return nobody.as(nobody.post("/api/v1/auth/signup", account)
                .expect(201)
                .json()
                .path("access_token")
                .asText());
    }

    private Life claimed() {
        long bug = reporter.post(
                        "/api/v1/bugs",
                        Map.of(
                                "title",
                                "Export of 100 invoices loses the last row",
                                "description",
                                "The invoice export writes 99 rows of 100 and then fails",
                                "stack_trace",
                                LifeOfABountyTest.TRACE))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        long cents = 1_001 + 10L * lives.size();
        nobody.post("/api/v1/fund/" + bug, Map.of("amount", BigDecimal.valueOf(cents - 1, 2)))
                .expect(201);
        nobody.post("/api/v1/fund/" + bug, Map.of("amount", BigDecimal.valueOf(1, 2)))
                .expect(201);
        List<Map<String, Object>> splits = List.of(
                Map.of("developer_id", developerId, "share_bps", 5_000),
                Map.of("developer_id", partnerId, "share_bps", 5_000));
        long claim = developer
                .post("/api/v1/bugs/" + bug + "/claims", Map.of("splits", splits))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        Life life = new Life(bug, claim, cents);
        lives.add(life);
        return life;
    }

    private void submit(Life life) {
        developer
                .post(
                        "/api/v1/verify-fix",
                        Map.of("bug_id", life.bug(), "pr_link", LifeOfABountyTest.LINK, "diff", LifeOfABountyTest.GOOD))
                .expect(201);
    }

    private JsonNode claim(Life life) {
        return nobody.get("/api/v1/claims/" + life.claim()).expect(200).json();
    }

    private boolean isIn(Life life, String state) {
        return claim(life).path("state").asText().equals(state);
    }

    private void solvent(long custody) {
        JsonNode solvency = nobody.get("/api/v1/ledger/solvency").expect(200).json();
        assertTrue(solvency.path("balanced").asBoolean(), solvency.toString());
        assertEquals(-custody, solvency.path("external_cents").asLong(), solvency.toString());
    }

    /** Half to each; of an odd sum the first has the cent. */
    private void allIsPaidOnce() {
        for (Life life : lives) {
            Await.until("claim " + life.claim() + " is paid", LONGEST_PUT_OFF, () -> isIn(life, "PAID"));
            JsonNode funding =
                    nobody.get("/api/v1/fund/" + life.bug()).expect(200).json();
            assertEquals("PAID", funding.path("bounty_state").asText());
            assertEquals(life.cents(), funding.path("released_cents").asLong());
            Await.until(
                    "bug " + life.bug() + " is resolved",
                    () -> nobody.get("/api/v1/bugs/" + life.bug())
                            .json()
                            .path("status")
                            .asText()
                            .equals("RESOLVED"));
        }
        long all = lives.stream().mapToLong(Life::cents).sum();
        solvent(all);
        long halves = lives.stream().mapToLong(life -> (life.cents() + 1) / 2).sum();
        assertEquals(halves, balance(developer));
        assertEquals(all - halves, balance(nobody.logIn("partner@example.org")));
        Await.until("all is sealed", () -> payouts(export()) >= lives.size());
        assertEquals(lives.size(), payouts(export()));
        String verdict = Exported.verdict(export());
        assertTrue(verdict.startsWith("OK"), verdict);
    }

    private String export() {
        return nobody.get("/api/v1/ledger/export").expect(200).text();
    }

    private static long payouts(String export) {
        return Pattern.compile("\"kind\":\"payout\"", Pattern.CASE_INSENSITIVE)
                .matcher(export)
                .results()
                .count();
    }

    private static long balance(TestClient person) {
        return person.get("/api/v1/wallet")
                .expect(200)
                .json()
                .path("balance_cents")
                .asLong();
    }
}
