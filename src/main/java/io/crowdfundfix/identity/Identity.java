package io.crowdfundfix.identity;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.http.Routes;
import java.util.List;

/** The capability that knows people. */
public final class Identity implements Capability {
    private final IdentityConfig config;

    public Identity(IdentityConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        return List.of(Deployment.onEventLoops(() -> new IdentityVerticle(platform, config), 1));
    }

    @Override
    public List<Routes> routes(Bus bus) {
        return List.of(new IdentityRoutes(bus));
    }
}
