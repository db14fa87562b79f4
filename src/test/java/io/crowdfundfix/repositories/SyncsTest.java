package io.crowdfundfix.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.repositories.ConnectionsApi.ConnectRepository;
import io.crowdfundfix.repositories.ConnectionsApi.DeleteRepository;
import io.crowdfundfix.repositories.ConnectionsApi.ListRepositories;
import io.crowdfundfix.repositories.ConnectionsApi.SyncRepository;
import io.crowdfundfix.repositories.RepositoriesApi.Changes;
import io.crowdfundfix.repositories.RepositoriesApi.FindAuthors;
import io.crowdfundfix.repositories.RepositoriesApi.FindRepository;
import io.crowdfundfix.repositories.RepositoriesApi.Fix;
import io.crowdfundfix.repositories.RepositoriesApi.KnownRepository;
import io.crowdfundfix.repositories.RepositoriesApi.ListKnown;
import io.crowdfundfix.repositories.RepositoriesApi.PathAuthors;
import io.crowdfundfix.repositories.RepositoriesApi.ReadChanges;
import io.crowdfundfix.repositories.RepositoriesApi.ReadFixes;
import io.crowdfundfix.repositories.RepositoriesApi.RecordFix;
import io.crowdfundfix.repositories.RepositoriesApi.RecordIndexed;
import io.crowdfundfix.repositories.RepositoriesApi.RepositoryView;
import io.crowdfundfix.repositories.RepositoriesApi.ResolveRepository;
import io.crowdfundfix.repositories.RepositoryFilesApi.ListFiles;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.crowdfundfix.testing.TempFolder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Syncs that are worked off, broken off, repeated and raced. */
@ExtendWith(BothDatabases.class)
class SyncsTest {
    private static final Caller ADA = new Caller(7, Role.USER);

    private final GitOrigin origin = GitOrigin.create();
    private final TempFolder mirrors = TempFolder.create();
    private Platform platform;
    private Bus bus;
    private MutableClock clock;
    private PendingSyncs syncs;
    private MirrorKeeper keeper;

    @BeforeEach
    void open(Platform given, MutableClock moved) {
        platform = given;
        bus = given.bus();
        clock = moved;
        RepositoriesConfig config = config("one");
        Ids ids = new Ids("repository_ids");
        Await.result(platform.vertx()
                .deployVerticle(new RepositoriesVerticle(platform, config, ids, new Ids("repository_upload_ids"))));
        Await.result(platform.vertx().deployVerticle(new MirrorsVerticle(platform, config)));
        keeper = new MirrorKeeper(platform, config, "test", 1);
        syncs = new PendingSyncs(platform, config, keeper);
        origin.file("src/Cart.java", "class Cart {}")
                .file("src/Shop.java", "class Shop {}")
                .commit("First", "Ada Lovelace");
    }

