package io.crowdfundfix.notifications;

import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import java.util.List;

/** TODO-notifications. */
public final class Notifications implements Capability {
    @Override
    public String name() {
        return "notifications";
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        return List.of();
    }
}
