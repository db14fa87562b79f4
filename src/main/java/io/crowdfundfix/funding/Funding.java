package io.crowdfundfix.funding;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.http.Routes;
import java.util.List;

/** The money on bugs, from a backer's pledge to a developer's wallet or back. */
public final class Funding implements Capability {
    private final FundingConfig config;

    public Funding(FundingConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "funding";
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        SharedFunding shared = SharedFunding.of(platform, config);
        return List.of(
                Deployment.onEventLoops(() -> new LedgerVerticle(platform), 1),
                Deployment.onEventLoops(() -> new FundingVerticle(shared), 1));
    }

    @Override
    public List<Routes> routes(Bus bus) {
        return List.of(new FundRoutes(bus), new ClaimRoutes(bus), new WalletRoutes(bus), new LedgerRoutes(bus));
    }
}
