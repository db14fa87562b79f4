package io.crowdfundfix.search;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.http.Routes;
import java.util.List;

/** Finds bugs by words and by meaning. */
public final class Search implements Capability {
    @Override
    public String name() {
        return "search";
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        return List.of(Deployment.onEventLoops(() -> new SearchVerticle(platform.bus()), 1));
    }

    @Override
    public List<Routes> routes(Bus bus) {
        return List.of(new SearchRoutes(bus));
    }
}
