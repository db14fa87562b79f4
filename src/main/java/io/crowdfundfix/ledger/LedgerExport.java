package io.crowdfundfix.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.json.Json;
import io.crowdfundfix.ledger.ExportLine.End;
import io.crowdfundfix.ledger.ExportLine.PostingLine;
import io.crowdfundfix.ledger.ExportLine.SealLine;
import io.crowdfundfix.ledger.ExportLine.Start;
import io.crowdfundfix.ledger.ExportLine.TransactionLine;
import io.crowdfundfix.ledger.ExportStore.SealedBatch;
import io.crowdfundfix.ledger.ExportStore.SealedPosting;
import io.crowdfundfix.ledger.ExportStore.SealedTransaction;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole sealed ledger as lines of JSON, a bounded page at a time. What is sealed never changes, so pages read while others write fit
 * together: an export ends at the seal that was the last when it began.
 */
public final class LedgerExport {
    private static final ObjectWriter WRITER = Json.api().writerFor(ExportLine.class);
    private static final int MAX_BATCHES = 500;
    private static final int MAX_TRANSACTIONS = 1_000;

    private final Database database;
    private final Clock clock;
    private final SealStore seals = new SealStore();
    private final ExportStore store = new ExportStore();

    public LedgerExport(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A batch of a seal. */
    public record Place(long seal, int position) {}

    /**
     * Where the next page begins and what went before.
     *
     * @param lastSeal with which the export ends
     * @param open whether wallets are shown under their numbers, with what hides them from the public
     */
    public record Continuation(
            long lastSeal, String lastRoot, boolean open, Place next, long batches, long transactions, long postings) {}

    /**
     * Lines, each with its line break.
     *
     * @param next null on the last page
     */
    public record Page(String lines, @Nullable Continuation next) {}

    public Future<Page> first(boolean open) {
        return seals.last(database).compose(found -> {
            Seal last = found.orElse(Seal.beforeTheFirst());
            StringBuilder lines = new StringBuilder();
            write(lines, new Start(ExportLine.FORMAT, last.number(), open, clock.instant()));
            return page(lines, new Continuation(last.number(), last.root(), open, new Place(1, 0), 0, 0, 0));
        });
    }

    public Future<Page> next(Continuation from) {
        return page(new StringBuilder(), from);
    }

    private Future<Page> page(StringBuilder lines, Continuation from) {
        return store.batches(database, from.next(), from.lastSeal(), MAX_BATCHES)
                .map(LedgerExport::bounded)
                .compose(batches -> batches.isEmpty()
                        ? Future.succeededFuture(end(lines, from))
                        : read(batches, from.open()).map(content -> page(lines, from, content)));
    }

    private static List<SealedBatch> bounded(List<SealedBatch> batches) {
        List<SealedBatch> bounded = new ArrayList<>();
        long transactions = 0;
        for (SealedBatch batch : batches) {
            transactions += batch.line().transactions();
            if (transactions > MAX_TRANSACTIONS && !bounded.isEmpty()) {
                break;
            }
            bounded.add(batch);
        }
        return bounded;
    }

    /** What a page is made of. */
    private record Content(
            List<SealedBatch> batches,
            Map<Long, Seal> sealByNumber,
            Map<Long, List<SealedTransaction>> transactionsByBatch,
            Map<Long, List<PostingLine>> postingsByTransaction) {}

    private Future<Content> read(List<SealedBatch> batches, boolean open) {
        long first = batches.get(0).place().seal();
        long last = batches.get(batches.size() - 1).place().seal();
        return store.transactions(
                        database, batches.stream().map(SealedBatch::id).toList())
                .compose(transactions -> store.postings(
                                database,
                                transactions.stream().map(SealedTransaction::id).toList(),
                                open)
                        .compose(postings -> store.seals(database, first, last)
                                .map(found -> content(batches, found, transactions, postings))));
    }

    private static Content content(
            List<SealedBatch> batches,
            List<Seal> seals,
            List<SealedTransaction> transactions,
            List<SealedPosting> postings) {
        Map<Long, Seal> sealByNumber = new HashMap<>();
        seals.forEach(seal -> sealByNumber.put(seal.number(), seal));
        Map<Long, List<SealedTransaction>> byBatch = new HashMap<>();
        transactions.forEach(transaction -> byBatch.computeIfAbsent(transaction.batch(), any -> new ArrayList<>())
                .add(transaction));
        Map<Long, List<PostingLine>> byTransaction = new HashMap<>();
        postings.forEach(posting -> byTransaction
                .computeIfAbsent(posting.transaction(), any -> new ArrayList<>())
                .add(posting.line()));
        return new Content(batches, sealByNumber, byBatch, byTransaction);
    }

    private static Page page(StringBuilder lines, Continuation from, Content content) {
        long transactions = from.transactions();
        long postings = from.postings();
        for (SealedBatch batch : content.batches()) {
            Seal seal = content.sealByNumber().get(batch.place().seal());
            if (batch.place().position() == 0 && seal != null) {
                write(lines, SealLine.of(seal));
            }
            write(lines, batch.line());
            for (SealedTransaction transaction : content.transactionsByBatch().getOrDefault(batch.id(), List.of())) {
                List<PostingLine> own = content.postingsByTransaction().getOrDefault(transaction.id(), List.of());
                write(lines, whole(transaction.line(), own));
                transactions++;
                postings += own.size();
            }
        }
        Place last = content.batches().get(content.batches().size() - 1).place();
        return new Page(
                lines.toString(),
                new Continuation(
                        from.lastSeal(),
                        from.lastRoot(),
                        from.open(),
                        new Place(last.seal(), last.position() + 1),
                        from.batches() + content.batches().size(),
                        transactions,
                        postings));
    }

    private static TransactionLine whole(TransactionLine line, List<PostingLine> postings) {
        return new TransactionLine(line.id(), line.kind(), line.keyHash(), line.subject(), line.at(), postings);
    }

    private static Page end(StringBuilder lines, Continuation from) {
        write(lines, new End(from.lastSeal(), from.batches(), from.transactions(), from.postings(), from.lastRoot()));
        return new Page(lines.toString(), null);
    }

    private static void write(StringBuilder lines, ExportLine line) {
        try {
            lines.append(WRITER.writeValueAsString(line)).append('\n');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
