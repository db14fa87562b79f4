package io.crowdfundfix.http;

import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A long body that is kept while it is read.
 *
 * @param maxBytes after which {@code tooLarge} is answered
 * @param partBytes size of every part but the last
 * @param part keeps the next part; the body is read on when it is kept
 * @param end answers when all parts are kept
 * @param broken does away with what was kept, where the body breaks off or is refused
 */
public record Upload(
        long maxBytes,
        Supplier<Fault> tooLarge,
        int partBytes,
        Function<Buffer, Future<?>> part,
        Supplier<Future<Reply>> end,
        Runnable broken) {}
