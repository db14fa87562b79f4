package io.crowdfundfix.analytics;

import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import java.util.List;

/** TODO-analytics. */
public final class Analytics implements Capability {
    @Override
    public String name() {
        return "analytics";
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        return List.of();
    }
}
