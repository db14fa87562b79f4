package io.crowdfundfix.ledger;

import io.crowdfundfix.config.Terminal;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.ledger.LedgerExport.Page;
import io.crowdfundfix.testing.Await;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** An exported ledger as lines, and what the command says of them. */
public final class Exported {
    private Exported() {}

    public static List<String> lines(Database database, Clock clock, boolean open) {
        LedgerExport export = new LedgerExport(database, clock);
        StringBuilder text = new StringBuilder();
        Page page = Await.result(export.first(open));
        text.append(page.lines());
        while (page.next() != null) {
            page = Await.result(export.next(page.next()));
            text.append(page.lines());
        }
        return new ArrayList<>(text.toString().lines().toList());
    }

    public static String verdict(List<String> lines) {
        return verdict(String.join("\n", lines) + "\n");
    }

    /** What the command prints: begins with OK or BROKEN. */
    public static String verdict(String text) {
        return verdict(text.getBytes(StandardCharsets.UTF_8));
    }

    static String verdict(byte[] bytes) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8);
        boolean holds = VerifyLedgerCommand.run(
                List.of("-"), new ByteArrayInputStream(bytes), new Terminal(print, print, false));
        String text = said.toString(StandardCharsets.UTF_8);
        if (holds != text.startsWith("OK")) {
            throw new AssertionError("says " + holds + " and prints " + text);
        }
        return text;
    }
}
