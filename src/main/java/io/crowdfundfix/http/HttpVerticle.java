package io.crowdfundfix.http;

import io.crowdfundfix.bus.RequestId;
import io.crowdfundfix.security.AccessTokens;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop's HTTP server. Instances share the port; a stop lets requests in flight finish. */
public final class HttpVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(HttpVerticle.class);
    private static final String REQUEST_ID = "X-Request-Id";
    /** Vert.x shares one free port between instances when it is asked for port -1; for port 0 each would get its own. */
    private static final int ANY_SHARED_PORT = -1;

    private static final Pattern REQUEST_ID_TAKEN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** What all instances share. */
    public record Setup(
            HttpConfig config,
            Contract contract,
            List<Routes> routes,
            List<Probe> probes,
            AccessTokens tokens,
            PrometheusMeterRegistry meters,
            String version,
            String swaggerUiVersion) {}

    private final Setup setup;
    private final List<HttpServer> servers = new ArrayList<>();
    private int port;
    private EventStreams streams;

    @SuppressWarnings("NullAway") // the streams need the Vert.x of the started verticle
    public HttpVerticle(Setup setup) {
        this.setup = setup;
    }

    @Override
    public Future<?> start() {
        HttpConfig config = setup.config();
        streams = new EventStreams(vertx, Math.max(1, config.maxStreams() / config.loops()));
        Management management = new Management(setup.probes(), setup.meters(), setup.version());
        Router router = Router.router(vertx);
        router.route().handler(this::identify).failureHandler(HttpVerticle::failed);
        router.route().handler(cors(config));
        if (config.managementPort() == 0) {
            management.mount(router);
        }
        Pages.mount(router, setup.contract().document(), setup.swaggerUiVersion());
        OperationRouter operations =
                new OperationRouter(router, setup.contract(), setup.tokens(), streams, config.maxBodyKb());
        setup.routes().forEach(routes -> routes.bind(operations));
        refuse(router);
        Future<HttpServer> main = listen(router, config.port()).onSuccess(server -> port = server.actualPort());
        if (config.managementPort() == 0) {
            return main;
        }
        Router apart = Router.router(vertx);
        apart.route().handler(this::identify).failureHandler(HttpVerticle::failed);
        management.mount(apart);
        refuse(apart);
        return main.compose(started -> listen(apart, config.managementPort()));
    }

    @Override
    public Future<?> stop() {
        streams.close();
        return Future.join(servers.stream()
                .map(server -> server.shutdown(setup.config().drainSeconds(), TimeUnit.SECONDS))
                .toList());
    }

    /** The port that is listened on, known once started. */
    public int port() {
        return port;
    }

    private Future<HttpServer> listen(Router router, int onPort) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(setup.config().host())
                .setPort(onPort == 0 ? ANY_SHARED_PORT : onPort)
                .setIdleTimeout(setup.config().idleTimeoutSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setCompressionSupported(true)
                .setReuseAddress(true);
        HttpServer server = vertx.createHttpServer(options)
                .requestHandler(router)
                .invalidRequestHandler(request -> Problems.writeMalformed(request));
        servers.add(server);
        return server.listen();
    }

    /** Every request has an id: the client's, if it is a decent one, or a new one. */
    private void identify(RoutingContext context) {
        String sent = context.request().getHeader(REQUEST_ID);
        String id = sent != null && REQUEST_ID_TAKEN.matcher(sent).matches()
                ? sent
                : Long.toHexString(ThreadLocalRandom.current().nextLong());
        RequestId.set(id);
        context.response().putHeader(REQUEST_ID, id).putHeader("X-Content-Type-Options", "nosniff");
        context.next();
    }

    private static void failed(RoutingContext context) {
        Throwable failure = context.failure();
        Problems.write(context, failure != null ? failure : Problems.ofStatus(context.statusCode(), List.of()));
    }

    /** Other origins get no CORS headers, which is what keeps browsers off; a page of our own needs none. */
    private static Handler<RoutingContext> cors(HttpConfig config) {
        CorsHandler handler = CorsHandler.create()
                .addOrigins(config.corsOrigins())
                .allowedMethods(
                        Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.PUT, HttpMethod.DELETE))
                .allowedHeaders(Set.of(
                        "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "Last-Event-ID", REQUEST_ID))
                .exposedHeaders(Set.of("ETag", "Link", "Location", "Retry-After", REQUEST_ID));
        Set<String> origins = Set.copyOf(config.corsOrigins());
        return context -> {
            String origin = context.request().getHeader(HttpHeaders.ORIGIN);
            if (origin != null && origins.contains(origin)) {
                handler.handle(context);
            } else {
                context.next();
            }
        };
    }

    /** What the router refuses by itself, in our envelope; a wrong method says which would be right. */
    private static void refuse(Router router) {
        for (int status : new int[] {400, 404, 413}) {
            router.errorHandler(status, context -> Problems.write(context, Problems.ofStatus(status, List.of())));
        }
        router.errorHandler(405, context -> Problems.write(context, Problems.ofStatus(405, allowed(router, context))));
        router.errorHandler(500, context -> {
            Throwable failure = context.failure();
            LOG.debug("a request failed outside of an operation", failure);
            Problems.write(context, failure != null ? failure : new IllegalStateException("no cause given"));
        });
    }

    private static List<String> allowed(Router router, RoutingContext context) {
        Set<String> methods = new TreeSet<>();
        String path = context.normalizedPath();
        router.getRoutes().stream()
                .filter(route -> route.methods() != null && route.getPath() != null)
                .filter(route -> path.matches(
                        route.getPath().replaceAll(":\\w+", "[^/]+").replace("*", ".*")))
                .forEach(route -> route.methods().forEach(method -> methods.add(method.name())));
        return List.copyOf(methods);
    }
}
