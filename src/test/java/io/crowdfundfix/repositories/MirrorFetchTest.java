package io.crowdfundfix.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.testing.TempFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fetches from hosts that are not as they should be. */
class MirrorFetchTest {
    private static final RepositoriesConfig CONFIG = new RepositoriesConfig(
            "", List.of("localhost"), List.of(), 10, 100, 64, 10, 10, 100, 365, 30, 1, 50, 1, 100);

    private final TempFolder mirrors = TempFolder.create();

    @AfterEach
    void close() {
        mirrors.close();
    }

    private String fetch(String url, @Nullable String branch, Budget budget) throws IOException {
        Location from = new Location(RepositorySource.URL, url, "x");
        return new MirrorFetch(CONFIG).fetch(mirrors.path().resolve("1"), from, branch, new SyncProgress(budget));
    }

    private static Budget budget(long bytes) {
        return new Budget(Duration.ofSeconds(30), bytes);
    }

    private String refusal(String url, @Nullable String branch, Budget budget) {
        Fault refused = Refusal.in(assertThrows(IOException.class, () -> fetch(url, branch, budget)));
        return refused == null ? "" : refused.code();
    }

    private String answering(int status, String header, String value) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "<html>nothing here</html>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set(header, value);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            return refusal("http://localhost:" + server.getAddress().getPort() + "/a/b", null, budget(1_000_000));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void breaksOffWhatIsTooLarge() throws IOException {
        try (GitOrigin origin = GitOrigin.create()) {
            byte[] noise = new byte[300_000];
            new Random(3).nextBytes(noise);
            origin.file("noise.bin", noise).commit("Noise", "Ada Lovelace");
            String url = origin.serve();
            assertEquals("repository_too_large", refusal(url, null, budget(100_000)));
            assertEquals(40, fetch(url, null, budget(1_000_000)).length());
        }
    }

    @Test
    void breaksOffWhatIsTooSlowOrNotWantedAnyMore() {
        try (GitOrigin origin = GitOrigin.create()) {
            origin.file("a.txt", "a").commit("First", "Ada Lovelace");
            String url = origin.serve();
            assertEquals("sync_too_slow", refusal(url, null, new Budget(Duration.ZERO, 1_000_000)));
            Budget ended = budget(1_000_000);
            ended.end();
            assertEquals("stopping", refusal(url, null, ended));
        }
    }

    @Test
    void saysWhatIsWrongWithTheAddress() throws IOException {
        assertEquals("not_a_git_repository", answering(200, "Content-Type", "text/html"));
        assertEquals("not_a_git_repository", answering(404, "Content-Type", "text/html"));
        assertEquals("not_a_public_repository", answering(401, "WWW-Authenticate", "Basic realm=\"git\""));
        assertEquals("origin_unavailable", answering(500, "Content-Type", "text/html"));
    }

    @Test
    void followsNoRedirectToWhatIsNotPublic() throws IOException {
        for (String target : List.of(
                "http://127.0.0.1:1/a/b/info/refs?service=git-upload-pack",
                "https://169.254.169.254/a/b/info/refs?service=git-upload-pack",
                "https://[::1]/a/b/info/refs?service=git-upload-pack",
                "https://user:secret@localhost/a/b/info/refs?service=git-upload-pack")) {
            String refused = answering(302, "Location", target);
            assertEquals(
                    true,
                    List.of("internal_address", "not_a_public_repository").contains(refused),
                    target + " " + refused);
        }
        for (String target : List.of("file:///etc/info/refs?service=git-upload-pack", "gopher://x/info/refs", "")) {
            assertEquals(false, answering(302, "Location", target).isEmpty(), target);
        }
    }

    @Test
    void readsTheBranchThatIsAskedFor() throws IOException {
        try (GitOrigin origin = GitOrigin.create()) {
            String head = origin.file("a.txt", "a").commit("First", "Ada Lovelace");
            String url = origin.serve();
            assertEquals(head, fetch(url, "main", budget(1_000_000)));
            assertEquals("no_such_branch", refusal(url, "other", budget(1_000_000)));
        }
    }
}
