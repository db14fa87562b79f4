package io.crowdfundfix.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.config.Terminal;
import io.crowdfundfix.ledger.VerifyLedgerCommand;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.ContractDocument;
import io.crowdfundfix.testing.MutableClock;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole life of a bounty over HTTP, with everything that can happen to it on a good day and on a bad one. */
class LifeOfABountyTest {
    static final String LINK = "https://github.invalid/acme/invoices/pull/7";
    static final String TRACE = """
            java.lang.IndexOutOfBoundsException: Index 100 out of bounds for length 100
            \tat com.acme.export.InvoiceExporter.writeRows(InvoiceExporter.java:88)
            \tat com.acme.export.InvoiceExporter.export(InvoiceExporter.java:41)
            """;
    static final String GOOD = """
            diff --git a/src/main/java/com/acme/export/InvoiceExporter.java b/src/main/java/com/acme/export/InvoiceExporter.java
            index 1111111..2222222 100644
            --- a/src/main/java/com/acme/export/InvoiceExporter.java
            +++ b/src/main/java/com/acme/export/InvoiceExporter.java
            @@ -85,6 +85,6 @@ class InvoiceExporter {
                 private void writeRows(List<Invoice> invoices) {
                     // export every row of the invoices, the last one too
            -        for (int row = 0; row <= invoices.size(); row++) {
            +        for (int row = 0; row < invoices.size(); row++) {
                         writer.write(invoices.get(row));
                     }
                 }
            diff --git a/src/test/java/com/acme/export/InvoiceExporterTest.java b/src/test/java/com/acme/export/InvoiceExporterTest.java
            index 3333333..4444444 100644
            --- a/src/test/java/com/acme/export/InvoiceExporterTest.java
            +++ b/src/test/java/com/acme/export/InvoiceExporterTest.java
            @@ -20,2 +20,8 @@ class InvoiceExporterTest {
                 }
            +
            +    @Test
            +    void exportWritesTheLastRowOfTheInvoices() {
            +        exporter.export(invoices(100));
            +        assertEquals(100, written.rows());
            +    }
             }
            """;
    private static final String TAMPERING = """
            diff --git a/src/test/java/com/acme/export/InvoiceExporterTest.java b/src/test/java/com/acme/export/InvoiceExporterTest.java
            deleted file mode 100644
            index 3333333..0000000
            --- a/src/test/java/com/acme/export/InvoiceExporterTest.java
            +++ /dev/null
            @@ -1,5 +0,0 @@
            -class InvoiceExporterTest {
            -    @Test
            -    void exportWritesRows() {
            -        assertEquals(99, written.rows());
            -    }
            """;

