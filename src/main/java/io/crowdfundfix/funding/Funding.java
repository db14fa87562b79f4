package io.crowdfundfix.funding;

import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import java.util.List;

/** TODO-funding. */
public final class Funding implements Capability {
    @Override
    public String name() {
        return "funding";
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        return List.of();
    }
}
