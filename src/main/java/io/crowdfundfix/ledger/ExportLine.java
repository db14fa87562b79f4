package io.crowdfundfix.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.crowdfundfix.ledger.Seal.Sums;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One line of an exported ledger. Each seal is followed by its batches, each batch by its transactions. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ExportLine.Start.class, name = "ledger"),
    @JsonSubTypes.Type(value = ExportLine.SealLine.class, name = "seal"),
    @JsonSubTypes.Type(value = ExportLine.BatchLine.class, name = "batch"),
    @JsonSubTypes.Type(value = ExportLine.TransactionLine.class, name = "transaction"),
    @JsonSubTypes.Type(value = ExportLine.End.class, name = "end")
})
sealed interface ExportLine {
    int FORMAT = 1;

    /**
     * The first line.
     *
     * @param seals the last seal that the export covers
     * @param open whether wallets are shown under their numbers
     */
    record Start(int format, long seals, boolean open, Instant exportedAt) implements ExportLine {}

    /** A {@link Seal}. */
    record SealLine(
            long number,
            String previousRoot,
            int batches,
            long transactions,
            long externalCents,
            long walletCents,
            long escrowCents,
            Instant sealedAt,
            String root)
            implements ExportLine {
        public SealLine {
            given("previous_root", previousRoot);
            given("sealed_at", sealedAt);
            given("root", root);
        }

        static SealLine of(Seal seal) {
            Sums sums = seal.sums();
            return new SealLine(
                    seal.number(),
                    seal.previousRoot(),
                    seal.batches(),
                    sums.transactions(),
                    sums.externalCents(),
                    sums.walletCents(),
                    sums.escrowCents(),
                    seal.sealedAt(),
                    seal.root());
        }

        Seal seal() {
            return new Seal(
                    number,
                    previousRoot,
                    root,
                    batches,
                    new Sums(transactions, externalCents, walletCents, escrowCents),
                    sealedAt);
        }
    }

    /**
     * A batch; its sums are its own.
     *
     * @param root Merkle root over its transactions, whose leaves are {@link PublicTransaction#leaf()}
     */
    record BatchLine(long transactions, long externalCents, long walletCents, long escrowCents, String root)
            implements ExportLine {
        public BatchLine {
            given("root", root);
        }

        Sums sums() {
            return new Sums(transactions, externalCents, walletCents, escrowCents);
        }
    }

    /** A transaction as everybody may see it. */
    record TransactionLine(
            long id, TransactionKind kind, String keyHash, long subject, Instant at, List<PostingLine> postings)
            implements ExportLine {
        public TransactionLine {
            given("kind", kind);
            given("key_hash", keyHash);
            given("at", at);
            postings = List.copyOf(given("postings", postings));
        }

        PublicTransaction shown() {
            return new PublicTransaction(
                    id,
                    kind,
                    keyHash,
                    subject,
                    at,
                    postings.stream()
                            .map(posting -> new PublicTransaction.Line(posting.account(), posting.amountCents()))
                            .toList());
        }
    }

    /**
     * A posting; what is null is left out.
     *
     * @param account under its public name
     * @param number of a wallet, in an open export
     * @param blind of a wallet, in an open export: gives the public name with the transaction's id
     * @param seq of the posting on its wallet or escrow, in an open export
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PostingLine(
            String account,
            long amountCents,
            @Nullable Long number,
            @Nullable String blind,
            @Nullable Long seq,
            @Nullable Long balanceCents) {
        public PostingLine {
            given("account", account);
        }
    }

    /**
     * The last line: without it the export is not whole.
     *
     * @param root of the last seal
     */
    record End(long seals, long batches, long transactions, long postings, String root) implements ExportLine {
        public End {
            given("root", root);
        }
    }

    private static <T> T given(String field, @Nullable T value) {
        return Objects.requireNonNull(value, field + " is missing");
    }
}
