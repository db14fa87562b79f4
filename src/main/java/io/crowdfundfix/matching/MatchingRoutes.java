package io.crowdfundfix.matching;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.crowdfundfix.matching.MatchingApi.MatchDevelopers;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Matches over HTTP. */
final class MatchingRoutes implements Routes {
    private static final int USUAL_LIMIT = 10;
    /** The largest whole number that every client of JSON can give back. */
    private static final long MAX_SEED = 9_007_199_254_740_991L;

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
                seed(request),
                request.choice("explain", Answer.class, true) == Answer.TRUE);
        return bus.request(MatchingApi.MATCH, question).map(Reply::ok);
    }

    private static @Nullable Long seed(Request request) {
        Long seed = request.number("seed");
        if (seed != null && seed > MAX_SEED) {
            throw Fault.invalid("seed", "must be a whole number between 0 and " + MAX_SEED);
        }
        return seed;
    }

    /** Yes or no in a query. */
    private enum Answer {
        TRUE,
        FALSE
    }
}
