package io.crowdfundfix.funding;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.funding.LedgerApi.ExportLedger;
import io.crowdfundfix.funding.LedgerApi.ExportPage;
import io.crowdfundfix.funding.LedgerApi.LastSeal;
import io.crowdfundfix.funding.LedgerApi.ListPostings;
import io.crowdfundfix.funding.LedgerApi.ListSeals;
import io.crowdfundfix.funding.LedgerApi.PostingView;
import io.crowdfundfix.funding.LedgerApi.ReadSeal;
import io.crowdfundfix.funding.LedgerApi.ReadSolvency;
import io.crowdfundfix.funding.LedgerApi.SealView;
import io.crowdfundfix.funding.LedgerApi.Solvency;
import io.crowdfundfix.http.Download;
import io.crowdfundfix.http.Download.Part;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.crowdfundfix.ledger.TransactionKind;
import io.crowdfundfix.security.Caller;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The public proof of the ledger over HTTP. */
final class LedgerRoutes implements Routes {
    private static final int USUAL_LIMIT = 20;
    private static final int MAX_LIMIT = 100;
    private static final int MAX_CURSOR = 500;

    private final Bus bus;

    LedgerRoutes(Bus bus) {
        this.bus = bus;
    }

    private enum Switch {
        TRUE,
        FALSE
    }

    /** What is held against what is owed. */
    record SolvencyReply(
            boolean balanced,
            BigDecimal held,
            long heldCents,
            BigDecimal owedToWallets,
            long owedToWalletsCents,
            BigDecimal external,
            long externalCents,
            long sumCents,
            BigDecimal bountiesHeld,
            long bountiesHeldCents,
            long transactions,
            @Nullable LastSeal lastSeal,
            Instant asOf) {
        static SolvencyReply of(Solvency solvency) {
            return new SolvencyReply(
                    solvency.balanced(),
                    major(solvency.heldCents()),
                    solvency.heldCents(),
                    major(solvency.walletCents()),
                    solvency.walletCents(),
                    major(solvency.externalCents()),
                    solvency.externalCents(),
                    solvency.sumCents(),
                    major(solvency.bountiesHeldCents()),
                    solvency.bountiesHeldCents(),
                    solvency.transactions(),
                    solvency.lastSeal(),
                    solvency.asOf());
        }
    }

    /** A link of the chain. */
    record SealReply(
            long number,
            String previousRoot,
            String root,
            int batches,
            long transactions,
            long externalCents,
            long walletCents,
            long escrowCents,
            Instant sealedAt) {
        static SealReply of(SealView seal) {
            return new SealReply(
                    seal.number(),
                    seal.previousRoot(),
                    seal.root(),
                    seal.batches(),
                    seal.transactions(),
                    seal.externalCents(),
                    seal.walletCents(),
                    seal.escrowCents(),
                    seal.sealedAt());
        }
    }

    /** A posting of one account. */
    record PostingReply(
            long seq,
            long transactionId,
            TransactionKind kind,
            long subject,
            String publicAccount,
            BigDecimal amount,
            long amountCents,
            BigDecimal balance,
            long balanceCents,
            Instant at,
            @Nullable Long seal) {
        static PostingReply of(PostingView posting) {
            return new PostingReply(
                    posting.seq(),
                    posting.transaction(),
                    posting.kind(),
                    posting.subject(),
                    posting.publicAccount(),
                    major(posting.amountCents()),
                    posting.amountCents(),
                    major(posting.balanceCents()),
                    posting.balanceCents(),
                    posting.at(),
                    posting.seal());
        }
    }

    @Override
    public void bind(Operations on) {
        on.on(
                "getSolvency",
                request -> bus.request(LedgerApi.READ_SOLVENCY, new ReadSolvency())
                        .map(solvency -> Reply.ok(SolvencyReply.of(solvency))));
        on.on("listSeals", this::seals);
        on.on(
                "getSeal",
                request -> bus.request(LedgerApi.READ_SEAL, new ReadSeal(request.id("id")))
                        .map(seal -> Reply.ok(SealReply.of(seal))));
        on.on("listPostings", this::postings);
        on.onDownload("exportLedger", this::export);
    }

    private Future<Reply> seals(Request request) {
        ListSeals question = new ListSeals(request.text("cursor", MAX_CURSOR), limit(request));
        return bus.request(LedgerApi.LIST_SEALS, question)
                .map(page ->
                        page(request, page.seals().stream().map(SealReply::of).toList(), page.next()));
    }

    private Future<Reply> postings(Request request) {
        ListPostings question = new ListPostings(
                request.callerIfAny(), request.id("id"), request.text("cursor", MAX_CURSOR), limit(request));
        return bus.request(LedgerApi.LIST_POSTINGS, question)
                .map(page -> page(
                        request, page.postings().stream().map(PostingReply::of).toList(), page.next()));
    }

    private static int limit(Request request) {
        return request.integer("limit", 1, MAX_LIMIT, USUAL_LIMIT);
    }

    private static Reply page(Request request, Object rows, @Nullable String next) {
        return next == null ? Reply.ok(rows) : Reply.ok(rows).with("Link", request.nextPage(next));
    }

    /** The first page is read before the answer begins, so that what is refused is refused with a status. */
    private Future<Download> export(Request request) {
        Caller caller = request.callerIfAny();
        boolean open = request.choice("open", Switch.class, true) == Switch.TRUE;
        return bus.request(LedgerApi.EXPORT, new ExportLedger(caller, open, null))
                .map(first -> download(caller, open, first));
    }

    private Download download(@Nullable Caller caller, boolean open, ExportPage first) {
        ExportParts parts = new ExportParts(caller, open, Future.succeededFuture(first));
        return new Download("application/x-ndjson", "ledger.ndjson", parts::next);
    }

    /** Pages as parts of a download; one is read ahead while the client takes the one before. */
    private final class ExportParts {
        private final @Nullable Caller caller;
        private final boolean open;
        private Future<ExportPage> ahead;

        ExportParts(@Nullable Caller caller, boolean open, Future<ExportPage> first) {
            this.caller = caller;
            this.open = open;
            this.ahead = first;
        }

        Future<Part> next() {
            return ahead.map(page -> {
                boolean last = page.next() == null;
                if (!last) {
                    ahead = bus.request(LedgerApi.EXPORT, new ExportLedger(caller, open, page.next()));
                }
                return new Part(page.lines(), last);
            });
        }
    }

    private static BigDecimal major(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }
}
