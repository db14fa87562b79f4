package io.crowdfundfix.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.repositories.Archives.Packed;
import io.crowdfundfix.repositories.ConnectionsApi.AbandonUpload;
import io.crowdfundfix.repositories.ConnectionsApi.BeginUpload;
import io.crowdfundfix.repositories.ConnectionsApi.ConnectRepository;
import io.crowdfundfix.repositories.ConnectionsApi.EndUpload;
import io.crowdfundfix.repositories.ConnectionsApi.PartStored;
import io.crowdfundfix.repositories.ConnectionsApi.StorePart;
import io.crowdfundfix.repositories.RepositoriesApi.FindRepository;
import io.crowdfundfix.repositories.RepositoriesApi.RepositoryView;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.crowdfundfix.testing.TempFolder;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Archives that break off, replace each other, and are read on nodes that have not seen the one before. */
@ExtendWith(BothDatabases.class)
class UploadsTest {
    private static final Caller ADA = new Caller(7, Role.USER);

    private final TempFolder mirrors = TempFolder.create();
    private Platform platform;
    private Bus bus;
    private MutableClock clock;
    private MirrorKeeper keeper;
    private PendingSyncs syncs;

    @BeforeEach
    void open(Platform given, MutableClock moved) {
        platform = given;
        bus = given.bus();
        clock = moved;
        RepositoriesConfig config = config("one");
        Await.result(platform.vertx()
                .deployVerticle(new RepositoriesVerticle(
                        platform, config, new Ids("repository_ids"), new Ids("repository_upload_ids"))));
        keeper = new MirrorKeeper(platform, config, "uploads", 1);
        syncs = new PendingSyncs(platform, config, keeper);
    }

    private RepositoriesConfig config(String node) {
        return new RepositoriesConfig(
                mirrors.path().resolve(node).toString(),
                List.of(),
                List.of(),
                100,
                1_000,
                64,
                10,
                1,
                1_000,
                365,
                60,
                1,
                60_000,
                2,
                100);
    }

    @AfterEach
    void close() {
        Await.result(syncs.stop());
        Await.result(keeper.close());
        platform.vertx()
                .deploymentIDs()
                .forEach(id -> Await.result(platform.vertx().undeploy(id)));
        mirrors.close();
    }

    private long connect() {
        return Await.result(bus.request(
                        ConnectionsApi.CONNECT, new ConnectRepository(ADA, "Shop", null, null, true, null)))
                .repository()
                .id();
    }

    private long begin(long repository) {
        return Await.result(bus.request(ConnectionsApi.BEGIN_UPLOAD, new BeginUpload(ADA, repository, true)))
                .upload();
    }

    private Future<PartStored> part(long upload, int part, byte[] content) {
        return bus.request(
                ConnectionsApi.STORE_PART,
                new StorePart(upload, part, Base64.getEncoder().encodeToString(content)));
    }

    private RepositoryView view(long id) {
        return Await.result(bus.request(RepositoriesApi.FIND, new FindRepository(id)));
    }

    private long rows(String table) {
        return Await.result(platform.database()
                        .query(
                                "select count(*) as many from " + table,
                                Parameters.none(),
                                row -> row.getLong("many")))
                .get(0);
    }

    private void upload(long repository, byte[] archive) {
        long upload = begin(repository);
        Await.result(part(upload, 0, archive));
        Await.result(bus.request(ConnectionsApi.END_UPLOAD, new EndUpload(ADA, repository, upload, 1)));
    }

    private static byte[] archive(String... files) throws IOException {
        return Archives.zip(
                List.of(files).stream().map(name -> Packed.text(name, name)).toList());
    }

    @Test
    void whoBeginsAnotherHasGivenTheOneBeforeUp() throws IOException {
        long id = connect();
        long brokenOff = begin(id);
        Await.result(part(brokenOff, 0, archive("a.txt")));
        long next = begin(id);
        assertEquals(
                "upload_over",
                Await.fault(part(brokenOff, 1, archive("a.txt"))).code());
        assertEquals(0, rows("repository_upload_parts"));
        Await.result(part(next, 0, archive("a.txt")));
        assertEquals(1, rows("repository_uploads"));
        AbandonUpload abandon = new AbandonUpload(new Caller(8, Role.USER), id, next);
        assertEquals(
                "not_your_repository",
                Await.fault(bus.request(ConnectionsApi.ABANDON_UPLOAD, abandon)).code());
        assertEquals(1, rows("repository_upload_parts"));
    }

    @Test
    void whatBrokeOffIsSweptByItsAge() throws IOException {
        long id = connect();
        Await.result(part(begin(id), 0, archive("a.txt")));
        Deletions deletions = new Deletions(platform, keeper);
        clock.forward(Duration.ofMinutes(50));
        long other = connect();
        upload(other, archive("b.txt"));
        long running = begin(other);
        Await.result(part(running, 0, archive("c.txt")));
        clock.forward(Duration.ofMinutes(11));
        deletions.sweep();
        Await.until("the old one is gone", () -> rows("repository_uploads") == 2);
        assertEquals(2, rows("repository_upload_parts"));
        Await.result(deletions.stop());
    }
}
