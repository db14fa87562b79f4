package io.crowdfundfix.http;

import io.crowdfundfix.fault.Check;
import java.util.List;

/**
 * The HTTP edge.
 *
 * @param host address to listen on; the default is reachable from this machine only
 * @param port 0 takes a free one
 * @param managementPort where health and metrics are served; 0 serves them on the main port
 * @param instances event loops that serve HTTP; 0 takes one for each core
 * @param corsOrigins origins of front ends that may call from a browser
 * @param maxBodyKb largest request body
 * @param idleTimeoutSeconds after which a silent connection is closed
 * @param maxStreams event streams open at once on this node
 * @param drainSeconds how long a stop waits for requests in flight
 */
public record HttpConfig(
        String host,
        int port,
        int managementPort,
        int instances,
        List<String> corsOrigins,
        int maxBodyKb,
        int idleTimeoutSeconds,
        int maxStreams,
        int drainSeconds) {
    public HttpConfig {
        corsOrigins = List.copyOf(corsOrigins);
        Check.that()
                .text("host", host, 1, 255)
                .range("port", port, 0, 65_535)
                .range("management_port", managementPort, 0, 65_535)
                .range("instances", instances, 0, 64)
                .size("cors_origins", corsOrigins, 50)
                .range("max_body_kb", maxBodyKb, 16, 65_536)
                .range("idle_timeout_seconds", idleTimeoutSeconds, 30, 3_600)
                .range("max_streams", maxStreams, 1, 100_000)
                .range("drain_seconds", drainSeconds, 0, 300)
                .done();
        Check check = Check.that();
        for (int i = 0; i < corsOrigins.size(); i++) {
            check.isTrue(
                    "cors_origins[" + i + "]",
                    corsOrigins.get(i).matches("https?://[^/\\s*]+"),
                    "must be an origin such as http://localhost:3000, is \"" + corsOrigins.get(i) + "\"");
        }
        check.done();
    }

    public static HttpConfig defaults() {
        return new HttpConfig("127.0.0.1", 8000, 0, 0, List.of("http://localhost:3000"), 1024, 60, 1000, 10);
    }

    public int loops() {
        return instances == 0 ? Runtime.getRuntime().availableProcessors() : instances;
    }
}