    private RepositoriesConfig config(String node) {
        return new RepositoriesConfig(
                mirrors.path().resolve(node).toString(),
                List.of(),
                List.of(origin.root().toString()),
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
        origin.close();
        mirrors.close();
    }

    private long connect() {
        return Await.result(bus.request(
                        ConnectionsApi.CONNECT,
                        new ConnectRepository(ADA, null, null, origin.path().toString(), false, null)))
                .repository()
                .id();
    }

    private RepositoryView view(long id) {
        return Await.result(bus.request(RepositoriesApi.FIND, new FindRepository(id)));
    }

    private RepositoryView synced(long id, String revision) {
        Await.result(bus.request(ConnectionsApi.SYNC, new SyncRepository(ADA, id)));
        syncs.drain();
        Await.until(
                "revision " + revision + " is stored",
                () -> revision.equals(view(id).revision()) && view(id).state() == RepositoryState.READY);
        return view(id);
    }

    private String head() throws Exception {
        return origin.repository().resolve("refs/heads/main").name();
    }

    private List<Fix> fixes(long id, long after) {
        return Await.result(bus.request(RepositoriesApi.READ_FIXES, new ReadFixes(id, after, 100)))
                .fixes();
    }

    private PathAuthors authors(long id, String path) {
        return Await.result(bus.request(RepositoriesApi.AUTHORS, new FindAuthors(id, List.of(path))))
                .paths()
                .get(0);
    }

    private long waiting(String kind) {
        return Await.result(platform.jobs().pending()).getOrDefault(kind, 0L);
    }

    private List<String> rows(long id) {
        return Await.result(platform.database()
                .query(
                        """
                select f.path, f.last_author, a.name, fa.weight
                from repository_files f
                  left join repository_file_authors fa on fa.repository_id = f.repository_id and fa.path = f.path
                  left join repository_authors a on a.repository_id = f.repository_id and a.author = fa.author
                where f.repository_id = #{id} order by f.path, a.name
                """,
                        Parameters.with("id", id),
                        row -> row.getString(0) + " " + row.getString(1) + " " + row.getString(2) + " "
                                + String.format(java.util.Locale.ROOT, "%.6f", row.getDouble(3))));
    }

    @Test
    void storesARevision() throws Exception {
        long id = connect();
        RepositoryView view = synced(id, head());
        assertEquals(2, view.files());
        assertEquals(1, view.commits());
        assertEquals(0, waiting(RepositoryService.SYNC_JOB));
        assertEquals(
                List.of(new KnownRepository(id, head())),
                Await.result(bus.request(RepositoriesApi.KNOWN, new ListKnown(0, 10)))
                        .repositories());
    }

    @Test
    void whatIsReadStepByStepIsWhatIsReadAtOnce() throws Exception {
        long id = connect();
        synced(id, head());
        origin.file("src/Cart.java", "class Cart { int a; }").commit("fix: a", "Grace Hopper");
        synced(id, head());
        origin.rename("src/Shop.java", "src/Store.java")
                .file("src/New.java", "class New {}")
                .commit("Move", "Grace Hopper");
        origin.file("src/Store.java", "class Store {}").remove("src/Cart.java").commit("Fixes #3", "Ada Lovelace");
        RepositoryView view = synced(id, head());
        assertEquals(4, view.commits());
        List<String> byStep = rows(id);
        List<String> fixed = fixes(id, 0).stream().map(Fix::title).toList();
        Await.result(bus.request(ConnectionsApi.DELETE, new DeleteRepository(ADA, id)));
        long again = connect();
        synced(again, head());
        assertEquals(rows(again), byStep);
        assertEquals(4, view(again).commits());
        assertEquals(List.of("fix: a", "Fixes #3"), fixed);
        assertEquals(2, authors(again, "src/Store.java").authors().size());
        assertEquals(
                "Ada Lovelace",
                Objects.requireNonNull(authors(again, "src/Store.java").lastChange())
                        .name());
        assertEquals(1.0, authors(again, "src/New.java").authors().get(0).share(), 1e-9);
    }

    @Test
    void aForcePushBeginsAnewAndKeepsFixesOfBugs() throws Exception {
        long id = connect();
        origin.file("src/Cart.java", "class Cart { int b; }").commit("fix: b", "Grace Hopper");
        synced(id, head());
        RecordFix fix =
                new RecordFix(id, 17, "The total", "It is wrong", MutableClock.START, List.of("src/Cart.java", "../x"));
        assertTrue(Await.result(bus.request(RepositoriesApi.RECORD_FIX, fix)).added());
        assertEquals(
                false,
                Await.result(bus.request(RepositoriesApi.RECORD_FIX, fix)).added());
        assertEquals(
                List.of("fix: b", "The total"),
                fixes(id, 0).stream().map(Fix::title).toList());
        long before = fixes(id, 0).get(1).sequence();
        assertEquals(List.of("src/Cart.java"), fixes(id, 0).get(1).paths());
        origin.orphan().file("a.txt", "a").commit("fix: anew", "Ada Lovelace");
        assertEquals(1, synced(id, head()).commits());
        assertEquals(
                List.of("fix: anew"), fixes(id, before).stream().map(Fix::title).toList());
        assertEquals(2, fixes(id, 0).size());
        assertEquals(1, rows(id).size());
    }

    @Test
    void aLaterFixOfABugTakesThePlaceOfTheEarlierOne() throws Exception {
        long id = connect();
        synced(id, head());
        RecordFix first = new RecordFix(id, 17, "The total", "", MutableClock.START, List.of("src/Cart.java"));
        RecordFix later = new RecordFix(id, 17, "The total", "", MutableClock.START, List.of("src/Shop.java"));
        Await.result(bus.request(RepositoriesApi.RECORD_FIX, first));
        long before = fixes(id, 0).get(0).sequence();
        assertTrue(Await.result(bus.request(RepositoriesApi.RECORD_FIX, later)).added());
        assertEquals(1, fixes(id, 0).size());
        assertEquals(List.of("src/Shop.java"), fixes(id, before).get(0).paths());
    }

    @Test
    void aSyncThatFindsNothingNewStoresNothing() throws Exception {
        long id = connect();
        synced(id, head());
        long version = view(id).version();
        Await.result(platform.database().update("delete from jobs", Parameters.none()));
        Await.result(bus.request(ConnectionsApi.SYNC, new SyncRepository(ADA, id)));
        Await.result(bus.request(ConnectionsApi.SYNC, new SyncRepository(ADA, id)));
        assertEquals(1, waiting(RepositoryService.SYNC_JOB));
        syncs.drain();
        Await.until("it is done", () -> waiting(RepositoryService.SYNC_JOB) == 0);
        assertEquals(RepositoryState.READY, view(id).state());
        assertTrue(view(id).version() > version);
    }

    @Test
    void whoDiesInTheMiddleIsFollowedByAnother() throws Exception {
        long id = connect();
        // somebody claims the sync, fetches, and is never heard of again
        assertEquals(
                1,
                Await.result(platform.jobs().claim(RepositoryService.SYNC_JOB, 1, Duration.ofSeconds(30)))
                        .size());
        Connected repository = Await.result(new RepositoryStore().find(platform.database(), id))
                .orElseThrow();
        Budget budget = keeper.budget();
        Await.result(keeper.fetch(repository, new SyncProgress(budget)));
        syncs.drain();
        assertEquals(RepositoryState.QUEUED, view(id).state());
        clock.forward(Duration.ofSeconds(31));
        syncs.drain();
        Await.until("the other one has read it", () -> view(id).state() == RepositoryState.READY);
        assertEquals(head(), view(id).revision());
    }

    @Test
    void aSyncThatKillsEachNodeIsGivenUp() {
        long id = connect();
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertEquals(
                    1,
                    Await.result(platform.jobs().claim(RepositoryService.SYNC_JOB, 1, Duration.ofSeconds(30)))
                            .size());
            clock.forward(Duration.ofSeconds(31));
        }
        syncs.drain();
        Await.until("it is given up", () -> view(id).state() == RepositoryState.FAILED);
        assertNull(view(id).revision());
        assertTrue(String.valueOf(view(id).stateReason()).contains("begun 2 times"));
        Await.until("nobody tries it again", () -> waiting(RepositoryService.SYNC_JOB) == 0);
    }

