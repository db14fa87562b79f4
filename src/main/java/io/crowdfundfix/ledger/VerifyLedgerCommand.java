package io.crowdfundfix.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.crowdfundfix.config.Terminal;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.json.Json;
import io.crowdfundfix.ledger.LedgerAudit.Broken;
import io.crowdfundfix.ledger.LedgerAudit.Verified;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Recomputes an exported ledger from a file or from standard input, without server and database. */
public final class VerifyLedgerCommand {
    private static final int MAX_LINE_BYTES = 256 * 1024;
    private static final ObjectReader READER = Json.api().readerFor(ExportLine.class);

    private VerifyLedgerCommand() {}

    /** Prints what holds, or the first thing that does not, and says whether all of it holds. */
    public static boolean run(List<String> operands, InputStream in, Terminal terminal) {
        if (operands.size() != 1) {
            throw Fault.invalid("verify-ledger", "needs one exported ledger, or - for standard input");
        }
        String operand = operands.get(0);
        if (operand.equals("-")) {
            return verify(in, terminal);
        }
        try (InputStream file = Files.newInputStream(Path.of(operand))) {
            return verify(file, terminal);
        } catch (IOException e) {
            throw Fault.invalid(operand, "cannot be read: " + e.getMessage());
        }
    }

    static boolean verify(InputStream in, Terminal terminal) {
        LineReader lines = new LineReader(in);
        try {
            print(audit(lines), terminal.out());
            return true;
        } catch (Broken broken) {
            terminal.err().println("BROKEN  line " + lines.number + ": " + broken.getMessage());
            return false;
        } catch (IOException e) {
            throw Fault.invalid("line " + lines.number, "cannot be read: " + e.getMessage());
        }
    }

    private static Verified audit(LineReader lines) throws Broken, IOException {
        LedgerAudit audit = new LedgerAudit();
        String line = lines.next();
        while (line != null) {
            audit.take(parsed(line));
            line = lines.next();
        }
        return audit.verified();
    }

    private static ExportLine parsed(String line) throws Broken {
        try {
            ExportLine parsed = READER.readValue(line);
            if (parsed == null) {
                throw new Broken("is no line of an exported ledger");
            }
            return parsed;
        } catch (JsonProcessingException e) {
            throw new Broken("is no line of an exported ledger: " + reason(e));
        }
    }

    /** What the parser says speaks of our classes where it speaks of more than JSON. */
    private static String reason(JsonProcessingException e) {
        if (e instanceof ValueInstantiationException) {
            return e.getOriginalMessage().replaceFirst("(?s).*problem: ", "");
        }
        if (e instanceof JsonMappingException mapping) {
            return mapping.getPath().stream()
                    .map(step -> step.getFieldName())
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(field -> "its field " + field + " does not belong there, or is of another kind")
                    .orElse("it is none of its kinds of lines");
        }
        return e.getOriginalMessage();
    }

    private static void print(Verified verified, PrintStream out) {
        out.println("OK  " + verified.seals() + " seals, " + verified.batches() + " batches, " + verified.transactions()
                + " transactions, " + verified.postings() + " postings");
        out.println("held for bugs   " + amount(verified.sums().escrowCents()));
        out.println("owed to wallets " + amount(verified.sums().walletCents()));
        out.println("paid in so far  " + amount(-verified.sums().externalCents()));
        out.println(verified.open() ? "no account was ever below zero" : "no escrow was ever below zero");
        out.println("last root       " + verified.root());
        out.println("An earlier export or anybody's note of an earlier root has to be found in this one.");
    }

    private static String amount(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

    /** Lines of bounded length, without what a reader of characters would keep of a stream that has none. */
    private static final class LineReader {
        private final InputStream in;
        private final byte[] block = new byte[1 << 16];
        private int at;
        private int filled;
        private byte[] line = new byte[4096];
        private long number;

        LineReader(InputStream in) {
            this.in = in;
        }

        @Nullable String next() throws IOException, Broken {
            int length = 0;
            int read = read();
            if (read < 0) {
                return null;
            }
            number++;
            while (read >= 0 && read != '\n') {
                if (length == MAX_LINE_BYTES) {
                    throw new Broken("is longer than a line of an exported ledger can be");
                }
                if (length == line.length) {
                    line = Arrays.copyOf(line, length * 2);
                }
                line[length++] = (byte) read;
                read = read();
            }
            return new String(line, 0, length, StandardCharsets.UTF_8);
        }

        private int read() throws IOException {
            if (at == filled) {
                filled = in.read(block);
                at = 0;
                if (filled <= 0) {
                    filled = 0;
                    return -1;
                }
            }
            return block[at++] & 0xff;
        }
    }
}
