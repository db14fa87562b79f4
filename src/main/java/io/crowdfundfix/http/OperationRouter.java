package io.crowdfundfix.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.http.Contract.Operation;
import io.crowdfundfix.json.Json;
import io.crowdfundfix.security.AccessTokens;
import io.crowdfundfix.security.Caller;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Mounts the contract's operations: admits a request by what the contract says of its operation, then hands it to the bound handler. */
final class OperationRouter implements Operations {
    private static final ObjectWriter WRITER = Json.api().writer();
    private static final String EVENTS = "text/event-stream";
    private static final String CALLER = "caller";
    private static final String BEARER = "bearer ";

    private final Router router;
    private final AccessTokens tokens;
    private final EventStreams streams;
    private final Downloads downloads = new Downloads();
    private final Uploads uploads = new Uploads();
    private final BodyHandler bodies;
    private final Map<String, Operation> unboundById = new HashMap<>();

    OperationRouter(Router router, Contract contract, AccessTokens tokens, EventStreams streams, int maxBodyKb) {
        this.router = router;
        this.tokens = tokens;
        this.streams = streams;
        this.bodies = BodyHandler.create(false).setBodyLimit(maxBodyKb * 1024L);
        contract.operations().forEach(operation -> unboundById.put(operation.id(), operation));
    }

    @Override
    public void on(String operationId, Function<Request, Future<Reply>> handler) {
        Operation operation = take(operationId);
        route(operation, true)
                .handler(context -> handler.apply(request(context, operation))
                        .map(reply -> write(context, reply))
                        .onFailure(context::fail));
    }

    @Override
    public void onEvents(String operationId, Function<Request, Future<EventSource>> handler) {
        Operation operation = take(operationId);
        route(operation, true)
                .handler(context -> handler.apply(request(context, operation))
                        .compose(source -> {
                            streams.open(context, source);
                            return Future.succeededFuture();
                        })
                        .onFailure(context::fail));
    }

    @Override
    public void onLines(String operationId, Function<Request, LineExchange> handler) {
        Operation operation = take(operationId);
        route(operation, false).handler(context -> LineStream.run(context, handler.apply(request(context, operation))));
    }

    @Override
    public void onDownload(String operationId, Function<Request, Future<Download>> handler) {
        Operation operation = take(operationId);
        route(operation, true)
                .handler(context -> handler.apply(request(context, operation))
                        .compose(download -> {
                            downloads.run(context, download);
                            return Future.succeededFuture();
                        })
                        .onFailure(context::fail));
    }

    @Override
    public void onUpload(String operationId, Function<Request, Future<Upload>> handler) {
        Operation operation = take(operationId);
        route(operation, false)
                .handler(context -> Future.succeededFuture(request(context, operation))
                        .compose(handler)
                        .compose(upload -> uploads.run(context, upload))
                        .map(reply -> write(context, reply))
                        .onFailure(failure -> {
                            Uploads.drain(context);
                            context.fail(failure);
                        }));
    }

    private Operation take(String operationId) {
        Operation operation = unboundById.remove(operationId);
        if (operation == null) {
            throw new IllegalStateException(operationId + " is bound twice or not in the contract");
        }
        return operation;
    }

    private Route route(Operation operation, boolean readsBody) {
        boolean reads = operation.method().equals(HttpMethod.GET)
                && !operation.produces().contains(EVENTS);
        Route route =
                reads ? Reading.of(router, operation.route()) : router.route(operation.method(), operation.route());
        route.handler(context -> admit(context, operation));
        return readsBody && !operation.consumes().isEmpty() ? route.handler(this::readBody) : route;
    }

    /** What fails until the next handler comes is the client's broken body, not a defect of ours. */
    private void readBody(RoutingContext context) {
        context.put(Problems.READING_BODY, true);
        bodies.handle(context);
    }

    private static Request request(RoutingContext context, Operation operation) {
        context.remove(Problems.READING_BODY);
        return new Request(context, operation, context.get(CALLER));
    }

    private void admit(RoutingContext context, Operation operation) {
        boolean signedIn = context.request().headers().contains(HttpHeaders.AUTHORIZATION);
        if (operation.isOpen() && !(operation.knowsCallers() && signedIn)) {
            RequestShape.check(context, operation);
            context.next();
            return;
        }
        context.request().pause();
        authenticate(context, operation)
                .map(caller -> {
                    context.put(CALLER, caller);
                    RequestShape.check(context, operation);
                    if (!isStreamed(operation)) {
                        context.request().resume();
                    }
                    context.next();
                    return caller;
                })
                .onFailure(failure -> {
                    context.request().resume();
                    context.fail(failure);
                });
    }

    /** Whether the handler reads the body as it comes. */
    private static boolean isStreamed(Operation operation) {
        return !operation.consumes().isEmpty() && !operation.consumes().contains("application/json");
    }

    private Future<Caller> authenticate(RoutingContext context, Operation operation) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return Future.failedFuture(Fault.unauthenticated(
                    "missing_token", "This needs an access token: Authorization: Bearer <token> from /auth/login"));
        }
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Future.failedFuture(Fault.unauthenticated("invalid_token", "Authorization must be a Bearer token"));
        }
        return tokens.verify(header.substring(BEARER.length()).strip()).map(caller -> {
            if (!operation.isOpen() && !operation.roles().contains(caller.role())) {
                throw Fault.forbidden("role_not_allowed", "Your role " + caller.role() + " may not do this")
                        .allowing(operation.roles().stream()
                                .map(Enum::name)
                                .sorted()
                                .toList());
            }
            return caller;
        });
    }

    /** As a step of a future: what it throws becomes the answer, where a listener's would leave the client waiting. */
    private static HttpServerResponse write(RoutingContext context, Reply reply) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return response;
        }
        response.setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        if (reply.body() == null) {
            response.end();
            return response;
        }
        try {
            Buffer body = Buffer.buffer(WRITER.writeValueAsBytes(reply.body()));
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return response;
    }
}
