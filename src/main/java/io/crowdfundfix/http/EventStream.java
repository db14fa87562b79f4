package io.crowdfundfix.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.crowdfundfix.json.Json;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events to one client. A client that reads too slowly is cut off rather than buffered for: it comes back with
 * {@code Last-Event-ID} and misses nothing.
 */
public final class EventStream {
    private static final int MAX_QUEUED_BYTES = 256 * 1024;
    private static final int RECONNECT_MS = 1000;

    private final HttpServerResponse response;
    private final List<Runnable> onClose = new ArrayList<>();
    private Runnable onHeartbeat = () -> {};
    private boolean closed;

    EventStream(HttpServerResponse response) {
        this.response = response;
        response.setChunked(true)
                .setWriteQueueMaxSize(MAX_QUEUED_BYTES)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Accel-Buffering", "no");
        response.closeHandler(gone -> closed());
        response.exceptionHandler(broken -> closed());
        response.write("retry: " + RECONNECT_MS + "\n\n");
    }

    /**
     * Sends one event.
     *
     * @param id what a client resumes after; null for an event that is not kept
     */
    public void send(@Nullable Long id, String event, Object data) {
        if (closed) {
            return;
        }
        if (response.writeQueueFull()) {
            response.reset();
            closed();
            return;
        }
        String start = id == null ? "" : "id: " + id + "\n";
        try {
            response.write(start + "event: " + event + "\ndata: " + Json.api().writeValueAsString(data) + "\n\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs once, beside what others wait to do, when the client has gone or the stream has ended. */
    public void onClose(Runnable action) {
        if (closed) {
            action.run();
        } else {
            onClose.add(action);
        }
    }

    /** Runs from time to time while the stream is open: the moment to look for what no hint has told. */
    public void onHeartbeat(Runnable action) {
        onHeartbeat = action;
    }

    void heartbeat() {
        if (response.closed()) {
            closed();
        } else if (!closed && !response.writeQueueFull()) {
            response.write(": still here\n\n");
            onHeartbeat.run();
        }
    }

    /** Tells the client to come back; used when this node stops. */
    void goodbye() {
        if (!closed) {
            response.end("event: server_closing\ndata: {}\n\n");
            closed();
        }
    }

    private void closed() {
        if (!closed) {
            closed = true;
            onClose.forEach(Runnable::run);
        }
    }
}
