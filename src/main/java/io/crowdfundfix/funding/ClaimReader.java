package io.crowdfundfix.funding;

import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.FindBug;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.ClaimsApi.Choice;
import io.crowdfundfix.funding.ClaimsApi.ClaimView;
import io.crowdfundfix.funding.ClaimsApi.ClaimViews;
import io.crowdfundfix.funding.ClaimsApi.DisputeView;
import io.crowdfundfix.funding.ClaimsApi.ListClaims;
import io.crowdfundfix.funding.ClaimsApi.ReadClaim;
import io.crowdfundfix.funding.ClaimsApi.Share;
import io.crowdfundfix.funding.ClaimsApi.VoteCount;
import io.crowdfundfix.funding.FundingApi.BountyState;
import io.crowdfundfix.funding.FundingApi.ClaimFound;
import io.crowdfundfix.funding.FundingApi.DeveloperWork;
import io.crowdfundfix.funding.FundingApi.FindClaim;
import io.crowdfundfix.funding.FundingApi.ReadWork;
import io.crowdfundfix.funding.Tally.Vote;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads claims and shows them. */
final class ClaimReader {
    private static final int MAX_FIXES = 100;

    private final Database database;
    private final Bus bus;
    private final SharedFunding shared;
    private final VoteStore votes = new VoteStore();

    ClaimReader(SharedFunding shared) {
        this.database = shared.platform().database();
        this.bus = shared.platform().bus();
        this.shared = shared;
    }

    Future<Claim> claim(long id) {
        return locked(database, id);
    }

    /** The claim as this transaction sees it; the lock on its bounty protects it. */
    Future<Claim> locked(Session session, long id) {
        return shared.claims()
                .find(session, id)
                .map(found -> found.orElseThrow(() -> Fault.notFound("claim_not_found", "There is no claim " + id)));
    }

    Future<ClaimView> read(ReadClaim question) {
        return view(question.claim());
    }

    Future<ClaimView> view(long id) {
        return claim(id).compose(this::view);
    }

    Future<ClaimViews> list(ListClaims question) {
        long before = question.before() == null ? Long.MAX_VALUE : question.before();
        return bus.request(BugsApi.FIND, new FindBug(question.bug()))
                .compose(bug -> shared.claims().page(database, question.bug(), before, question.limit()))
                .compose(claims -> {
                    Future<List<ClaimView>> all = Future.succeededFuture(new ArrayList<>());
                    for (Claim claim : claims) {
                        all = all.compose(shown -> view(claim).map(view -> {
                            shown.add(view);
                            return shown;
                        }));
                    }
                    return all;
                })
                .map(ClaimViews::new);
    }

    private Future<ClaimView> view(Claim claim) {
        return shared.bounties()
                .find(database, claim.bug())
                .compose(bounty -> votes.latest(database, claim.id())
                        .compose(dispute -> votes.votes(
                                        database,
                                        claim,
                                        dispute.map(Dispute::id).orElse(0L))
                                .map(cast -> view(
                                        claim,
                                        bounty.map(Bounty::state).orElse(BountyState.REFUNDED),
                                        dispute,
                                        cast))));
    }

    private ClaimView view(Claim claim, BountyState bounty, Optional<Dispute> dispute, List<Vote> cast) {
        return new ClaimView(
                claim.id(),
                claim.bug(),
                claim.developer(),
                claim.state(),
                bounty,
                claim.work().prLink(),
                claim.work().aiAssisted(),
                claim.work().splits().stream()
                        .map(split -> new Share(split.developer(), split.shareBps()))
                        .toList(),
                claim.attempts(),
                attemptsLeft(claim),
                claim.level(),
                claim.reviewer(),
                claim.reason(),
                claim.madeAt(),
                claim.expiresAt(),
                dispute.map(ClaimReader::view).orElse(null),
                Arrays.stream(Choice.values())
                        .map(choice -> count(choice, cast))
                        .filter(count -> count.votes() > 0)
                        .toList(),
                claim.version());
    }

    private int attemptsLeft(Claim claim) {
        return Math.max(0, shared.config().maxAttempts() - claim.attempts());
    }

    private static VoteCount count(Choice choice, List<Vote> cast) {
        List<Vote> of = cast.stream().filter(vote -> vote.choice() == choice).toList();
        long cents = of.stream().mapToLong(Vote::cents).sum();
        return new VoteCount(choice, of.size(), Money.amount(cents), cents);
    }

    private static DisputeView view(Dispute dispute) {
        return new DisputeView(
                dispute.id(),
                dispute.openedBy(),
                dispute.reason(),
                dispute.openedAt(),
                dispute.closesAt(),
                dispute.outcome(),
                dispute.decidedAt());
    }

    Future<ClaimFound> find(FindClaim question) {
        return shared.claims()
                .open(database, question.bug(), question.developer())
                .map(found -> found.map(claim -> new ClaimFound(
                                claim.id(),
                                claim.state(),
                                attemptsLeft(claim),
                                claim.work().prLink()))
                        .orElse(new ClaimFound(null, null, 0, null)));
    }

    Future<DeveloperWork> work(ReadWork question) {
        long developer = question.developer();
        return shared.claims()
                .counts(database, 0, developer)
                .compose(counts -> shared.claims()
                        .fixes(database, developer, MAX_FIXES)
                        .map(fixes -> new DeveloperWork(developer, (int) counts.openOfDeveloper(), fixes)));
    }
}