    @Test
    void aHostThatFallsSilentInTheMiddleOfAGreetingEndsWithTheTime() throws Exception {
        try (java.net.ServerSocket silent =
                new java.net.ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
            RepositoriesConfig hasty = new RepositoriesConfig(
                    mirrors.path().resolve("hasty").toString(),
                    List.of("localhost"),
                    List.of(),
                    100,
                    1_000,
                    64,
                    10,
                    1,
                    1_000,
                    365,
                    1,
                    1,
                    60_000,
                    2,
                    100);
            String url = "https://localhost:" + silent.getLocalPort() + "/acme/shop";
            long id = Await.result(new RepositoryService(platform, hasty, new Ids("repository_ids"))
                            .connect(new ConnectRepository(ADA, null, url, null, false, null)))
                    .repository()
                    .id();
            MirrorKeeper kept = new MirrorKeeper(platform, hasty, "hasty", 1);
            PendingSyncs impatient = new PendingSyncs(platform, hasty, kept);
            impatient.drain();
            Await.until("it has failed", () -> {
                impatient.beat();
                return view(id).state() == RepositoryState.FAILED;
            });
            assertTrue(String.valueOf(view(id).stateReason()).contains("in time"));
            Await.result(impatient.stop());
            Await.result(kept.close());
        }
    }

    @Test
    void twoNodesReadOneRepositoryOnce() throws Exception {
        long id = connect();
        MirrorKeeper other = new MirrorKeeper(platform, config("two"), "other", 1);
        PendingSyncs others = new PendingSyncs(platform, config("two"), other);
        syncs.drain();
        others.drain();
        Await.until("it is read", () -> view(id).state() == RepositoryState.READY);
        assertEquals(2, rows(id).size());
        Await.result(others.stop());
        Await.result(other.close());
    }

