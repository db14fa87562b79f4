package io.crowdfundfix.http;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.http.Operations.EventSource;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The event streams that one HTTP verticle holds open: counted, kept alive, and told when the node stops. */
final class EventStreams {
    private static final long HEARTBEAT_MS = 15_000;

    private final Set<EventStream> open = new HashSet<>();
    private final int max;

    EventStreams(Vertx vertx, int max) {
        this.max = max;
        vertx.setPeriodic(HEARTBEAT_MS, tick -> List.copyOf(open).forEach(EventStream::heartbeat));
    }

    void open(RoutingContext context, EventSource source) {
        if (open.size() >= max) {
            throw Fault.busy("This node holds its limit of " + max + " event streams open");
        }
        if (context.response().closed()) {
            return; // the client left while the stream was being prepared, and nobody will tell us again
        }
        EventStream stream = new EventStream(context.response());
        open.add(stream);
        stream.onClose(() -> open.remove(stream));
        source.accept(stream);
    }

    void close() {
        List.copyOf(open).forEach(EventStream::goodbye);
    }
}
