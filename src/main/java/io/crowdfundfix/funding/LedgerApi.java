package io.crowdfundfix.funding;

import static io.crowdfundfix.bus.Endpoint.endpoint;

import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.ledger.TransactionKind;
import io.crowdfundfix.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What everybody may ask of the ledger: whether it balances, its seals, the whole of it; and owners of their own postings. */
public final class LedgerApi {
    /** Anybody may ask, and it adds up all bounties. */
    private static final int MAX_SOLVENCY_IN_FLIGHT = 16;

    private static final Duration EXPORT_TIMEOUT = Duration.ofSeconds(20);

    public static final Endpoint<ReadSolvency, Solvency> READ_SOLVENCY =
            Endpoint.<ReadSolvency, Solvency>endpoint("funding.read_solvency").atMost(MAX_SOLVENCY_IN_FLIGHT);
    public static final Endpoint<ListSeals, SealPage> LIST_SEALS = endpoint("funding.list_seals");
    public static final Endpoint<ReadSeal, SealView> READ_SEAL = endpoint("funding.read_seal");
    public static final Endpoint<ListPostings, PostingPage> LIST_POSTINGS = endpoint("funding.list_postings");
    public static final Endpoint<ExportLedger, ExportPage> EXPORT =
            Endpoint.<ExportLedger, ExportPage>endpoint("funding.export_ledger").within(EXPORT_TIMEOUT);

    private LedgerApi() {}

    public record ReadSolvency() implements BusMessage {}

    /**
     * What is held against what is owed, at one moment.
     *
     * @param balanced whether all accounts sum to zero, and what the ledger holds for bugs is what the bounties say
     * @param heldCents on the escrows of bugs
     * @param externalCents negative: what was paid in and not out
     * @param bountiesHeldCents what the bounties themselves say is held
     * @param lastSeal null before the first
     */
    public record Solvency(
            boolean balanced,
            long heldCents,
            long walletCents,
            long externalCents,
            long sumCents,
            long bountiesHeldCents,
            long transactions,
            @Nullable LastSeal lastSeal,
            Instant asOf)
            implements BusMessage {}

    public record LastSeal(long number, String root, Instant sealedAt) {}

    /**
     * Asks for a page, the newest first.
     *
     * @param cursor null for the first page
     */
    public record ListSeals(@Nullable String cursor, int limit) implements BusMessage {}

    /**
     * A page of seals.
     *
     * @param next cursor of the next page; null on the last
     */
    public record SealPage(List<SealView> seals, @Nullable String next) implements BusMessage {
        public SealPage {
            seals = List.copyOf(seals);
        }
    }

    public record ReadSeal(long number) implements BusMessage {}

    /**
     * A link of the chain.
     *
     * @param batches that it covers itself
     * @param transactions of all seals up to and with this one, as are the sums
     */
    public record SealView(
            long number,
            String previousRoot,
            String root,
            int batches,
            long transactions,
            long externalCents,
            long walletCents,
            long escrowCents,
            Instant sealedAt)
            implements BusMessage {}

    /**
     * Asks for the postings of a wallet or escrow, the newest first.
     *
     * @param caller null for who is not signed in
     */
    public record ListPostings(
            @Nullable Caller caller, long account, @Nullable String cursor, int limit) implements BusMessage {}

    /**
     * A page of postings.
     *
     * @param next cursor of the next page; null on the last
     */
    public record PostingPage(
            List<PostingView> postings, @Nullable String next) implements BusMessage {
        public PostingPage {
            postings = List.copyOf(postings);
        }
    }

    /**
     * A posting.
     *
     * @param publicAccount under which name an export shows it
     * @param seal that covers it; null until one does
     */
    public record PostingView(
            long seq,
            long transaction,
            TransactionKind kind,
            long subject,
            String publicAccount,
            long amountCents,
            long balanceCents,
            Instant at,
            @Nullable Long seal) {}

    /**
     * Asks for a page of the whole ledger.
     *
     * @param open with what hides wallets from the public; for administrators
     * @param from null for the first page
     */
    public record ExportLedger(
            @Nullable Caller caller, boolean open, @Nullable ExportPlace from) implements BusMessage {}

    /** Where an export goes on; only to be handed back. */
    public record ExportPlace(
            long lastSeal, String lastRoot, long seal, int position, long batches, long transactions, long postings) {}

    /**
     * Some of the lines.
     *
     * @param next null on the last page
     */
    public record ExportPage(String lines, @Nullable ExportPlace next) implements BusMessage {}
}
