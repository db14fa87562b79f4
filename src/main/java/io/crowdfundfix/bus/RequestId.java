package io.crowdfundfix.bus;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.ContextLocal;
import org.jspecify.annotations.Nullable;

/** The id of the request that is being worked on, from the edge through every hop of the bus; it stands in every log line. */
public final class RequestId implements VertxServiceProvider {
    private static final ContextLocal<String> LOCAL = ContextLocal.registerLocal(String.class);

    /** Found by Vert.x before it starts, which is when a context local has to be registered. */
    @Override
    public void init(VertxBootstrap bootstrap) {
        // loading this class has registered the local
    }

    public static @Nullable String current() {
        Context context = Vertx.currentContext();
        return duplicated(context) ? LOCAL.get(context) : null;
    }

    public static void set(String id) {
        Context context = Vertx.currentContext();
        if (duplicated(context)) {
            LOCAL.put(context, id);
        }
    }

    /** A verticle's own context is shared by all its requests: an id there would leak into the next one. */
    private static boolean duplicated(@Nullable Context context) {
        return context instanceof ContextInternal internal && internal.isDuplicate();
    }
}