    private final MutableClock clock = new MutableClock();
    private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.complete(Map.of("funding.clock_ms", "20", "verification.fetch", "false"), clock);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void fromThreeBackersToTwoDevelopersAndAReviewerToTheCent() throws Exception {
        TestClient maintainer = node.client().newPerson(Role.USER);
        TestClient twin = node.client().newPerson(Role.USER);
        long bug = report(maintainer, "Export of 100 invoices loses the last row");
        long duplicate = report(twin, "Last row is missing when I export 100 invoices");
        TestClient first = node.client().newPerson(Role.USER);
        TestClient second = node.client().newPerson(Role.USER);
        TestClient third = node.client().newPerson(Role.USER);
        fund(first, bug, "80.00");
        fund(second, bug, "50.01");
        long moving = fund(third, duplicate, "33.33");
        JsonNode staying = node.client()
                .post("/api/v1/fund/" + duplicate, Map.of("contributor_name", "Grace", "amount", 10))
                .expect(201)
                .json();
        solvent(17_334);

        assertEquals(
                403,
                first.patch("/api/v1/bugs/" + duplicate + "/duplicates/" + bug, Map.of("state", "confirmed"))
                        .status());
        twin.patch("/api/v1/bugs/" + duplicate + "/duplicates/" + bug, Map.of("state", "confirmed"))
                .expect(200);
        Await.until("the backer is asked", () -> told(third, "duplicate_confirmed"));
        String move = "/api/v1/fund/" + duplicate + "/" + moving + "/move";
        assertEquals(
                "not_your_contribution",
                second.post(move, Map.of("to", bug)).expect(403).code());
        third.post(move, Map.of("to", bug)).expect(200);
        third.post(move, Map.of("to", bug)).expect(200);
        assertEquals(16_334, held(bug));
        assertEquals(1_000, held(duplicate));
        solvent(17_334);

        TestClient cheat = node.client().newPerson(Role.DEVELOPER);
        TestClient fixer = node.client().newPerson(Role.DEVELOPER);
        TestClient partner = node.client().newPerson(Role.DEVELOPER);
        long cheating = claim(cheat, bug, Map.of());
        long claim = claim(
                fixer,
                bug,
                Map.of(
                        "pr_link",
                        LINK,
                        "splits",
                        List.of(
                                Map.of("developer_id", id(fixer), "share_bps", 6_000),
                                Map.of("developer_id", id(partner), "share_bps", 4_000))));
        assertEquals("fail", verify(cheat, bug, id(cheat), TAMPERING));
        assertEquals(1, claim(cheating).path("attempts").asInt());
        solvent(17_334);

        assertEquals("pass", verify(maintainer, bug, id(fixer), GOOD));
        assertEquals("VERIFIED", claim(claim).path("state").asText());
        String refund = "/api/v1/fund/" + bug + "/" + moving + "/refund";
        assertEquals(
                "refund_not_possible", third.post(refund, Map.of()).expect(409).code());
        solvent(17_334);

        first.post("/api/v1/claims/" + claim + "/dispute", Map.of("reason", "The export is slower now"))
                .expect(200);
        String votes = "/api/v1/claims/" + claim + "/votes";
        assertEquals(
                "own_claim",
                fixer.post(votes, Map.of("choice", "pay")).expect(403).code());
        assertEquals(
                "no_stake",
                twin.post(votes, Map.of("choice", "pay")).expect(403).code());
        first.post(votes, Map.of("choice", "reopen")).expect(200);
        assertEquals(
                "already_voted",
                first.post(votes, Map.of("choice", "pay")).expect(409).code());
        assertEquals(
                "not_yet_decided",
                first.post("/api/v1/claims/" + claim + "/resolve", Map.of())
                        .expect(409)
                        .code());
        second.post(votes, Map.of("choice", "pay")).expect(200);
        assertEquals("DISPUTED", claim(claim).path("state").asText());
        third.post(votes, Map.of("choice", "pay")).expect(200);
        assertEquals("pay", claim(claim).at("/dispute/outcome").asText());
        solvent(17_334);

        Await.until(
                "the claim is paid", () -> claim(claim).path("state").asText().equals("PAID"));
        // 163.34: 5 % for the maintainer's review, the rest 60 to 40; two cents by largest remainder
        assertEquals(817, balance(maintainer));
        assertEquals(9_310, balance(fixer));
        assertEquals(6_207, balance(partner));
        assertEquals("LOST", claim(cheating).path("state").asText());
        JsonNode funding = node.client().get("/api/v1/fund/" + bug).expect(200).json();
        assertEquals("PAID", funding.path("bounty_state").asText());
        assertEquals(16_334, funding.path("released_cents").asLong());
        assertEquals(0, funding.path("held_cents").asLong());
        solvent(17_334);
        assertEquals(
                "bounty_takes_no_money",
                first.post("/api/v1/fund/" + bug, Map.of("amount", 1))
                        .expect(409)
                        .code());

        String rest =
                "/api/v1/fund/" + duplicate + "/" + staying.at("/funding/id").asLong() + "/refund";
        node.client()
                .post(
                        rest,
                        Map.of(
                                "refund_token",
                                staying.at("/funding/refund_token").asText()))
                .expect(200);
        solvent(16_334);
        fixer.post("/api/v1/wallet/withdraw", Map.of("amount", 93.10)).expect(201);
        solvent(16_334 - 9_310);

        Await.until("all have heard", () -> status(bug).equals("RESOLVED"));
        for (TestClient person : List.of(first, second, third, fixer, partner, maintainer)) {
            Await.until("everybody is told of the payment", () -> told(person, "bounty_paid"));
        }
        Await.until("reputations have moved", () -> reputation(fixer) > 0 && reputation(partner) > 0);
        historiesHoldToTheContract(bug, duplicate);
        exportHolds();
    }

