package io.crowdfundfix.funding;

import static io.crowdfundfix.testing.Decent.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.ledger.AccountName;
import io.crowdfundfix.ledger.Exported;
import io.crowdfundfix.ledger.Ledger;
import io.crowdfundfix.ledger.NewTransaction;
import io.crowdfundfix.ledger.Sealer;
import io.crowdfundfix.ledger.TransactionKind;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.Money;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerHttpTest {
    private static final String LEDGER = "/api/v1/ledger";
    private static final AccountName EXTERNAL = AccountName.external();
    private static final AccountName BUG = AccountName.escrow(77);

    private static TestNode node;
    private static Platform platform;
    private static TestClient anyone;
    private static TestClient owner;
    private static TestClient other;
    private static TestClient admin;
    private static AccountName wallet;

    @BeforeAll
    static void start() {
        node = TestNode.complete(Map.of());
        platform = node.node().platform();
        anyone = node.client();
        owner = anyone.newPerson(Role.USER);
        other = anyone.newPerson(Role.DEVELOPER);
        admin = node.admin();
        wallet = AccountName.wallet(
                owner.get("/api/v1/auth/me").json().path("id").asLong());
        Money.move(platform, EXTERNAL, wallet, 10_050);
        seal();
        Money.move(platform, wallet, BUG, 5_000);
        Money.move(platform, wallet, BUG, 50);
        seal();
        Money.move(platform, BUG, wallet, 1);
        seal();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static void seal() {
        Await.result(new Sealer(platform.database(), platform.clock()).seal());
    }

    @Test
    void solvencyIsOpenToAnyone() {
        JsonNode solvency = anyone.get(LEDGER + "/solvency").expect(200).json();
        assertEquals(0, solvency.path("sum_cents").asLong());
        assertEquals(
                0,
                solvency.path("held_cents").asLong()
                        + solvency.path("owed_to_wallets_cents").asLong()
                        + solvency.path("external_cents").asLong());
        assertEquals("50.01", solvency.path("owed_to_wallets").decimalValue().toPlainString());
        assertTrue(solvency.path("last_seal").path("root").asText().matches("[0-9a-f]{64}"));
    }

    @Test
    void sealsAreAChain() {
        List<JsonNode> seals = pages(anyone, LEDGER + "/seals?limit=1");
        assertTrue(seals.size() >= 3, seals.toString());
        for (int i = 0; i + 1 < seals.size(); i++) {
            assertEquals(seals.get(i).path("previous_root"), seals.get(i + 1).path("root"));
            assertEquals(
                    seals.get(i).path("number").asLong(),
                    seals.get(i + 1).path("number").asLong() + 1);
        }
        JsonNode first = seals.get(seals.size() - 1);
        assertEquals("0".repeat(64), first.path("previous_root").asText());
        assertEquals(first, anyone.get(LEDGER + "/seals/1").expect(200).json());
        refusal(404, anyone.get(LEDGER + "/seals/999999"));
        refusal(404, anyone.get(LEDGER + "/seals/0"));
    }

    @Test
    void anEscrowIsEverybodysBusiness() {
        String path = postings(BUG);
        List<JsonNode> all = pages(anyone, path + "?limit=2");
        assertEquals(List.of(3L, 2L, 1L), longs(all, "seq"));
        assertEquals(List.of(-1L, 50L, 5_000L), longs(all, "amount_cents"));
        assertEquals(List.of(5_049L, 5_050L, 5_000L), longs(all, "balance_cents"));
        assertEquals("escrow:77", all.get(0).path("public_account").asText());
        assertTrue(all.get(0).path("seal").asLong() > 1, all.toString());
    }

    @Test
    void aWalletIsShownToItsOwnerAndToAnAdministrator() {
        String path = postings(wallet);
        assertEquals("missing_token", refused(401, anyone.get(path)));
        assertEquals("not_your_wallet", refused(403, other.get(path)));
        assertEquals("invalid_token", refused(401, anyone.as("forged").get(path)));
        List<JsonNode> own = pages(owner, path + "?limit=3");
        assertEquals(List.of(1L, -50L, -5_000L, 10_050L), longs(own, "amount_cents"));
        assertEquals(own, pages(admin, path));
        String exported = anyone.get(LEDGER + "/export").expect(200).text();
        own.forEach(posting ->
                assertTrue(exported.contains(posting.path("public_account").asText())));
    }

    @Test
    void theExternalAccountAndUnknownOnesAreNotFound() {
        refusal(404, admin.get(postings(EXTERNAL)));
        refusal(404, anyone.get(LEDGER + "/accounts/999999/postings"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/seals?limit=0",
                "/seals?limit=101",
                "/seals?cursor=x",
                "/seals?cursor=",
                "/seals?surprise=1",
                "/seals/x",
                "/seals/-1",
                "/accounts/1'--/postings",
                "/accounts/1/postings?limit=1e9",
                "/accounts/1/postings?cursor=%00",
                "/export?open=1",
                "/export?open=TRUE",
                "/export?open=true&open=false",
                "/export?seal=1",
                "/solvency?x=1"
            })
    void refusesWhatMakesNoSense(String path) {
        refusal(422, anyone.get(LEDGER + path));
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        String next = anyone.get(LEDGER + "/seals?limit=1").header("Link").replaceFirst(".*cursor=([^>]*)>.*", "$1");
        refusal(422, anyone.get(postings(BUG) + "?cursor=" + next));
    }

    @Test
    void anybodyCanRecomputeTheExport() {
        Answer export = anyone.get(LEDGER + "/export").expect(200);
        assertEquals("application/x-ndjson", export.header("Content-Type"));
        assertTrue(export.header("Content-Disposition").contains("ledger.ndjson"));
        String verdict = Exported.verdict(export.text());
        assertTrue(verdict.startsWith("OK  "), verdict);
        assertTrue(verdict.contains("no escrow was ever below zero"), verdict);
        assertTrue(Exported.verdict(export.text().replace("\"amount_cents\":5000", "\"amount_cents\":5001"))
                .startsWith("BROKEN"));
        assertEquals(
                "", anyone.send("HEAD", LEDGER + "/export", null).expect(200).text());
    }

    @Test
    void theOpenExportIsForAdministrators() {
        String path = LEDGER + "/export?open=true";
        assertEquals("missing_token", refused(401, anyone.get(path)));
        assertEquals("role_not_allowed", refused(403, owner.get(path)));
        String verdict = Exported.verdict(admin.get(path).expect(200).text());
        assertTrue(verdict.contains("no account was ever below zero"), verdict);
        assertTrue(!owner.get(LEDGER + "/export?open=false").expect(200).text().contains("blind"));
    }

    @Test
    void anExportTakenWhileOthersPostIsWhole() {
        Database database = platform.database();
        Ledger ledger = new Ledger(database, platform.clock());
        AccountName escrow = AccountName.escrow(78);
        Await.result(ledger.open(List.of(EXTERNAL, escrow)));
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            NewTransaction money =
                    NewTransaction.transfer("w" + i, TransactionKind.CONTRIBUTION, 1, EXTERNAL, escrow, 10);
            all.add(database.transaction(session -> ledger.post(session, money)));
            if (i % 10 == 0) {
                all.add(new Sealer(database, platform.clock()).seal());
                String verdict = Exported.verdict(
                        anyone.get(LEDGER + "/export").expect(200).text());
                assertTrue(verdict.startsWith("OK  "), verdict);
            }
        }
        all.forEach(Await::result);
    }

    private static String postings(AccountName account) {
        return LEDGER + "/accounts/" + Money.number(platform, account) + "/postings";
    }

    private static String refused(int status, Answer answer) {
        refusal(status, answer);
        return answer.code();
    }

    private static List<Long> longs(List<JsonNode> rows, String field) {
        return rows.stream().map(row -> row.path(field).asLong()).toList();
    }

    private static List<JsonNode> pages(TestClient client, String path) {
        List<JsonNode> all = new ArrayList<>();
        String next = path;
        while (!next.isEmpty()) {
            Answer page = client.get(next).expect(200);
            page.json().forEach(all::add);
            next = page.header("Link").replaceFirst("<([^>]*)>.*", "$1");
        }
        return all;
    }
}
