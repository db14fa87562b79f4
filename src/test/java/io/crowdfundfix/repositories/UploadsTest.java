package io.crowdfundfix.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.repositories.Archives.Packed;
import io.crowdfundfix.repositories.ConnectionsApi.AbandonUpload;
import io.crowdfundfix.repositories.ConnectionsApi.BeginUpload;
import io.crowdfundfix.repositories.ConnectionsApi.ConnectRepository;
import io.crowdfundfix.repositories.ConnectionsApi.EndUpload;
import io.crowdfundfix.repositories.ConnectionsApi.PartStored;
import io.crowdfundfix.repositories.ConnectionsApi.StorePart;
import io.crowdfundfix.repositories.RepositoriesApi.Changes;
import io.crowdfundfix.repositories.RepositoriesApi.FindRepository;
import io.crowdfundfix.repositories.RepositoriesApi.ReadChanges;
import io.crowdfundfix.repositories.RepositoriesApi.RepositoryView;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.crowdfundfix.testing.TempFolder;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
        return Await.result(
                        bus.request(ConnectionsApi.CONNECT, new ConnectRepository(ADA, "Shop", null, null, true, null)))
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
                        .query("select count(*) as many from " + table, Parameters.none(), row -> row.getLong("many")))
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
                "upload_over", Await.fault(part(brokenOff, 1, archive("a.txt"))).code());
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

    private void synced(PendingSyncs node, long id, RepositoryState state) {
        node.drain();
        Await.until("the sync ends", () -> view(id).state() == state);
    }

    private Future<Changes> everything(long id) {
        return bus.request(RepositoriesApi.READ_CHANGES, new ReadChanges(id, "", "", ""));
    }

    @Test
    void whatWasReadStaysUntilItsSuccessorIsStored() throws IOException {
        long id = connect();
        upload(id, archive("a.txt", "b.txt"));
        synced(syncs, id, RepositoryState.READY);
        String revision = view(id).revision();
        upload(id, "no archive".getBytes(StandardCharsets.UTF_8));
        synced(syncs, id, RepositoryState.FAILED);
        Await.result(platform.vertx().deployVerticle(new MirrorsVerticle(platform, config("two"))));
        Await.fault(everything(id));
        Await.until("another node reads what was read", () -> files(id) == 2);
        assertEquals(revision, Await.result(everything(id)).revision());
        upload(id, archive("c.txt"));
        assertEquals(2, rows("repository_uploads"));
        synced(syncs, id, RepositoryState.READY);
        assertEquals(1, view(id).files());
        assertEquals(2, view(id).commits());
        assertEquals(1, rows("repository_uploads"));
    }

    private int files(long id) {
        return everything(id)
                .map(changes -> changes.files().size())
                .otherwise(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @Test
    void nodesTakeTurnsInReadingArchivesThatFollowEachOther() throws IOException {
        long id = connect();
        MirrorKeeper keptByOther = new MirrorKeeper(platform, config("two"), "other", 1);
        PendingSyncs other = new PendingSyncs(platform, config("two"), keptByOther);
        int commits = 0;
        for (PendingSyncs node : List.of(syncs, syncs, other, syncs, other)) {
            upload(id, archive("file" + commits + ".txt"));
            synced(node, id, RepositoryState.READY);
            assertEquals(++commits, view(id).commits());
        }
        Await.result(other.stop());
        Await.result(keptByOther.close());
    }

    @Test
    void aMissingPartIsNotReadOver() throws IOException {
        long id = connect();
        long upload = begin(id);
        byte[] whole = archive("a.txt");
        Await.result(part(upload, 0, whole));
        Await.result(part(upload, 1, whole));
        Await.result(bus.request(ConnectionsApi.END_UPLOAD, new EndUpload(ADA, id, upload, 2)));
        Await.result(
                platform.database().update("delete from repository_upload_parts where part = 0", Parameters.none()));
        syncs.drain();
        Await.until("it is tried again", () -> view(id).stateReason() != null);
        assertEquals("Another archive has taken the place of this one", view(id).stateReason());
        assertNull(view(id).revision());
    }

    @Test
    void waitingForAnotherWriterIsNoAttempt() throws IOException {
        long id = connect();
        upload(id, archive("a.txt"));
        Mirror.locked(keeper.folder(id), () -> {
            for (int i = 0; i < 3; i++) {
                syncs.drain();
                Await.until("it waits", () -> waitingUntil(clock.instant().plusSeconds(5)) == 1);
                clock.forward(Duration.ofSeconds(6));
            }
            return id;
        });
        synced(syncs, id, RepositoryState.READY);
    }

    private long waitingUntil(Instant due) {
        return Await.result(platform.database()
                        .query(
                                "select count(*) as many from jobs where kind = #{kind} and attempts = 0 and due_at = #{due}",
                                Parameters.with("kind", RepositoryService.SYNC_JOB)
                                        .and("due", Times.toSql(due)),
                                row -> row.getLong("many")))
                .get(0);
    }

    @Test
    void slowOriginsKeepNobodyFromReading() throws IOException {
        long id = connect();
        upload(id, archive("a.txt"));
        synced(syncs, id, RepositoryState.READY);
        MirrorKeeper slow = new MirrorKeeper(platform, config("one"), "slow", 1);
        CountDownLatch over = new CountDownLatch(1);
        Future<Boolean> fetching = slow.blocking(() -> over.await(30, TimeUnit.SECONDS));
        MirrorReading reading = new MirrorReading(platform, config("one"), keeper, slow);
        ReadChanges question = new ReadChanges(id, "", "", "");
        Folders.delete(keeper.folder(id));
        assertEquals("mirror_missing", Await.fault(reading.changes(question)).code());
        Connected repository = Await.result(new RepositoryStore().find(platform.database(), id))
                .orElseThrow();
        Budget budget = keeper.budget();
        Await.result(keeper.fetchStored(repository, new SyncProgress(budget)));
        assertEquals(1, Await.result(reading.changes(question)).files().size());
        over.countDown();
        Await.result(fetching);
        Await.result(slow.close());
    }
}
