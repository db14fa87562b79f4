package io.crowdfundfix.admin;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.http.Routes;
import java.util.List;

/** The capability for administrators. */
public final class Admin implements Capability {
    @Override
    public String name() {
        return "admin";
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        return List.of(Deployment.onEventLoops(() -> new AdminVerticle(platform), 1));
    }

    @Override
    public List<Routes> routes(Bus bus) {
        return List.of(new AdminRoutes(bus));
    }
}
