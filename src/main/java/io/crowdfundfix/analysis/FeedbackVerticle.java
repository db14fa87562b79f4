package io.crowdfundfix.analysis;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Serves what people say of the engine's answers, and how well those held. */
final class FeedbackVerticle extends VerticleBase {
    private final Platform platform;

    FeedbackVerticle(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Future<?> start() {
        Bus bus = platform.bus();
        FeedbackService feedback = new FeedbackService(platform, new FeedbackStore());
        return Future.all(List.of(
                bus.serve(FeedbackApi.COMPARE, feedback::compare),
                bus.serve(FeedbackApi.GIVE_FEEDBACK, feedback::give),
                bus.serve(FeedbackApi.READ_CALIBRATION, feedback::calibration)));
    }
}
