package io.crowdfundfix.verification;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;

/** Those who wait a moment for the verdict on what they have just handed in. Lives on one context; bounded by the endpoint. */
final class VerdictWaiters {
    private final Map<Long, Promise<Void>> promiseBySubmission = new HashMap<>();
    private final Vertx vertx;
    private final int waitMs;

    VerdictWaiters(Vertx vertx, int waitMs) {
        this.vertx = vertx;
        this.waitMs = waitMs;
    }

    /** Completes when the verdict is told, or when the time is up. */
    Future<Void> expect(long submission) {
        if (waitMs == 0) {
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        promiseBySubmission.put(submission, promise);
        long timer = vertx.setTimer(waitMs, up -> promise.tryComplete());
        return promise.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            promiseBySubmission.remove(submission);
        });
    }

    void judged(long submission) {
        Promise<Void> promise = promiseBySubmission.get(submission);
        if (promise != null) {
            promise.tryComplete();
        }
    }
}