    @Test
    void aNodeWithoutTheMirrorFetchesItAndAsksForPatience() throws Exception {
        long id = connect();
        synced(id, head());
        Folders.delete(keeper.folder(id));
        ReadChanges everything = new ReadChanges(id, "", "", "");
        Fault absent = Await.fault(bus.request(RepositoriesApi.READ_CHANGES, everything));
        assertEquals(Fault.Kind.UNAVAILABLE, absent.kind());
        Await.until(
                "the mirror is fetched",
                () -> bus.request(RepositoriesApi.READ_CHANGES, everything)
                                .map(Changes::files)
                                .otherwise(List.of())
                                .toCompletionStage()
                                .toCompletableFuture()
                                .join()
                                .size()
                        == 2);
    }

    @Test
    void whatCannotBeReadSaysWhyAndKeepsWhatWasRead() throws Exception {
        long id = connect();
        synced(id, head());
        String before = head();
        java.nio.file.Path git = origin.path().resolve(".git");
        java.nio.file.Files.move(git, origin.path().resolve("away"));
        Await.result(bus.request(ConnectionsApi.SYNC, new SyncRepository(ADA, id)));
        syncs.drain();
        Await.until("it has failed", () -> view(id).state() == RepositoryState.FAILED);
        assertEquals(before, view(id).revision());
        assertTrue(String.valueOf(view(id).stateReason()).contains("git repository"));
        assertEquals(
                2,
                Await.result(bus.request(RepositoryFilesApi.LIST_FILES, new ListFiles(id, null, 10, null)))
                        .files()
                        .size());
        java.nio.file.Files.move(origin.path().resolve("away"), git);
        synced(id, before);
    }

    @Test
    void resolvesByIdAndByLinkAndNothingElse() {
        long id = connect();
        for (Map.Entry<ResolveRepository, Long> each : Map.of(
                        new ResolveRepository(id, null), id,
                        new ResolveRepository(id + 1, null), 0L,
                        new ResolveRepository(null, "https://github.com/a/b"), 0L,
                        new ResolveRepository(null, "nonsense"), 0L,
                        new ResolveRepository(null, null), 0L)
                .entrySet()) {
            Long found = Await.result(bus.request(RepositoriesApi.RESOLVE, each.getKey()))
                    .repositoryId();
            assertEquals(
                    each.getValue(), found == null ? 0L : found, each.getKey().toString());
        }
    }

    @Test
    void nobodyConnectsMoreThanHisLimit() {
        connect();
        Await.result(platform.database().update("update repositories set connected_by = 8", Parameters.none()));
        RepositoriesConfig config = new RepositoriesConfig(
                "", List.of(), List.of(), 100, 1_000, 64, 10, 1, 1_000, 365, 60, 1, 60_000, 2, 1);
        RepositoryService strict = new RepositoryService(platform, config, new Ids("repository_ids"));
        ConnectRepository archive = new ConnectRepository(new Caller(8, Role.USER), null, null, null, true, null);
        assertEquals(
                "too_many_repositories", Await.fault(strict.connect(archive)).code());
        ConnectRepository admins = new ConnectRepository(new Caller(8, Role.ADMIN), null, null, null, true, null);
        assertTrue(Await.result(strict.connect(admins)).created());
    }

    @Test
    void showsHowFarTheIndexIs() throws Exception {
        long id = connect();
        synced(id, head());
        Await.result(bus.request(RepositoriesApi.RECORD_INDEXED, new RecordIndexed(id, head(), 2, 1)));
        assertEquals(head(), view(id).indexedRevision());
        assertEquals(1, view(id).embeddedFiles());
        Fault none = Await.fault(bus.request(RepositoriesApi.RECORD_INDEXED, new RecordIndexed(99, "x", 0, 0)));
        assertEquals(Fault.Kind.NOT_FOUND, none.kind());
    }

    @Test
    void aDeletedRepositoryIsGoneAtOnceAndThenWhole() throws Exception {
        long id = connect();
        synced(id, head());
        Await.result(bus.request(ConnectionsApi.DELETE, new DeleteRepository(ADA, id)));
        assertEquals(
                Fault.Kind.NOT_FOUND,
                Await.fault(bus.request(RepositoriesApi.FIND, new FindRepository(id)))
                        .kind());
        assertEquals(
                List.of(),
                Await.result(bus.request(ConnectionsApi.LIST, new ListRepositories(10, null)))
                        .repositories());
        Await.until("its rows are gone", () -> waiting(RepositoryRemoval.DELETE_JOB) == 0);
        assertEquals(0, RepositoryRows.count(platform.database(), "repository_files", id));
        Await.until("its mirror is gone", () -> !java.nio.file.Files.exists(keeper.folder(id)));
    }
}
