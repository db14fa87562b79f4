package io.crowdfundfix.http;

import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.Function;

/**
 * How each line of a streamed request is answered.
 *
 * @param maxLineBytes longest line taken
 * @param window how many lines are worked on at once; the rest waits in the client's socket
 * @param answer a line's answer; a failure is written as that line's error and the next line goes on
 */
public record LineExchange(int maxLineBytes, int window, Function<Buffer, Future<?>> answer) {
    /** Lines that are JSON objects, each bound to a record that checks itself. */
    public static <T extends Record> LineExchange of(
            int maxLineBytes, int window, Class<T> type, Function<T, Future<?>> answer) {
        return new LineExchange(maxLineBytes, window, line -> {
            try {
                return answer.apply(BodyBinder.bind(line, type));
            } catch (Fault fault) {
                return Future.failedFuture(fault);
            }
        });
    }
}
