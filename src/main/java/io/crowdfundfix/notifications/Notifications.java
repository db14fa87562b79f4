package io.crowdfundfix.notifications;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.http.Routes;
import java.util.List;

/** The capability that tells people what concerns them. */
public final class Notifications implements Capability {
    @Override
    public String name() {
        return "notifications";
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        return List.of(Deployment.onEventLoops(() -> new NotificationsVerticle(platform), 1));
    }

    @Override
    public List<Routes> routes(Bus bus) {
        return List.of(new NotificationRoutes(bus));
    }
}