    private void historiesHoldToTheContract(long... bugs) {
        ContractDocument contract = ContractDocument.read();
        for (long bug : bugs) {
            TestClient.Answer history = node.client().get("/api/v1/bugs/" + bug + "/events?limit=100");
            assertTrue(history.expect(200).json().size() > 5, history.text());
            assertEquals(List.of(), contract.faults(contract.operation("listBugEvents"), history));
        }
    }

    private void exportHolds() throws Exception {
        Await.until("all is sealed, the withdrawal too", () -> {
            clock.forward(Duration.ofSeconds(10));
            return export(false).contains("WITHDRAWAL");
        });
        assertTrue(verdict(export(false)).contains("no escrow was ever below zero"));
        String sound = export(false);
        String falsified = sound.replaceFirst("\\b8000\\b", "8001");
        assertNotEquals(sound, falsified);
        assertFalse(holds(falsified));
    }

    private String export(boolean open) {
        return node.client()
                .get("/api/v1/ledger/export" + (open ? "?open=true" : ""))
                .expect(200)
                .text();
    }

    private static boolean holds(String export) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return run(export, out);
    }

    private static String verdict(String export) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertTrue(run(export, out), () -> out.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static boolean run(String export, ByteArrayOutputStream out) {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return VerifyLedgerCommand.run(
                List.of("-"),
                new ByteArrayInputStream(export.getBytes(StandardCharsets.UTF_8)),
                Terminal.of(print, print));
    }

    private static long report(TestClient reporter, String title) {
        return reporter.post(
                        "/api/v1/bugs",
                        Map.of(
                                "title",
                                title,
                                "description",
                                "The invoice export writes 99 rows of 100 and then fails",
                                "stack_trace",
                                TRACE))
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    private static long fund(TestClient backer, long bug, String amount) {
        return backer.post("/api/v1/fund/" + bug, Map.of("amount", new java.math.BigDecimal(amount)))
                .expect(201)
                .json()
                .at("/funding/id")
                .asLong();
    }

    private static long claim(TestClient developer, long bug, Map<String, Object> body) {
        return developer
                .post("/api/v1/bugs/" + bug + "/claims", body)
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    private JsonNode claim(long id) {
        return node.client().get("/api/v1/claims/" + id).expect(200).json();
    }

    private String verify(TestClient caller, long bug, long developer, String diff) {
        long submission = caller.post(
                        "/api/v1/verify-fix",
                        Map.of("bug_id", bug, "developer_id", developer, "pr_link", LINK, "diff", diff))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        Await.until(
                "there is a verdict",
                () -> submission(submission).path("status").asText().equals("done")
                        || !submission(submission).path("result").isNull());
        Await.until(
                "the claim has heard of it",
                () -> !submission(submission).path("claim_state").isNull());
        return submission(submission).path("result").asText();
    }

    private JsonNode submission(long id) {
        return node.client().get("/api/v1/submissions/" + id).expect(200).json();
    }

    private void solvent(long custody) {
        JsonNode solvency =
                node.client().get("/api/v1/ledger/solvency").expect(200).json();
        assertTrue(solvency.path("balanced").asBoolean(), solvency.toString());
        assertEquals(0, solvency.path("sum_cents").asLong(), solvency.toString());
        assertEquals(-custody, solvency.path("external_cents").asLong(), solvency.toString());
    }

    private long held(long bug) {
        return node.client()
                .get("/api/v1/fund/" + bug)
                .expect(200)
                .json()
                .path("held_cents")
                .asLong();
    }

    private static long balance(TestClient person) {
        return person.get("/api/v1/wallet")
                .expect(200)
                .json()
                .path("balance_cents")
                .asLong();
    }

    private static long id(TestClient person) {
        return person.get("/api/v1/auth/me").expect(200).json().path("id").asLong();
    }

    private static double reputation(TestClient person) {
        return person.get("/api/v1/auth/me")
                .expect(200)
                .json()
                .path("reputation")
                .asDouble();
    }

    private String status(long bug) {
        return node.client()
                .get("/api/v1/bugs/" + bug)
                .expect(200)
                .json()
                .path("status")
                .asText();
    }

    private static boolean told(TestClient person, String kind) {
        return person.get("/api/v1/notifications")
                .expect(200)
                .json()
                .findValuesAsText("kind")
                .contains(kind);
    }
}
