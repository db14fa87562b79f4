package io.crowdfundfix.funding;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.funding.FundingApi.Contribute;
import io.crowdfundfix.funding.FundingApi.MoveContribution;
import io.crowdfundfix.funding.FundingApi.ReadFunding;
import io.crowdfundfix.funding.FundingApi.ReturnContribution;
import io.crowdfundfix.funding.FundingApi.Source;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Contributions over HTTP. */
final class FundRoutes implements Routes {
    private static final int MAX_NAME = 100;
    private static final int MAX_DAYS = 365;
    private static final int MAX_LEVEL = 2;
    private static final int SHOWN = 100;
    private static final long MAX_ID = 999_999_999_999_999_999L;
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{32}");

    private final Bus bus;

    FundRoutes(Bus bus) {
        this.bus = bus;
    }

    /** Body of a contribution. */
    record NewContribution(
            @Nullable String contributorName,
            BigDecimal amount,
            @Nullable String currency,
            @Nullable Source source,
            @Nullable Integer releaseLevel,
            @Nullable Integer expiresInDays) {
        NewContribution {
            Check check = Check.that()
                    .optionalText("contributor_name", contributorName, 1, MAX_NAME)
                    .pattern("currency", currency, CURRENCY, "must be a currency of ISO 4217 such as USD");
            Money.check(check, "amount", amount);
            if (releaseLevel != null) {
                check.range("release_level", releaseLevel, 0, MAX_LEVEL);
            }
            if (expiresInDays != null) {
                check.range("expires_in_days", expiresInDays, 1, MAX_DAYS);
            }
            check.done();
        }
    }

    /** Body of a refund. */
    record Refund(@Nullable String refundToken) {
        Refund {
            Check.that()
                    .pattern("refund_token", refundToken, TOKEN, "is no refund token")
                    .done();
        }
    }

    /** Body of a move. */
    record Move(Long to, @Nullable String refundToken) {
        Move {
            Check check =
                    Check.that().required("to", to).pattern("refund_token", refundToken, TOKEN, "is no refund token");
            if (to != null) {
                check.range("to", to, 0, MAX_ID);
            }
            check.done();
        }
    }

    @Override
    public void bind(Operations on) {
        on.on("fundBug", this::fund);
        on.on("getFunding", this::funding);
        on.on("refundContribution", this::refund);
        on.on("moveContribution", this::move);
    }

    private Future<Reply> fund(Request request) {
        long bug = request.id("bug_id");
        NewContribution body = request.body(NewContribution.class);
        Contribute question = new Contribute(
                request.callerIfAny(),
                bug,
                body.contributorName() == null ? null : body.contributorName().strip(),
                Money.cents(body.amount()),
                body.currency(),
                body.source() == null ? Source.CARD : body.source(),
                body.releaseLevel(),
                body.expiresInDays(),
                request.idempotencyKey());
        return bus.request(FundingApi.CONTRIBUTE, question).map(made -> Reply.created("/api/v1/fund/" + bug, made));
    }

    private Future<Reply> funding(Request request) {
        int limit = request.integer("limit", 1, SHOWN, SHOWN);
        return bus.request(FundingApi.READ, new ReadFunding(request.id("bug_id"), limit, request.text("cursor", 500)))
                .map(page -> page.next() == null
                        ? Reply.ok(page.funding())
                        : Reply.ok(page.funding()).with("Link", request.nextPage(page.next())));
    }

    private Future<Reply> refund(Request request) {
        Refund body = request.body(Refund.class);
        return bus.request(
                        FundingApi.RETURN,
                        new ReturnContribution(
                                request.callerIfAny(),
                                request.id("bug_id"),
                                request.id("funding_id"),
                                body.refundToken()))
                .map(Reply::ok);
    }

    private Future<Reply> move(Request request) {
        Move body = request.body(Move.class);
        return bus.request(
                        FundingApi.MOVE,
                        new MoveContribution(
                                request.callerIfAny(),
                                request.id("bug_id"),
                                request.id("funding_id"),
                                body.to(),
                                body.refundToken()))
                .map(Reply::ok);
    }
}
