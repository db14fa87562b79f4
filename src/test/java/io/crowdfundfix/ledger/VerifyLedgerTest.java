package io.crowdfundfix.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.config.Terminal;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real ledger exported, then falsified in every way that comes to mind. */
@ExtendWith(BothDatabases.class)
class VerifyLedgerTest {
    private static final AccountName EXTERNAL = AccountName.external();
    private static final AccountName ANNA = AccountName.wallet(1);
    private static final AccountName BEN = AccountName.wallet(2);
    private static final AccountName BUG = AccountName.escrow(42);

    private Database database;
    private MutableClock clock;
    private List<String> open;
    private List<String> lines;

    @BeforeEach
    void export(Database ofThisTest, MutableClock clockOfThisTest) {
        database = ofThisTest;
        clock = clockOfThisTest;
        Ledger ledger = new Ledger(database, clock);
        Sealer sealer = new Sealer(database, clock, 2, 100);
        Await.result(ledger.open(List.of(EXTERNAL, ANNA, BEN, BUG)));
        post(ledger, transfer("a", EXTERNAL, ANNA, 12_345));
        post(ledger, transfer("b", ANNA, BUG, 2_300), transfer("c", EXTERNAL, BUG, 1));
        Await.result(sealer.seal());
        clock.forward(Duration.ofMillis(1_234));
        post(
                ledger,
                new NewTransaction(
                        "pay",
                        "",
                        TransactionKind.PAYOUT,
                        42,
                        List.of(new NewPosting(BUG, -2_301), new NewPosting(ANNA, 1_151), new NewPosting(BEN, 1_150))));
        post(ledger, transfer("d", BEN, EXTERNAL, 150));
        post(ledger, transfer("e", BEN, BUG, 1_000));
        Await.result(sealer.seal());
        lines = Exported.lines(database, clock, false);
        open = Exported.lines(database, clock, true);
    }

    @Test
    void whatWasExportedHolds() {
        String said = Exported.verdict(lines);
        assertTrue(said.startsWith("OK  3 seals, 5 batches, 6 transactions, 13 postings"), said);
        assertTrue(said.contains("held for bugs   10.00"), said);
        assertTrue(said.contains("owed to wallets 111.96"), said);
        assertTrue(said.contains("paid in so far  121.96"), said);
        assertTrue(said.contains("no escrow was ever below zero"), said);
        assertTrue(Exported.verdict(open).contains("no account was ever below zero"));
    }

