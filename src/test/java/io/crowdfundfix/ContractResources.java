package io.crowdfundfix;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.jobs.Job;
import io.crowdfundfix.jobs.Jobs;
import io.crowdfundfix.notifications.NotificationsApi;
import io.crowdfundfix.notifications.NotificationsApi.Notify;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What {@link ContractTest} needs before it can ask for it, and cannot make over HTTP. */
final class ContractResources {
    private static final AtomicLong MADE = new AtomicLong();

    private ContractResources() {}

    static long person(TestNode node) {
        return id(node.client().newPerson(Role.USER));
    }

    /** Something that this client was told; nothing where nobody is signed in. */
    static long notification(TestNode node, TestClient client) {
        long person = id(client);
        if (person == 0) {
            return 1;
        }
        Notify notify =
                new Notify("contract:" + MADE.incrementAndGet(), List.of(person), "contract_tested", null, "Told");
        Await.result(node.node().platform().bus().request(NotificationsApi.NOTIFY, notify));
        return client.get("/api/v1/notifications")
                .expect(200)
                .json()
                .path(0)
                .path("id")
                .asLong();
    }

    static long failedJob(TestNode node) {
        Jobs jobs = node.node().platform().jobs();
        String kind = "contract.test" + MADE.incrementAndGet();
        Await.result(node.node().platform().database().transaction(session -> jobs.enqueue(session, kind, 1)));
        Job job = Await.result(jobs.claim(kind, 1)).get(0);
        Await.result(jobs.fail(job, "on purpose"));
        return Await.result(node.node()
                        .platform()
                        .database()
                        .query(
                                "select id from jobs where kind = #{kind}",
                                Parameters.with("kind", kind),
                                row -> row.getLong("id")))
                .get(0);
    }

    /** One that this client has connected, with an archive that is to be read. */
    static long repository(TestClient client) {
        long id = client.post("/api/v1/repositories", Map.of("archive", true))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        byte[] noArchive = "no archive".getBytes(StandardCharsets.UTF_8);
        client.send("PUT", "/api/v1/repositories/" + id + "/archive", noArchive, "Content-Type", "application/zip")
                .expect(202);
        return id;
    }

    /** One whose code can be searched. */
    static long indexed(TestClient client) {
        long id = client.post("/api/v1/repositories", Map.of("archive", true))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        client.send("PUT", "/api/v1/repositories/" + id + "/archive", archive(), "Content-Type", "application/zip")
                .expect(202);
        Await.until(
                "it is indexed",
                () -> !client.get("/api/v1/repositories/" + id)
                        .expect(200)
                        .json()
                        .path("indexed_revision")
                        .isNull());
        return id;
    }

    private static byte[] archive() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("Cart.java"));
            zip.write("class Cart { int total() { return 0; } }".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static long id(TestClient client) {
        return client.get("/api/v1/auth/me").json().path("id").asLong();
    }
}
