package io.crowdfundfix.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.bus.RequestId;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.json.Json;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only writer of errors: one envelope for every failure, RFC 9457 for who asks for it, and no word about defects. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final long LINGER_MS = 1000;
    /** Set in the routing context while the body is being read. */
    static final String READING_BODY = "reading-body";

    private static final String PROBLEM_JSON = "application/problem+json";

    private Problems() {}

    static int status(Fault fault) {
        return switch (fault.kind()) {
            case MALFORMED -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case NOT_ALLOWED -> 405;
            case NOT_ACCEPTABLE -> 406;
            case CONFLICT -> 409;
            case PRECONDITION -> 412;
            case TOO_LARGE -> 413;
            case UNSUPPORTED -> 415;
            case INVALID -> 422;
            case BUSY -> 429;
            case INTERNAL -> 500;
            case UNAVAILABLE -> 503;
            case TIMEOUT -> 504;
        };
    }

    /** Answers with what went wrong. Where the answer has begun already only the connection can be closed. */
    static void write(RoutingContext context, Throwable failure) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            LOG.warn("an answer broke off: {}", failure.toString());
            context.request().connection().close();
            return;
        }
        Fault fault = fault(context, failure);
        boolean problem = wantsProblem(context);
        response.setStatusCode(status(fault));
        response.putHeader(HttpHeaders.CONTENT_TYPE, problem ? PROBLEM_JSON : "application/json");
        if (fault.kind() == Fault.Kind.UNAUTHENTICATED) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"crowdfundfix\"");
        }
        if (fault.kind() == Fault.Kind.NOT_ALLOWED) {
            response.putHeader(HttpHeaders.ALLOW, String.join(", ", fault.allowed()));
        }
        if (fault.retryAfterSeconds() > 0) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(fault.retryAfterSeconds()));
        }
        if (fault.kind() == Fault.Kind.TOO_LARGE) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
            closeAfterAWhile(context);
        }
        response.end(problem ? rfc9457(context, fault) : envelope(fault));
    }

    /** A client that still sends would lose the answer if the connection were closed at once, and would never end if it were not. */
    static void closeAfterAWhile(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        long timer = context.vertx().setTimer(LINGER_MS, up -> connection.close());
        connection.closeHandler(closed -> context.vertx().cancelTimer(timer));
    }

    /** For bytes that are no HTTP request, where there is no routing context yet. */
    static void writeMalformed(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        int status = cause instanceof TooLongHttpLineException
                ? HttpResponseStatus.REQUEST_URI_TOO_LONG.code()
                : cause instanceof TooLongHttpHeaderException
                        ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.code()
                        : HttpResponseStatus.BAD_REQUEST.code();
        Fault fault = ofStatus(status, List.of());
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(envelope(fault));
    }

    /** The same envelope for a line of a stream. */
    static ObjectNode envelopeNode(Fault fault) {
        ObjectNode root = Json.api().createObjectNode();
        ObjectNode error = root.putObject("error");
        error.put("type", type(fault));
        error.put("code", fault.code());
        error.put("message", fault.message());
        details(error.putObject("details"), fault);
        root.put("detail", fault.message());
        return root;
    }

    static Fault fault(RoutingContext context, Throwable failure) {
        if (failure instanceof Fault fault) {
            return fault;
        }
        if (failure instanceof HttpException http && http.getStatusCode() < 500) {
            return ofStatus(http.getStatusCode(), List.of());
        }
        if (context.get(READING_BODY) != null) {
            return ofStatus(400, List.of());
        }
        LOG.atError()
                .setCause(failure)
                .addKeyValue("request_id", RequestId.current())
                .log(
                        "{} {} failed",
                        context.request().method(),
                        context.request().path());
        return Fault.of(Fault.Kind.INTERNAL, "internal_error", "An unexpected error; it was logged");
    }

    /** What the router refuses by itself. */
    static Fault ofStatus(int status, List<String> allowed) {
        return switch (status) {
            case 404 -> Fault.notFound("not_found", "There is nothing at this path; /docs lists what there is");
            case 405 ->
                Fault.of(Fault.Kind.NOT_ALLOWED, "method_not_allowed", "This path takes " + String.join(", ", allowed))
                        .allowing(allowed);
            case 413 -> Fault.of(Fault.Kind.TOO_LARGE, "body_too_large", "The body is larger than this server takes");
            case 414 -> Fault.malformed("uri_too_long", "The address is longer than this server takes");
            case 431 -> Fault.malformed("headers_too_large", "The headers are larger than this server takes");
            default -> Fault.malformed("malformed_request", "The request is not well-formed HTTP");
        };
    }

    private static boolean wantsProblem(RoutingContext context) {
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(PROBLEM_JSON);
    }

    private static Buffer envelope(Fault fault) {
        return buffer(envelopeNode(fault));
    }

    private static Buffer rfc9457(RoutingContext context, Fault fault) {
        ObjectNode root = Json.api().createObjectNode();
        root.put("type", "about:blank");
        root.put("title", type(fault));
        root.put("status", status(fault));
        root.put("detail", fault.message());
        root.put("instance", context.request().path());
        root.put("code", fault.code());
        details(root, fault);
        return buffer(root);
    }

    private static void details(ObjectNode into, Fault fault) {
        if (!fault.fields().isEmpty()) {
            ArrayNode errors = into.putArray("errors");
            fault.fields()
                    .forEach(error ->
                            errors.addObject().put("field", error.field()).put("message", error.message()));
        }
        if (!fault.allowed().isEmpty()) {
            ArrayNode allowed = into.putArray("allowed");
            fault.allowed().forEach(allowed::add);
        }
        if (fault.retryAfterSeconds() > 0) {
            into.put("retry_after_seconds", fault.retryAfterSeconds());
        }
    }

    private static String type(Fault fault) {
        return switch (fault.kind()) {
            case UNAUTHENTICATED -> "authentication_error";
            case FORBIDDEN -> "permission_error";
            case NOT_FOUND -> "not_found_error";
            case CONFLICT, PRECONDITION -> "conflict_error";
            case BUSY -> "rate_limit_error";
            case INTERNAL, UNAVAILABLE, TIMEOUT -> "api_error";
            default -> "invalid_request_error";
        };
    }

    private static Buffer buffer(ObjectNode node) {
        try {
            return Buffer.buffer(Json.api().writeValueAsBytes(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
