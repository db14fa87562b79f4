package io.crowdfundfix;

import io.crowdfundfix.demo.Demo;
import java.io.PrintStream;
import org.slf4j.LoggerFactory;

/** What a person reads when the server is up: where it is, and how to log in to the demo. */
final class Greeting {
    private Greeting() {}

    static void print(PrintStream out, Config config, int port) {
        if (config.log().json()) {
            LoggerFactory.getLogger(Greeting.class).info("CrowdfundFix is up on port {}", port);
            return;
        }
        if (port == 0) {
            out.println("\n  CrowdfundFix is up without an HTTP server; capabilities " + config.capabilities() + "\n");
            return;
        }
        String host = config.http().host().equals("0.0.0.0")
                ? "localhost"
                : config.http().host();
        String url = "http://" + (host.equals("127.0.0.1") ? "localhost" : host) + ":" + port;
        out.println();
        out.println("  CrowdfundFix is up    " + url);
        out.println("  API and examples      " + url + "/docs/");
        out.println("  Health                " + url + "/health");
        Demo.password(config.data().path(), config.demo()).ifPresent(password -> {
            out.println(
                    "  Demo log-ins          " + String.join(", ", Demo.LOG_INS) + "  with the password  " + password);
        });
        out.println();
    }
}
