package io.crowdfundfix.admin;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Serves {@link AdminApi}. */
final class AdminVerticle extends VerticleBase {
    private final Platform platform;

    AdminVerticle(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Future<?> start() {
        Bus bus = platform.bus();
        AdminService admin = new AdminService(platform);
        return Future.all(List.of(
                bus.serve(AdminApi.LIST_AUDIT, admin::listAudit),
                bus.serve(AdminApi.LIST_JOBS, admin::listJobs),
                bus.serve(AdminApi.RETRY_JOB, admin::retryJob)));
    }
}
