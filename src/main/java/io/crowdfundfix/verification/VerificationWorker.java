package io.crowdfundfix.verification;

import io.crowdfundfix.capability.Platform;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;

/** One thread that works off the submissions that wait. */
final class VerificationWorker extends VerticleBase {
    private final Platform platform;
    private final VerificationConfig config;
    private @Nullable PendingSubmissions pending;

    VerificationWorker(Platform platform, VerificationConfig config) {
        this.platform = platform;
        this.config = config;
    }

    @Override
    public Future<?> start() {
        Verifier verifier = new Verifier(platform.bus(), new DiffSource(config, new DiffFetch(vertx, config)));
        PendingSubmissions submissions = new PendingSubmissions(platform, config, verifier);
        pending = submissions;
        context.runOnContext(started -> submissions.drain());
        vertx.setPeriodic(config.pollMs(), tick -> submissions.drain());
        return platform.bus().subscribe(VerificationApi.SUBMITTED, submitted -> submissions.drain());
    }

    @Override
    public Future<?> stop() {
        return pending == null ? Future.succeededFuture() : pending.stop();
    }
}
