package io.crowdfundfix.search;

import io.crowdfundfix.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Serves the search's endpoint. */
final class SearchVerticle extends VerticleBase {
    private final Bus bus;

    SearchVerticle(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Future<?> start() {
        SearchService search = new SearchService(bus);
        return bus.serve(SearchApi.SEARCH_BUGS, search::searchBugs);
    }
}
