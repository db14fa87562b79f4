package io.crowdfundfix.verification;

import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import java.util.List;

/** TODO-verification. */
public final class Verification implements Capability {
    @Override
    public String name() {
        return "verification";
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        return List.of();
    }
}
