package io.crowdfundfix.matching;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.crowdfundfix.matching.MatchingApi.MatchDevelopers;
import io.vertx.core.Future;

/** Matches over HTTP. */
final class MatchingRoutes implements Routes {
    private static final int USUAL_LIMIT = 10;

    private final Bus bus;

    MatchingRoutes(Bus bus) {
        this.bus = bus;
    }

    @Override
    public void bind(Operations on) {
        on.on("matchDevelopers", this::match);
    }

    private Future<Reply> match(Request request) {
        MatchDevelopers question = new MatchDevelopers(
                request.id("bug_id"),
                request.integer("limit", 1, MatchingApi.MAX_LIMIT, USUAL_LIMIT),
                request.number("seed"),
                request.choice("explain", Answer.class, true) == Answer.TRUE);
        return bus.request(MatchingApi.MATCH, question).map(Reply::ok);
    }

    /** Yes or no in a query. */
    private enum Answer {
        TRUE,
        FALSE
    }
}
