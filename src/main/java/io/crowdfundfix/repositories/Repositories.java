package io.crowdfundfix.repositories;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.http.Routes;
import java.util.List;

/** Repositories that bugs belong to: connected, fetched, read, and what their history says. */
public final class Repositories implements Capability {
    private static final String NAME = "repositories";

    private final RepositoriesConfig config;

    public Repositories(RepositoriesConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        Ids ids = new Ids("repository_ids");
        Ids uploads = new Ids("repository_upload_ids");
        return List.of(
                Deployment.onEventLoops(() -> new RepositoriesVerticle(platform, config, ids, uploads), 1),
                Deployment.onEventLoops(() -> new MirrorsVerticle(platform, config), 1),
                Deployment.onEventLoops(() -> new SyncVerticle(platform, config), config.workers()));
    }

    @Override
    public List<Routes> routes(Bus bus) {
        return List.of(new RepositoryRoutes(bus, config.maxArchiveMb()));
    }
}
