package io.crowdfundfix.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.json.Json;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What operators and their tools ask: is it alive, is it ready, what do the meters say. */
final class Management {
    private static final long PROBE_LIMIT_MS = 1000;

    private final List<Probe> probes;
    private final PrometheusMeterRegistry meters;
    private final String version;

    Management(List<Probe> probes, PrometheusMeterRegistry meters, String version) {
        this.probes = List.copyOf(probes);
        this.meters = meters;
        this.version = version;
    }

    void mount(Router router) {
        Reading.of(router, "/health/live").handler(context -> write(context, 200, state("UP")));
        Reading.of(router, "/health/ready").handler(this::health);
        Reading.of(router, "/health").handler(this::health);
        Reading.of(router, "/metrics")
                .handler(context -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                        .end(meters.scrape()));
    }

    private void health(RoutingContext context) {
        ObjectNode parts = Json.api().createObjectNode();
        List<Future<Boolean>> checks = probes.stream()
                .map(probe -> check(probe, parts.putObject(probe.name())))
                .toList();
        Future.join(checks).onComplete(all -> {
            boolean ready = checks.stream().allMatch(Future::result);
            ObjectNode body = state(ready ? "UP" : "DOWN");
            body.set("parts", parts);
            write(context, ready ? 200 : 503, body);
        });
    }

    /** Whether the node may be called ready as far as this part goes. */
    private static Future<Boolean> check(Probe probe, ObjectNode part) {
        return probe.check()
                .get()
                .timeout(PROBE_LIMIT_MS, TimeUnit.MILLISECONDS)
                .map(said -> {
                    part.put("status", "UP").put("detail", said);
                    return true;
                })
                .otherwise(failure -> {
                    part.put("status", "DOWN").put("detail", String.valueOf(failure.getMessage()));
                    return !probe.required();
                });
    }

    private ObjectNode state(String status) {
        return Json.api().createObjectNode().put("status", status).put("version", version);
    }

    private static void write(RoutingContext context, int status, ObjectNode body) {
        try {
            context.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(Json.api().writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
