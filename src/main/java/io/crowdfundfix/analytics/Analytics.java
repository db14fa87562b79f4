package io.crowdfundfix.analytics;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.http.Routes;
import java.util.List;

/** The capability that knows what happens here in figures. */
public final class Analytics implements Capability {
    @Override
    public String name() {
        return "analytics";
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        return List.of(Deployment.onEventLoops(() -> new AnalyticsVerticle(platform), 1));
    }

    @Override
    public List<Routes> routes(Bus bus) {
        return List.of(new AnalyticsRoutes(bus));
    }
}
