package io.crowdfundfix.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.identity.Identity;
import io.crowdfundfix.repositories.Archives.Packed;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Archives that are uploaded, as a client sees it. */
class ArchiveHttpTest {
    private static final String PATH = "/api/v1/repositories";

    private static TestNode node;
    private static TestClient owner;

    @BeforeAll
    static void start() {
        node = TestNode.start(
                Map.of("repositories.poll_ms", "50", "repositories.max_archive_mb", "1"),
                config -> List.of(new Identity(config.identity()), new Repositories(config.repositories())));
        owner = node.client().newPerson(Role.USER);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static long connect() {
        return owner.post(PATH, Map.of("archive", true, "name", "Shop"))
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    private static Answer upload(TestClient client, long id, byte[] archive, String type) {
        return client.send("PUT", PATH + "/" + id + "/archive", archive, "Content-Type", type);
    }

    private static JsonNode settled(long id) {
        Await.until("the archive is read", () -> {
            JsonNode view = node.client().get(PATH + "/" + id).json();
            return List.of("READY", "FAILED").contains(view.path("state").asText());
        });
        return node.client().get(PATH + "/" + id).json();
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(7).nextBytes(noise);
        return noise;
    }

    @Test
    void anArchiveOfManyPartsIsReadAndTheNextOneFollowsIt() throws IOException {
        long id = connect();
        byte[] first = Archives.zip(
                List.of(Packed.text("shop/a.txt", "a"), new Packed("shop/noise.bin", noise(700_000), false)));
        upload(owner, id, first, "application/zip").expect(202);
        JsonNode read = settled(id);
        assertEquals("READY", read.path("state").asText(), read.toString());
        assertEquals(2, read.path("files").asInt());
        byte[] second = Archives.tarGz(List.of(Packed.text("a.txt", "a"), Packed.text("b.txt", "b")));
        upload(owner, id, second, "application/gzip").expect(202);
        Await.until("the second is read", () -> settled(id).path("commits").asInt() == 2);
        JsonNode files =
                node.client().get(PATH + "/" + id + "/files").expect(200).json();
        assertEquals("a.txt", files.at("/0/path").asText());
        assertEquals("b.txt", files.at("/1/path").asText());
        assertEquals(1, uploads(id));
        String revision = settled(id).path("revision").asText();
        owner.post(PATH + "/" + id + "/sync", Map.of()).expect(202);
        assertEquals(revision, settled(id).path("revision").asText());
    }

    private static long uploads(long id) {
        return Await.result(node.node()
                        .platform()
                        .database()
                        .query(
                                "select count(*) as many from repository_uploads where repository_id = #{id}",
                                Parameters.with("id", id),
                                row -> row.getLong("many")))
                .get(0);
    }

    @Test
    void aBrokenArchiveSaysSo() {
        long id = connect();
        upload(owner, id, noise(1_000), "application/zip").expect(202);
        JsonNode failed = settled(id);
        assertEquals("FAILED", failed.path("state").asText());
        assertTrue(failed.path("state_reason").asText().contains("upload it again"), failed.toString());
    }

    @Test
    void refusesWhoDidNotConnectItAndWhatIsNoArchive() {
        long id = connect();
        upload(node.client(), id, noise(10), "application/zip").expect(401);
        upload(node.client().newPerson(Role.DEVELOPER), id, noise(10), "application/zip")
                .expect(403);
        upload(owner, id, noise(10), "application/json").expect(415);
        upload(owner, 999_999, noise(10), "application/zip").expect(404);
        assertEquals(409, upload(owner, id, new byte[0], "application/zip").status());
        owner.post(PATH + "/" + id + "/sync", Map.of()).expect(409);
        assertEquals(
                "QUEUED",
                node.client().get(PATH + "/" + id).json().path("state").asText());
    }

    @Test
    void refusesMoreThanItsLimitAndAnswersTheNextRequest() {
        long id = connect();
        assertEquals(
                "archive_too_large",
                upload(owner, id, noise(1_000_001), "application/zip")
                        .expect(413)
                        .code());
        upload(owner, id, new byte[0], "application/zip").expect(409);
        Await.until("nothing of them is kept", () -> uploads(id) == 0);
        owner.get(PATH + "/" + id).expect(200);
        upload(owner, id, noise(100), "application/zip").expect(202);
    }

    @Test
    void whatBreaksOffGoesAtOnce() throws IOException {
        String token = node.client().signUp(Role.USER);
        long id = node.client()
                .as(token)
                .post(PATH, Map.of("archive", true))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        String head = "PUT " + PATH + "/" + id + "/archive HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + token + "\r\nContent-Type: application/zip\r\nContent-Length: 900000\r\n\r\n";
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), node.client().uri("/").getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(noise(600_000));
            socket.getOutputStream().flush();
            Await.until("some of it is kept", () -> uploads(id) == 1);
        }
        Await.until("none of it is kept", () -> uploads(id) == 0);
    }
}
