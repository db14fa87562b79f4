package io.crowdfundfix.matching;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.http.Routes;
import java.util.List;

/** Finds who would fix a bug. */
public final class Matching implements Capability {
    private static final String NAME = "matching";
    private static final int WORKERS = 2;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        KeptRoster kept = new KeptRoster(platform);
        return List.of(
                Deployment.onWorkers(() -> new MatchWorker(platform, kept), WORKERS, NAME),
                Deployment.onWorkers(() -> new RosterWorker(platform, kept), 1, "roster"),
                Deployment.onEventLoops(() -> new ProfileWorker(platform), 1));
    }

    @Override
    public List<Routes> routes(Bus bus) {
        return List.of(new MatchingRoutes(bus));
    }
}
