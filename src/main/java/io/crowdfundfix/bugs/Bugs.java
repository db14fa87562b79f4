package io.crowdfundfix.bugs;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.http.Routes;
import java.util.List;

/** Bug reports, their status and their history. */
public final class Bugs implements Capability {
    private final BugsConfig config;

    public Bugs(BugsConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "bugs";
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        Ids ids = new Ids("bug_ids");
        return List.of(
                Deployment.onEventLoops(
                        () -> new BugsVerticle(platform, config, ids),
                        Runtime.getRuntime().availableProcessors()),
                Deployment.onEventLoops(() -> new BugNoticesVerticle(platform), 1),
                Deployment.onEventLoops(() -> new BugLinksVerticle(platform), 1));
    }

    @Override
    public List<Routes> routes(Bus bus) {
        return List.of(new BugRoutes(bus));
    }
}
