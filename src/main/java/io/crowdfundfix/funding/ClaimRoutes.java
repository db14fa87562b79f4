package io.crowdfundfix.funding;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.funding.ClaimsApi.Choice;
import io.crowdfundfix.funding.ClaimsApi.ClaimBug;
import io.crowdfundfix.funding.ClaimsApi.ClaimView;
import io.crowdfundfix.funding.ClaimsApi.DisputeClaim;
import io.crowdfundfix.funding.ClaimsApi.EditClaim;
import io.crowdfundfix.funding.ClaimsApi.ListClaims;
import io.crowdfundfix.funding.ClaimsApi.ReadClaim;
import io.crowdfundfix.funding.ClaimsApi.ResolveDispute;
import io.crowdfundfix.funding.ClaimsApi.Share;
import io.crowdfundfix.funding.ClaimsApi.VoteOnClaim;
import io.crowdfundfix.funding.ClaimsApi.WithdrawClaim;
import io.crowdfundfix.funding.ClaimsApi.Work;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.vertx.core.Future;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Claims, votes and disputes over HTTP. */
final class ClaimRoutes implements Routes {
    private static final int MAX_LINK = 500;
    private static final int MAX_REASON = 1_000;
    private static final int MAX_SPLITS = 20;
    private static final Pattern LINK = Pattern.compile("https?://[^\\s/@]+/\\S*");

    private final Bus bus;

    ClaimRoutes(Bus bus) {
        this.bus = bus;
    }

    /** Body of a claim and of a change of one. */
    record ClaimBody(
            @Nullable String prLink,
            @Nullable List<Share> splits,
            @Nullable Boolean aiAssisted) {
        ClaimBody {
            Check.that()
                    .optionalText("pr_link", prLink, 1, MAX_LINK)
                    .pattern("pr_link", prLink, LINK, "must be an http or https address with a path")
                    .size("splits", splits, MAX_SPLITS)
                    .done();
        }

        Work work() {
            return new Work(prLink, aiAssisted, splits);
        }
    }

    /** Body of a dispute. */
    record Objection(String reason) {
        Objection {
            Check.that().text("reason", reason, 1, MAX_REASON).done();
        }
    }

    /** Body of a vote. */
    record Ballot(Choice choice, @Nullable String reason) {
        Ballot {
            Check.that()
                    .required("choice", choice)
                    .optionalText("reason", reason, 1, MAX_REASON)
                    .done();
        }
    }

    @Override
    public void bind(Operations on) {
        on.on("claimBug", this::claim);
        on.on("listClaims", this::list);
        on.on("getClaim", request -> answer(ClaimsApi.READ, new ReadClaim(request.id("id"))));
        on.on(
                "editClaim",
                request -> answer(
                        ClaimsApi.EDIT,
                        new EditClaim(
                                request.caller(),
                                request.id("id"),
                                request.body(ClaimBody.class).work(),
                                request.ifMatch())));
        on.on(
                "withdrawClaim",
                request -> answer(ClaimsApi.WITHDRAW, new WithdrawClaim(request.caller(), request.id("id"))));
        on.on(
                "disputeClaim",
                request -> answer(
                        ClaimsApi.DISPUTE,
                        new DisputeClaim(
                                request.caller(),
                                request.id("id"),
                                request.body(Objection.class).reason())));
        on.on(
                "resolveDispute",
                request -> answer(ClaimsApi.RESOLVE, new ResolveDispute(request.caller(), request.id("id"))));
        on.on("voteOnClaim", this::vote);
    }

    private <Q extends io.crowdfundfix.bus.BusMessage> Future<Reply> answer(
            io.crowdfundfix.bus.Endpoint<Q, ClaimView> endpoint, Q question) {
        return bus.request(endpoint, question).map(ClaimRoutes::withVersion);
    }

    private Future<Reply> claim(Request request) {
        ClaimBug question = new ClaimBug(
                request.caller(),
                request.id("id"),
                request.body(ClaimBody.class).work());
        return bus.request(ClaimsApi.CLAIM, question)
                .map(claim ->
                        Reply.created("/api/v1/claims/" + claim.id(), claim).with("ETag", etag(claim)));
    }

    private Future<Reply> vote(Request request) {
        Ballot ballot = request.body(Ballot.class);
        String reason = ballot.reason() == null ? "" : ballot.reason();
        return answer(ClaimsApi.VOTE, new VoteOnClaim(request.caller(), request.id("id"), ballot.choice(), reason));
    }

    private Future<Reply> list(Request request) {
        int limit = request.integer("limit", 1, 100, 50);
        return bus.request(ClaimsApi.LIST, new ListClaims(request.id("id"), limit + 1, request.number("cursor")))
                .map(page -> {
                    boolean more = page.claims().size() > limit;
                    List<ClaimView> shown = more ? page.claims().subList(0, limit) : page.claims();
                    Reply reply = Reply.ok(shown);
                    return more
                            ? reply.with(
                                    "Link",
                                    request.nextPage(
                                            Long.toString(shown.get(limit - 1).id())))
                            : reply;
                });
    }

    private static Reply withVersion(ClaimView claim) {
        return Reply.ok(claim).with("ETag", etag(claim));
    }

    private static String etag(ClaimView claim) {
        return "\"" + claim.version() + "\"";
    }
}
