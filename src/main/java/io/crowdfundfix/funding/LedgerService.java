package io.crowdfundfix.funding;

import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Cursor;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.LedgerApi.ExportLedger;
import io.crowdfundfix.funding.LedgerApi.ExportPage;
import io.crowdfundfix.funding.LedgerApi.ExportPlace;
import io.crowdfundfix.funding.LedgerApi.ListPostings;
import io.crowdfundfix.funding.LedgerApi.ListSeals;
import io.crowdfundfix.funding.LedgerApi.PostingPage;
import io.crowdfundfix.funding.LedgerApi.PostingView;
import io.crowdfundfix.funding.LedgerApi.ReadSeal;
import io.crowdfundfix.funding.LedgerApi.ReadSolvency;
import io.crowdfundfix.funding.LedgerApi.SealPage;
import io.crowdfundfix.funding.LedgerApi.SealView;
import io.crowdfundfix.funding.LedgerApi.Solvency;
import io.crowdfundfix.ledger.AccountKind;
import io.crowdfundfix.ledger.AccountName;
import io.crowdfundfix.ledger.LedgerExport;
import io.crowdfundfix.ledger.LedgerExport.Continuation;
import io.crowdfundfix.ledger.LedgerExport.Page;
import io.crowdfundfix.ledger.LedgerExport.Place;
import io.crowdfundfix.ledger.LedgerListing;
import io.crowdfundfix.ledger.Seal;
import io.crowdfundfix.security.Caller;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows the ledger: to everybody what proves it, to owners what is theirs. */
final class LedgerService {
    private static final String SEALS = "seals";
    private static final String POSTINGS = "postings";

    private final Platform platform;
    private final SolvencyStore solvency;
    private final LedgerListing listing;
    private final LedgerExport export;

    LedgerService(Platform platform, SolvencyStore solvency) {
        this.platform = platform;
        this.solvency = solvency;
        this.listing = new LedgerListing(platform.database());
        this.export = new LedgerExport(platform.database(), platform.clock());
    }

    Future<Solvency> solvency(ReadSolvency question) {
        return solvency.read(platform.database(), platform.clock().instant()).map(found -> found.orElseThrow());
    }

    Future<SealPage> seals(ListSeals question) {
        return listing.seals(below(question.cursor(), SEALS), question.limit() + 1)
                .map(seals -> {
                    List<SealView> shown = cut(seals, question.limit(), LedgerService::view);
                    return new SealPage(shown, next(seals.size(), shown, question.limit(), SEALS, SealView::number));
                });
    }

    Future<SealView> seal(ReadSeal question) {
        return listing.seal(question.number())
                .map(found -> found.map(LedgerService::view)
                        .orElseThrow(() -> Fault.notFound("seal_not_found", "There is no seal " + question.number())));
    }

    private static SealView view(Seal seal) {
        return new SealView(
                seal.number(),
                seal.previousRoot(),
                seal.root(),
                seal.batches(),
                seal.sums().transactions(),
                seal.sums().externalCents(),
                seal.sums().walletCents(),
                seal.sums().escrowCents(),
                seal.sealedAt());
    }

    Future<PostingPage> postings(ListPostings question) {
        long below = below(question.cursor(), POSTINGS);
        return listing.account(question.account())
                .map(found -> {
                    if (found.isEmpty() || found.get().kind() == AccountKind.EXTERNAL) {
                        throw Fault.notFound(
                                "account_not_found", "There is no wallet or escrow of number " + question.account());
                    }
                    admit(question.caller(), found.get());
                    return found.get();
                })
                .compose(account -> listing.postings(question.account(), below, question.limit() + 1))
                .map(postings -> {
                    List<PostingView> shown = cut(postings, question.limit(), LedgerService::view);
                    return new PostingPage(
                            shown, next(postings.size(), shown, question.limit(), POSTINGS, PostingView::seq));
                });
    }

    /** What is held for a bug is everybody's business, a wallet its owner's. */
    private static void admit(@Nullable Caller caller, AccountName account) {
        if (account.kind() == AccountKind.ESCROW) {
            return;
        }
        if (caller == null) {
            throw Fault.unauthenticated("missing_token", "A wallet is shown to its owner: sign in");
        }
        if (!caller.isAdmin() && caller.id() != account.owner()) {
            throw Fault.forbidden("not_your_wallet", "A wallet is shown to its owner and to an ADMIN");
        }
    }

    private static PostingView view(LedgerListing.Posting posting) {
        return new PostingView(
                posting.seq(),
                posting.transaction(),
                posting.kind(),
                posting.subject(),
                posting.account(),
                posting.amountCents(),
                posting.balanceCents(),
                posting.at(),
                posting.seal());
    }

    Future<ExportPage> export(ExportLedger question) {
        Caller caller = question.caller();
        if (question.open() && caller == null) {
            throw Fault.unauthenticated("missing_token", "The open export is for an ADMIN: sign in");
        }
        if (question.open() && caller != null && !caller.isAdmin()) {
            throw Fault.forbidden(
                    "role_not_allowed", "The open export shows whose wallet is whose: it is for an ADMIN");
        }
        ExportPlace from = question.from();
        Future<Page> page = from == null
                ? export.first(question.open())
                : export.next(new Continuation(
                        from.lastSeal(),
                        from.lastRoot(),
                        question.open(),
                        new Place(from.seal(), from.position()),
                        from.batches(),
                        from.transactions(),
                        from.postings()));
        return page.map(made -> new ExportPage(made.lines(), made.next() == null ? null : place(made.next())));
    }

    private static ExportPlace place(Continuation next) {
        return new ExportPlace(
                next.lastSeal(),
                next.lastRoot(),
                next.next().seal(),
                next.next().position(),
                next.batches(),
                next.transactions(),
                next.postings());
    }

    private static long below(@Nullable String cursor, String order) {
        return cursor == null ? Long.MAX_VALUE : Cursor.decode(cursor, order).id();
    }

    private static <T, V> List<V> cut(List<T> found, int limit, Function<T, V> view) {
        return found.stream().limit(limit).map(view).toList();
    }

    private static <V> @Nullable String next(int found, List<V> shown, int limit, String order, Function<V, Long> id) {
        return found > limit ? new Cursor(order, "", id.apply(shown.get(shown.size() - 1))).encoded() : null;
    }
}
