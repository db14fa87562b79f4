package io.crowdfundfix.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.testing.TempFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hosts that answer a fetch with what they like. */
class HostileHostTest {
    private static final String ADVERTISEMENT = "application/x-git-upload-pack-advertisement";
    private static final int MB = 1024 * 1024;

    private final TempFolder mirrors = TempFolder.create();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<String> accepted = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        threads.shutdownNow();
        mirrors.close();
    }

    /** What a host does with a request. */
    @FunctionalInterface
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private Fault fetched(Answer answer) {
        server.createContext("/", exchange -> {
            accepted.add(String.valueOf(exchange.getRequestHeaders().getFirst("Accept-Encoding")));
            answer.to(exchange);
            exchange.close();
        });
        return fetched(mirrors.path().resolve("1"));
    }

    private Fault fetched(Path home) {
        RepositoriesConfig config = new RepositoriesConfig(
                "", List.of("localhost"), List.of(), 200, 10, 64, 1, 10, 10, 365, 60, 1, 50, 1, 100);
        String url = "http://localhost:" + server.getAddress().getPort() + "/acme/shop.git";
        Budget budget = new Budget(Duration.ofMinutes(1), 200_000_000);
        IOException failure = assertThrows(
                IOException.class,
                () -> new MirrorFetch(config)
                        .fetch(home, Location.url(url, List.of("localhost")), null, new SyncProgress(budget)));
        return Objects.requireNonNull(Refusal.in(failure), failure::toString);
    }

    private static void answer(HttpExchange exchange, String type, int megabytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            for (int i = 0; i < megabytes; i++) {
                body.write(new byte[MB]);
            }
        }
    }

    /** A megabyte of branches. */
    private static byte[] branches(int from) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1_050; i++) {
            String name = String.format(java.util.Locale.ROOT, "%0948d", from + i);
            lines.append("03ed")
                    .append("1".repeat(40))
                    .append(" refs/heads/")
                    .append(name)
                    .append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void isNotAskedToCompressAndRefusedWhereItDoes() {
        Fault refused = fetched(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, ADVERTISEMENT, 0);
        });
        assertTrue(refused.message().contains("compresses"), refused.message());
        assertEquals(List.of("null"), List.copyOf(accepted));
    }

    @Test
    void tellsNoMoreBranchesThanAreKept() {
        Fault refused = fetched(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", ADVERTISEMENT);
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write("001e# service=git-upload-pack\n0000".getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < 40; i++) {
                    body.write(branches(1_050 * i));
                }
            }
        });
        assertEquals("too_many_branches", refused.code());
    }

    @Test
    void sendsNoHeaderAThousandTimes() {
        Fault refused = fetched(exchange -> {
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseHeaders().add("X-Again", "and again");
            }
            answer(exchange, ADVERTISEMENT, 0);
        });
        assertTrue(refused.message().contains("headers"), refused.message());
    }

    @Test
    void writesNothingIntoTheReason() {
        Fault refused = fetched(exchange -> {
            exchange.sendResponseHeaders(500, 0);
            exchange.getResponseBody().write("buy at evil.example".getBytes(StandardCharsets.US_ASCII));
        });
        assertEquals(Fault.Kind.UNAVAILABLE, refused.kind());
        assertFalse(refused.message().contains("500"), refused.message());
    }

    @Test
    void pathsOfTheServerStayInItsLog() throws IOException {
        Path file = Files.writeString(mirrors.path().resolve("file"), "in the way");
        Fault refused = fetched(file);
        assertEquals(Fault.Kind.UNAVAILABLE, refused.kind());
        assertFalse(refused.message().contains(mirrors.path().toString()), refused.message());
        assertTrue(refused.message().contains("logged"), refused.message());
    }

    @Test
    void aPackIsNoTalk() throws IOException {
        server.createContext("/git-upload-pack", exchange -> {
            exchange.getRequestBody().readAllBytes();
            answer(exchange, "application/x-git-upload-pack-result", 40);
        });
        Budget budget = new Budget(Duration.ofMinutes(1), 200_000_000);
        URI url = URI.create("http://localhost:" + server.getAddress().getPort() + "/git-upload-pack");
        PinnedConnection connection = new PinnedConnection(url.toURL(), new AllowedHosts(List.of("localhost")), budget);
        connection.setRequestMethod("POST");
        connection.getOutputStream().write("0011command=fetch".getBytes(StandardCharsets.US_ASCII));
        try (var body = connection.getInputStream()) {
            assertEquals(40L * MB, body.transferTo(OutputStream.nullOutputStream()));
        }
    }
}
