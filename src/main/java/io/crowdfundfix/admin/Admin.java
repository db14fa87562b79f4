package io.crowdfundfix.admin;

import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import java.util.List;

/** TODO-admin. */
public final class Admin implements Capability {
    @Override
    public String name() {
        return "admin";
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        return List.of();
    }
}
