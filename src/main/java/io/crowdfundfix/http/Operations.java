package io.crowdfundfix.http;

import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Where routes say who answers which operation of the contract. */
public interface Operations {
    /** Answers with one reply. A failed future is written as the error that its fault says. */
    void on(String operationId, Function<Request, Future<Reply>> handler);

    /** Answers with events for as long as the client listens. The handler's future fails if the stream cannot begin. */
    void onEvents(String operationId, Function<Request, Future<EventSource>> handler);

    /** Answers each line of the request with a line, in order, while both flow. */
    void onLines(String operationId, Function<Request, LineExchange> handler);

    /** Answers with a download. The handler's future fails if it cannot begin. */
    void onDownload(String operationId, Function<Request, Future<Download>> handler);

    /** Takes a long body, part by part, then answers. The handler's future fails if it cannot begin. */
    void onUpload(String operationId, Function<Request, Future<Upload>> handler);

    /** What follows an opened event stream: it is handed the stream and feeds it. */
    @FunctionalInterface
    interface EventSource extends Consumer<EventStream> {}
}
