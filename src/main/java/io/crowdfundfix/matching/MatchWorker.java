package io.crowdfundfix.matching;

import io.crowdfundfix.capability.Platform;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;

/** One thread that compares developers with bugs. */
final class MatchWorker extends VerticleBase {
    private final Platform platform;
    private final KeptRoster kept;
    private @Nullable MatchService service;

    MatchWorker(Platform platform, KeptRoster kept) {
        this.platform = platform;
        this.kept = kept;
    }

    @Override
    public Future<?> start() {
        return platform.bus().serve(MatchingApi.MATCH, question -> service().match(question));
    }

    /** The model is read when somebody asks: it has no business in the start of a node. */
    private MatchService service() {
        if (service == null) {
            service = new MatchService(platform, kept, MatchModel.bundled());
        }
        return service;
    }
}
