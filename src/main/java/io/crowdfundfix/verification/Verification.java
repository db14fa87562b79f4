package io.crowdfundfix.verification;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.http.Routes;
import java.util.List;

/** Fixes that must prove themselves: what they change, what they answer, what tests say before and after. */
public final class Verification implements Capability {
    private static final String NAME = "verification";

    private final VerificationConfig config;

    public Verification(VerificationConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        Ids ids = new Ids("submission_ids");
        return List.of(
                Deployment.onEventLoops(() -> new VerificationVerticle(platform, config, ids), 1),
                Deployment.onWorkers(() -> new VerificationWorker(platform, config), config.workers(), NAME));
    }

    @Override
    public List<Routes> routes(Bus bus) {
        return List.of(new VerificationRoutes(bus));
    }
}
