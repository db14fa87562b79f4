package io.crowdfundfix;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * Blocking work that begins before there is a Vert.x to run it.
 *
 * @param result of the work, or what it failed with
 */
record Ahead<T>(CompletableFuture<T> result) {
    static <T> Ahead<T> begin(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(work.call());
                    } catch (Throwable failure) {
                        result.completeExceptionally(failure);
                    }
                },
                "start");
        thread.setDaemon(true);
        thread.start();
        return new Ahead<>(result);
    }

    /** The result on a context of this Vert.x. */
    Future<T> on(Vertx vertx) {
        return Future.fromCompletionStage(result, vertx.getOrCreateContext());
    }
}
