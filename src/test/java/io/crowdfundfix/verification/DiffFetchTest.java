package io.crowdfundfix.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.testing.Await;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against servers of this machine: one is the base that tests may reach, the other is what nobody may reach. */
class DiffFetchTest {
    private static final String DIFF = DiffReaderTest.change("Cart.java", "-a", "+b");
    private static final AtomicInteger SECRET_READS = new AtomicInteger();

    private static Vertx vertx;
    private static HttpServer base;
    private static HttpServer secret;
    private static DiffFetch fetch;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        secret = Await.result(vertx.createHttpServer()
                .requestHandler(request -> {
                    SECRET_READS.incrementAndGet();
                    request.response().end("secret");
                })
                .listen(0, "127.0.0.1"));
        base = Await.result(
                vertx.createHttpServer().requestHandler(DiffFetchTest::answer).listen(0, "127.0.0.1"));
        fetch = new DiffFetch(vertx, config("http://127.0.0.1:" + base.actualPort(), true));
    }

    @AfterAll
    static void stop() {
        Await.result(vertx.close());
    }

    @BeforeEach
    void forget() {
        SECRET_READS.set(0);
    }

    private static VerificationConfig config(String url, boolean allowPrivate) {
        return new VerificationConfig(true, url, allowPrivate, 1_000, 0, 1, 1_000, 5);
    }

    private static void answer(HttpServerRequest request) {
        String path = request.path();
        int secretPort = secret.actualPort();
        switch (path) {
            case "/diff" -> request.response().end(DIFF);
            case "/moved" -> redirect(request, "/diff");
            case "/loop" -> redirect(request, "/loop");
            case "/secret" -> redirect(request, "http://127.0.0.1:" + secretPort + "/");
            case "/secret-name" -> redirect(request, "http://localhost:" + secretPort + "/");
            case "/metadata" -> redirect(request, "http://169.254.169.254/latest/meta-data");
            case "/mapped" -> redirect(request, "http://[::ffff:127.0.0.1]:" + secretPort + "/");
            case "/number" -> redirect(request, "http://2130706433:" + secretPort + "/");
            case "/plain-port" -> redirect(request, "http://127.0.0.1/");
            case "/file" -> redirect(request, "file:///etc/passwd");
            case "/user" -> redirect(request, "http://a:b@127.0.0.1:" + base.actualPort() + "/diff");
            case "/nonsense" -> redirect(request, "http://[");
            case "/nowhere" -> request.response().setStatusCode(302).end();
            case "/large" -> request.response().end(Buffer.buffer(new byte[DiffReader.MAX_BYTES + 1]));
            case "/endless" -> endless(request);
            case "/silent" -> request.response().setChunked(true).write("diff");
            case "/cut" ->
                request.response()
                        .putHeader("Content-Length", "100")
                        .write("diff")
                        .onComplete(done -> request.connection().close());
            default -> request.response().setStatusCode(404).end();
        }
    }

    private static void redirect(HttpServerRequest request, String to) {
        request.response().setStatusCode(302).putHeader("Location", to).end();
    }

    private static void endless(HttpServerRequest request) {
        request.response().setChunked(true);
        Buffer block = Buffer.buffer(new byte[100_000]);
        request.response().drainHandler(drained -> pour(request, block));
        pour(request, block);
    }

    private static void pour(HttpServerRequest request, Buffer block) {
        while (!request.response().closed() && !request.response().writeQueueFull()) {
            request.response().write(block);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/diff", "/moved"})
    void readsADiff(String path) {
        assertEquals(DIFF, read(path).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/secret",
                "/secret-name",
                "/metadata",
                "/mapped",
                "/number",
                "/plain-port",
                "/file",
                "/user",
                "/nonsense"
            })
    void isNotLedToWhatIsInternal(String path) {
        Fetched fetched = read(path);
        assertNull(fetched.text());
        assertTrue(fetched.reason().matches("the link (leads|is redirected) to .*"), fetched.reason());
        assertEquals(0, SECRET_READS.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/large", "/endless", "/silent", "/cut", "/loop", "/nowhere", "/missing"})
    void givesUpOnWhatDoesNotEndWell(String path) {
        Fetched fetched = read(path);
        assertNull(fetched.text());
        assertTrue(!fetched.reason().isEmpty());
    }

    @Test
    void reachesAPrivateBaseOnlyWhereThatIsAllowed() {
        URI url = URI.create("https://localhost:" + secret.actualPort() + "/");
        DiffFetch strict = new DiffFetch(vertx, config("https://localhost:" + secret.actualPort(), false));
        Fetched fetched = Await.result(strict.fetch(url));
        assertNull(fetched.text());
        assertEquals("the link leads to an internal address, which is never read", fetched.reason());
        assertEquals(0, SECRET_READS.get());
    }

    @Test
    void aHostThatIsNotThereIsSaidToBeSo() {
        DiffFetch elsewhere = new DiffFetch(vertx, config("http://127.0.0.1:1", true));
        assertEquals(
                "the host cannot be reached",
                Await.result(elsewhere.fetch(URI.create("http://127.0.0.1:1/a")))
                        .reason());
    }

    private static Fetched read(String path) {
        return Await.result(fetch.fetch(URI.create("http://127.0.0.1:" + base.actualPort() + path)));
    }
}
