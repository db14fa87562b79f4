package io.crowdfundfix.bench;

import io.crowdfundfix.config.Terminal;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.DatabaseConfig;
import io.crowdfundfix.database.Migrations;
import io.crowdfundfix.ledger.AccountName;
import io.crowdfundfix.ledger.Ledger;
import io.crowdfundfix.ledger.LedgerExport;
import io.crowdfundfix.ledger.LedgerExport.Page;
import io.crowdfundfix.ledger.NewTransaction;
import io.crowdfundfix.ledger.Sealer;
import io.crowdfundfix.ledger.TransactionKind;
import io.crowdfundfix.ledger.VerifyLedgerCommand;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Posts, seals, exports and recomputes a ledger on H2, and times each of these. */
public final class LedgerProof {
    private static final long SEED = 4;
    private static final int PER_COMMIT = 100;
    private static final int ACCOUNTS = 10_000;
    private static final AccountName EXTERNAL = AccountName.external();

    private LedgerProof() {}

    /** Takes a file for the export, how many postings, and {@code true} for an open export. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        int transactions = Integer.parseInt(arguments[1]) / 2;
        Path folder = Files.createTempDirectory("ledger-proof");
        Vertx vertx = Vertx.vertx();
        Migrations.run(DatabaseConfig.defaults(), folder);
        Database database = Database.open(vertx, DatabaseConfig.defaults(), folder);
        try {
            long posting = System.nanoTime();
            post(database, transactions);
            said("posted", posting);
            long sealing = System.nanoTime();
            Sealer sealer = new Sealer(database, Clock.systemUTC());
            while (join(sealer.seal()) > 0) {
                said("sealed so far", sealing);
            }
            long exporting = System.nanoTime();
            export(database, file, arguments.length > 2 && Boolean.parseBoolean(arguments[2]));
            said("exported " + Files.size(file) + " bytes", exporting);
        } finally {
            join(database.close());
            join(vertx.close());
            try (Stream<Path> files = Files.list(folder)) {
                for (Path each : files.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(folder);
        }
        long verifying = System.nanoTime();
        VerifyLedgerCommand.run(List.of(file.toString()), System.in, new Terminal(System.out, System.err, false));
        said("verified", verifying);
    }

    private static void post(Database database, int transactions) {
        Ledger ledger = new Ledger(database, Clock.systemUTC());
        Random random = new Random(SEED);
        List<AccountName> all = new ArrayList<>(List.of(EXTERNAL));
        LongStream.range(0, ACCOUNTS).forEach(i -> all.addAll(List.of(AccountName.escrow(i), AccountName.wallet(i))));
        for (int from = 0; from < all.size(); from += ACCOUNTS / 10) {
            join(ledger.open(all.subList(from, Math.min(all.size(), from + ACCOUNTS / 10))));
        }
        for (int done = 0; done < transactions; done += PER_COMMIT) {
            List<NewTransaction> batch = new ArrayList<>();
            for (int i = 0; i < PER_COMMIT; i++) {
                long account = random.nextInt(ACCOUNTS);
                AccountName to = random.nextBoolean() ? AccountName.escrow(account) : AccountName.wallet(account);
                batch.add(NewTransaction.transfer(
                        "bench:" + (done + i),
                        TransactionKind.DEPOSIT,
                        account,
                        EXTERNAL,
                        to,
                        1L + random.nextInt(100_000)));
            }
            join(database.transaction(session -> ledger.post(session, batch)));
        }
    }

    private static void export(Database database, Path file, boolean open) throws IOException {
        LedgerExport export = new LedgerExport(database, Clock.systemUTC());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            Page page = join(export.first(open));
            out.write(page.lines());
            while (page.next() != null) {
                page = join(export.next(page.next()));
                out.write(page.lines());
            }
        }
    }

    private static void said(String what, long since) {
        System.out.printf("%s: %.1f s%n", what, (System.nanoTime() - since) / 1e9);
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
