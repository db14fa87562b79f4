package io.crowdfundfix.search;

import io.crowdfundfix.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Serves the search's endpoint. */
final class SearchVerticle extends VerticleBase {
    /** Well below what the search itself is given, so that an engine that hangs costs the meaning and not the answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Bus bus;

    SearchVerticle(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Future<?> start() {
        SearchService search = new SearchService(bus, PATIENCE);
        return bus.serve(SearchApi.SEARCH_BUGS, search::searchBugs);
    }
}