    @Test
    void nobodysWalletIsToldApartInPublic() {
        String all = String.join("\n", lines);
        assertTrue(all.contains("\"account\":\"escrow:42\""), all);
        List<String> wallets = new ArrayList<>();
        Pattern.compile("wallet:[0-9a-f]{32}").matcher(all).results().forEach(found -> wallets.add(found.group()));
        assertEquals(6, wallets.size());
        assertEquals(6, wallets.stream().distinct().count());
        assertTrue(!all.contains("blind") && !all.contains("balance_cents") && !all.contains("\"number\":null"), all);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyChangedDigitIsFound(boolean whole) {
        List<String> export = whole ? open : lines;
        int changed = 0;
        for (int line = 0; line < export.size(); line++) {
            String before = export.get(line);
            for (int at = 0; at < before.length(); at++) {
                char digit = before.charAt(at);
                if (isEvidence(before, at) && Character.isDigit(digit)) {
                    export.set(line, before.substring(0, at) + other(digit) + before.substring(at + 1));
                    broken(export, "line " + line + ", character " + at + ": " + export.get(line));
                    changed++;
                }
            }
            export.set(line, before);
        }
        assertTrue(changed > 1_000, "only " + changed);
        assertTrue(Exported.verdict(export).startsWith("OK"));
    }

    @Test
    void everyOtherAmountIsFound() {
        for (int line = 0; line < lines.size(); line++) {
            String before = lines.get(line);
            for (int at = before.indexOf("_cents\":"); at >= 0; at = before.indexOf("_cents\":", at + 1)) {
                int start = at + "_cents\":".length();
                int end = start;
                while (before.charAt(end) == '-' || Character.isDigit(before.charAt(end))) {
                    end++;
                }
                long amount = Long.parseLong(before.substring(start, end));
                for (long wrong : new long[] {amount + 1, amount - 1, -amount - 1, amount * 10 + 7, Long.MIN_VALUE}) {
                    lines.set(line, before.substring(0, start) + wrong + before.substring(end));
                    broken(lines, lines.get(line));
                }
            }
            lines.set(line, before);
        }
    }

    @Test
    void everyRemovedRepeatedOrSwappedLineIsFound() {
        for (List<String> export : List.of(lines, open)) {
            for (int line = 0; line < export.size(); line++) {
                List<String> without = new ArrayList<>(export);
                without.remove(line);
                broken(without, "without line " + line);
                List<String> twice = new ArrayList<>(export);
                twice.add(line, export.get(line));
                broken(twice, "line " + line + " twice");
                for (int other = line + 1; other < export.size(); other++) {
                    List<String> swapped = new ArrayList<>(export);
                    Collections.swap(swapped, line, other);
                    broken(swapped, "lines " + line + " and " + other + " swapped");
                }
            }
        }
    }

    @Test
    void aMissingOrRepeatedSealIsFound() {
        List<Integer> seals = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).startsWith("{\"type\":\"seal\"") || line == lines.size() - 1) {
                seals.add(line);
            }
        }
        for (int i = 0; i + 1 < seals.size(); i++) {
            List<String> whole = lines.subList(seals.get(i), seals.get(i + 1));
            List<String> without = new ArrayList<>(lines);
            without.subList(seals.get(i), seals.get(i + 1)).clear();
            broken(without, "without seal " + (i + 1));
            List<String> twice = new ArrayList<>(lines);
            twice.addAll(seals.get(i + 1), List.copyOf(whole));
            broken(twice, "seal " + (i + 1) + " twice");
        }
    }

    @Test
    void anExportThatBreaksOffIsFound() {
        String whole = String.join("\n", lines);
        for (int length = 0; length < whole.length(); length += 7) {
            String said = Exported.verdict(whole.substring(0, length));
            assertTrue(said.startsWith("BROKEN"), length + ": " + said);
        }
    }

    @Test
    void saysWhereTheFirstFaultIsAndWhatItIs() {
        int line = 3;
        lines.set(line, lines.get(line).replace("\"amount_cents\":12345", "\"amount_cents\":12346"));
        assertEquals(
                "BROKEN  line 4: transaction " + id(lines.get(line)) + ": its postings sum to 1 cents, not to 0",
                Exported.verdict(lines).strip());
    }

    @Test
    void whatIsChangedInTheDatabaseIsFound() {
        Await.result(database.update(
                "update ledger_postings set amount_cents = amount_cents + 1 where public_account = 'escrow:42' and amount_cents = 2300",
                Parameters.none()));
        Await.result(database.update(
                "update ledger_postings set amount_cents = amount_cents - 1 where amount_cents = -2300",
                Parameters.none()));
        String said = Exported.verdict(Exported.lines(database, clock, false));
        assertTrue(said.contains("its sums are not those of its transactions"), said);
    }

    @Test
    void whatIsDeletedInTheDatabaseIsFound() {
        Await.result(database.update("delete from ledger_transactions where idempotency_key = 'c'", Parameters.none()));
        assertTrue(Exported.verdict(Exported.lines(database, clock, false)).startsWith("BROKEN"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "null",
                "[]",
                "{}",
                "7",
                "{\"type\":\"ledger\"}",
                "{\"type\":\"surprise\"}",
                "{\"type\":\"end\",\"seals\":0,\"batches\":0,\"transactions\":0,\"postings\":0,\"root\":\"\"}",
                "{\"type\":\"transaction\"}",
                "{\"type\":\"ledger\",\"format\":2,\"seals\":0,\"open\":false,\"exported_at\":\"2026-03-01T12:00:00Z\"}",
                "\u0000\u0001",
                "{\"type\":\"ledger\",\"format\":1e99}"
            })
    void whatIsNoLedgerIsRefusedInWords(String text) {
        String said = Exported.verdict(text);
        assertTrue(said.startsWith("BROKEN  line ") && !said.contains("Exception") && !said.contains("io."), said);
    }

    @Test
    void aLineWithoutEndIsRefused() {
        String said = Exported.verdict(lines.get(0) + "\n" + " ".repeat(300_000));
        assertTrue(said.startsWith("BROKEN  line 2: is longer than"), said);
        assertTrue(Exported.verdict(new byte[] {(byte) 0xff, (byte) 0xfe, 0}).startsWith("BROKEN"));
    }

    @Test
    void readsAFileAndNamesOneThatIsNotThere(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("ledger.ndjson");
        Files.write(file, lines, StandardCharsets.UTF_8);
        Terminal nobody = new Terminal(
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(OutputStream.nullOutputStream()),
                false);
        InputStream nothing = InputStream.nullInputStream();
        assertTrue(VerifyLedgerCommand.run(List.of(file.toString()), nothing, nobody));
        String missing = folder.resolve("none").toString();
        Fault fault = assertThrows(Fault.class, () -> VerifyLedgerCommand.run(List.of(missing), nothing, nobody));
        assertTrue(fault.message().contains("cannot be read"), fault.message());
        assertThrows(Fault.class, () -> VerifyLedgerCommand.run(List.of(), nothing, nobody));
        assertThrows(Fault.class, () -> VerifyLedgerCommand.run(List.of("a", "b"), nothing, nobody));
    }

    private static void broken(List<String> export, String how) {
        String said = Exported.verdict(export);
        assertTrue(said.startsWith("BROKEN  line "), "not found: " + how);
    }

    private static long id(String transaction) {
        return Long.parseLong(transaction.replaceFirst(".*\"id\":(\\d+).*", "$1"));
    }

    /** Everything but when the export was made, which proves nothing. */
    private static boolean isEvidence(String line, int at) {
        int told = line.indexOf("\"exported_at\"");
        return told < 0 || at < told;
    }

    private static char other(char digit) {
        return digit == '9' ? '0' : (char) (digit + 1);
    }

    private void post(Ledger ledger, NewTransaction... transactions) {
        Await.result(database.transaction(session -> ledger.post(session, List.of(transactions))));
    }

    private static NewTransaction transfer(String key, AccountName from, AccountName to, long cents) {
        return NewTransaction.transfer(key, TransactionKind.MOVE, 42, from, to, cents);
    }
}
