package io.crowdfundfix.bugs;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;

/** Those who wait a moment for the analysis of the bug that they have just reported. Lives on one context; bounded by the endpoint. */
final class AnalysisWaiters {
    private final Map<Long, Promise<Void>> promiseByBug = new HashMap<>();
    private final Vertx vertx;
    private final int waitMs;

    AnalysisWaiters(Vertx vertx, int waitMs) {
        this.vertx = vertx;
        this.waitMs = waitMs;
    }

    /** Completes when the bug has changed, or when the time is up. */
    Future<Void> expect(long bug) {
        if (waitMs == 0) {
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        promiseByBug.put(bug, promise);
        long timer = vertx.setTimer(waitMs, up -> promise.tryComplete());
        return promise.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            promiseByBug.remove(bug);
        });
    }

    void changed(long bug) {
        Promise<Void> promise = promiseByBug.get(bug);
        if (promise != null) {
            promise.tryComplete();
        }
    }
}
