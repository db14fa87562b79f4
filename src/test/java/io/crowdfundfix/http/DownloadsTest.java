package io.crowdfundfix.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.http.Download.Part;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.TestClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DownloadsTest {
    private static final int AT_ONCE = 8;
    private static final int PARTS = 500;
    private static final String PART = "x".repeat(64 * 1024 - 1) + "\n";

    private static Vertx vertx;
    private static HttpServer server;
    private static TestClient client;
    private static final AtomicInteger ENDLESS = new AtomicInteger();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        Downloads downloads = new Downloads();
        Router router = Router.router(vertx);
        router.get("/parts").handler(context -> run(context, downloads, parts()));
        router.get("/endless").handler(context -> run(context, downloads, DownloadsTest::endless));
        router.get("/broken").handler(context -> run(context, downloads, broken()));
        router.errorHandler(500, context -> Problems.write(context, context.failure()));
        server = Await.result(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        client = new TestClient(server.actualPort());
    }

    @AfterAll
    static void stop() {
        Await.result(vertx.close());
    }

    private static void run(RoutingContext context, Downloads downloads, Supplier<Future<Part>> parts) {
        downloads.run(context, new Download("text/plain", "parts.txt", parts));
    }

    private static Supplier<Future<Part>> parts() {
        AtomicInteger count = new AtomicInteger();
        return () -> Future.succeededFuture(new Part(PART, count.incrementAndGet() == PARTS));
    }

    private static Future<Part> endless() {
        ENDLESS.incrementAndGet();
        return Future.succeededFuture(new Part(PART, false));
    }

    private static Supplier<Future<Part>> broken() {
        AtomicInteger count = new AtomicInteger();
        return () -> count.incrementAndGet() < 3
                ? Future.succeededFuture(new Part("a line\n", false))
                : Future.failedFuture(new IOException("the database is gone"));
    }

    @Test
    void arrivesWhole() {
        assertEquals(
                (long) PARTS * PART.length(),
                client.get("/parts").expect(200).text().length());
    }

    @Test
    void isMadeNoFasterThanItIsRead() throws IOException {
        int before = ENDLESS.get();
        try (Socket idle = open("/endless")) {
            Await.until("the download has begun", () -> ENDLESS.get() > before);
            client.get("/parts").expect(200);
            assertTrue(ENDLESS.get() - before < PARTS, "made " + (ENDLESS.get() - before));
            assertTrue(idle.isConnected());
        }
    }

    @Test
    void oneThatFailsOnTheWayIsNotTakenForWhole() {
        assertThrows(UncheckedIOException.class, () -> client.get("/broken"));
    }

    @Test
    void aLimitedNumberRunsAtOnceAndWhoLeavesMakesRoom() throws IOException {
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            clients.add(open("/endless"));
        }
        Await.until(
                "the limit is reached", () -> client.send("GET", "/parts", null).status() == 429);
        for (Socket each : clients) {
            each.close();
        }
        Await.until(
                "there is room again", () -> client.send("GET", "/parts", null).status() == 200);
    }

    /** A client that has read the head of the answer and then reads no more. */
    private static Socket open(String path) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.setReceiveBufferSize(64 * 1024);
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(UTF_8));
        InputStream in = socket.getInputStream();
        assertEquals('H', in.read());
        return socket;
    }
}
