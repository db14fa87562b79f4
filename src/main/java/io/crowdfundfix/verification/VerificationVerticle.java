package io.crowdfundfix.verification;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Ids;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Serves the submissions' endpoints. */
final class VerificationVerticle extends VerticleBase {
    private final Platform platform;
    private final VerificationConfig config;
    private final Ids ids;

    VerificationVerticle(Platform platform, VerificationConfig config, Ids ids) {
        this.platform = platform;
        this.config = config;
        this.ids = ids;
    }

    @Override
    public Future<?> start() {
        Bus bus = platform.bus();
        VerdictWaiters waiters = new VerdictWaiters(vertx, config.waitMs());
        VerificationService service = new VerificationService(platform, config, ids, waiters);
        return Future.all(List.of(
                bus.serve(VerificationApi.VERIFY_FIX, service::verify),
                bus.serve(VerificationApi.FIND, service::find),
                bus.serve(VerificationApi.LIST, service::list),
                bus.subscribe(VerificationApi.JUDGED, judged -> waiters.judged(judged.submission()))));
    }
}
