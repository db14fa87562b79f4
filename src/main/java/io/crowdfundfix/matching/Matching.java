package io.crowdfundfix.matching;

import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import java.util.List;

/** TODO-matching. */
public final class Matching implements Capability {
    @Override
    public String name() {
        return "matching";
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        return List.of();
    }
}
