package io.crowdfundfix.capability;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.http.Probe;
import io.crowdfundfix.http.Routes;
import io.vertx.core.Future;
import java.util.List;

/** One part of the product. A process runs those that its configuration lists. */
public interface Capability {
    /** As the configuration lists it; also the first half of its endpoints' addresses. */
    String name();

    /** The verticles that do its work, on nodes that run this capability. */
    List<Deployment> deployments(Platform platform);

    /** Its operations, on nodes that serve HTTP; they reach the work through the bus, wherever it runs. */
    default List<Routes> routes(Bus bus) {
        return List.of();
    }

    /** What to show of its health on nodes that serve HTTP. */
    default List<Probe> probes(Bus bus) {
        return List.of();
    }

    /** Work to do once, when everything else is up. */
    default Future<Void> afterStart(Platform platform) {
        return Future.succeededFuture();
    }
}
