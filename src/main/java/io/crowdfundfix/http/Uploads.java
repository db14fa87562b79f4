package io.crowdfundfix.http;

import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** The uploads that one HTTP verticle takes at once: a limited number, each no faster than its parts are kept. */
final class Uploads {
    private static final int MAX_AT_ONCE = 8;

    private int running;

    /** Takes the body of a paused request; completes with the answer to it. */
    Future<Reply> run(RoutingContext context, Upload upload) {
        if (running >= MAX_AT_ONCE) {
            upload.broken().run();
            return Future.failedFuture(Fault.busy("This node takes its limit of " + MAX_AT_ONCE + " uploads"));
        }
        running++;
        return new Running(context.request(), upload)
                .begin()
                .onComplete(over -> running--)
                .onFailure(failure -> upload.broken().run());
    }

    /** What is left of a body that nobody wants is read and forgotten; who sends without end is cut off. */
    static void drain(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.isEnded() && !context.response().headWritten()) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
            request.handler(rest -> {}).exceptionHandler(broken -> {}).resume();
            Problems.closeAfterAWhile(context);
        }
    }

    private static final class Running {
        private final HttpServerRequest request;
        private final Upload upload;
        private final Promise<Reply> answer = Promise.promise();
        private Buffer unkept = Buffer.buffer();
        private long came;
        private boolean keeping;
        private boolean ended;

        Running(HttpServerRequest request, Upload upload) {
            this.request = request;
            this.upload = upload;
        }

        Future<Reply> begin() {
            request.exceptionHandler(broken -> answer.tryFail(broken));
            request.endHandler(end -> {
                ended = true;
                keep();
            });
            request.handler(this::take);
            request.resume();
            return answer.future();
        }

        private void take(Buffer bytes) {
            came += bytes.length();
            if (came > upload.maxBytes()) {
                answer.tryFail(upload.tooLarge().get());
                return;
            }
            unkept.appendBuffer(bytes);
            if (unkept.length() >= upload.partBytes()) {
                request.pause();
                keep();
            }
        }

        private void keep() {
            if (keeping || answer.future().isComplete()) {
                return;
            }
            boolean full = unkept.length() >= upload.partBytes();
            if (full || ended && unkept.length() > 0) {
                int length = Math.min(unkept.length(), upload.partBytes());
                Buffer part = unkept.getBuffer(0, length);
                unkept = unkept.getBuffer(length, unkept.length());
                keeping = true;
                upload.part()
                        .apply(part)
                        .onSuccess(kept -> {
                            keeping = false;
                            keep();
                        })
                        .onFailure(answer::tryFail);
            } else if (ended) {
                keeping = true;
                upload.end().get().onComplete(answer);
            } else {
                request.resume();
            }
        }
    }
}
