package io.crowdfundfix.localisation;

import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.repositories.RepositoriesApi;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** One thread that ranks files. */
final class LocateWorker extends VerticleBase {
    private final LocateService service;
    private final Platform platform;

    LocateWorker(LocateService service, Platform platform) {
        this.service = service;
        this.platform = platform;
    }

    @Override
    public Future<?> start() {
        return Future.all(List.of(
                platform.bus().serve(LocalisationApi.LOCATE, service::locate),
                // history may have been rewritten: it is read again when somebody asks
                platform.bus().subscribe(RepositoriesApi.SYNCED, synced -> service.forget(synced.repository())),
                platform.bus().subscribe(RepositoriesApi.DELETED, deleted -> service.forget(deleted.repository()))));
    }
}
