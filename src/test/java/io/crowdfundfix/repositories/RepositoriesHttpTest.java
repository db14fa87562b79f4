package io.crowdfundfix.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.bugs.Bugs;
import io.crowdfundfix.identity.Identity;
import io.crowdfundfix.notifications.Notifications;
import io.crowdfundfix.repositories.RepositoriesApi.Author;
import io.crowdfundfix.repositories.RepositoriesApi.Changes;
import io.crowdfundfix.repositories.RepositoriesApi.FindAuthors;
import io.crowdfundfix.repositories.RepositoriesApi.ReadChanges;
import io.crowdfundfix.repositories.RepositoriesApi.RecordFix;
import io.crowdfundfix.search.Search;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.EventReader;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories from the outside, on a node that reads a real one over HTTP. */
class RepositoriesHttpTest {
    private static final String PATH = "/api/v1/repositories";
    private static final GitOrigin ALLOWED = GitOrigin.create();

    private static TestNode node;
    private static TestClient owner;
    private static TestClient admin;

    @BeforeAll
    static void start() {
        node = TestNode.start(
                Map.of(
                        "repositories.hosts_allowed", "localhost",
                        "repositories.local_roots", ALLOWED.root().toString(),
                        "repositories.poll_ms", "50",
                        "repositories.max_attempts", "1",
                        "repositories.max_archive_mb", "1"),
                config -> List.of(
                        new Identity(config.identity()),
                        new Repositories(config.repositories()),
                        new Bugs(config.bugs()),
                        new Notifications(),
                        new Search()));
        owner = node.client().newPerson(Role.USER);
        admin = node.admin();
    }

    @AfterAll
    static void stop() {
        node.close();
        ALLOWED.close();
    }

    private static long connect(Map<String, Object> body) {
        return owner.post(PATH, body).expect(201).json().path("id").asLong();
    }

    private static JsonNode get(long id) {
        return node.client().get(PATH + "/" + id).expect(200).json();
    }

    private static JsonNode settled(long id) {
        Await.until("repository " + id + " is read", () -> {
            String state = get(id).path("state").asText();
            return state.equals("READY") || state.equals("FAILED");
        });
        return get(id);
    }

    private static JsonNode synced(long id) {
        owner.post(PATH + "/" + id + "/sync", Map.of()).expect(202);
        Await.until(
                "the queue is empty",
                () -> Await.result(node.node().platform().jobs().pending()).getOrDefault(RepositoryService.SYNC_JOB, 0L)
                        == 0);
        return settled(id);
    }

    @Test
    void readsARepositoryOverHttpAndWhatIsNewInIt() {
        try (GitOrigin origin = GitOrigin.create()) {
            origin.file("src/Cart.java", "class Cart {}\n").file("README.md", "Shop\n");
            origin.commit("First", "Ada Lovelace");
            String url = origin.serve();
            Answer made = owner.post(PATH, Map.of("url", url)).expect(201);
            long id = made.json().path("id").asLong();
            assertEquals(PATH + "/" + id, made.header("Location"));
            assertEquals("acme/shop", made.json().path("name").asText());
            JsonNode read = settled(id);
            assertEquals("READY", read.path("state").asText(), read.toString());
            assertEquals(2, read.path("files").asInt());
            assertEquals(1, read.path("commits").asInt());

            String second = origin.file("src/Cart.java", "class Cart { int total; }\n")
                    .commit("fix: the total (fixes #7)", "Grace Hopper");
            assertEquals(second, synced(id).path("revision").asText());
            JsonNode files = node.client()
                    .get(PATH + "/" + id + "/files?prefix=src/")
                    .expect(200)
                    .json();
            assertEquals(1, files.size());
            assertEquals("Grace Hopper", files.path(0).path("last_changed_by").asText());
            assertEquals("java", files.path(0).path("language").asText());
            JsonNode people = node.client()
                    .get(PATH + "/" + id + "/contributors")
                    .expect(200)
                    .json();
            assertEquals(2, people.size());
            assertFalse(people.toString().contains("@"), people.toString());
            assertEquals(
                    1.0,
                    people.path(0).path("share").asDouble()
                            + people.path(1).path("share").asDouble(),
                    1e-9);
        }
    }

    @Test
    void theSameAddressIsTheSameRepository() {
        try (GitOrigin origin = GitOrigin.create()) {
            String url = origin.serve();
            long id = connect(Map.of("url", url));
            Answer again = node.client().newPerson(Role.USER).post(PATH, Map.of("url", url.replace(".git", "/")));
            assertEquals(id, again.expect(200).json().path("id").asLong());
        }
    }

    @Test
    void pagesThroughFilesAndPeople() {
        try (GitOrigin origin = GitOrigin.create()) {
            for (int i = 0; i < 5; i++) {
                origin.file("f" + i + "_%.txt", "text " + i).commit("File " + i, "Person " + i);
            }
            long id = connect(Map.of("url", origin.serve()));
            settled(id);
            for (String list : List.of("files", "contributors")) {
                Answer first = node.client()
                        .get(PATH + "/" + id + "/" + list + "?limit=3")
                        .expect(200);
                String next = first.header("Link").replaceAll("<(.*)>.*", "$1");
                Answer second = node.client().get(next).expect(200);
                assertEquals(3, first.json().size());
                assertEquals(2, second.json().size(), next);
                assertEquals("", second.header("Link"));
            }
            assertEquals(
                    1,
                    node.client()
                            .get(PATH + "/" + id + "/files?prefix=f1_%25")
                            .expect(200)
                            .json()
                            .size());
            assertEquals(
                    0,
                    node.client()
                            .get(PATH + "/" + id + "/files?prefix=f%25")
                            .expect(200)
                            .json()
                            .size());
        }
    }

    @Test
    void saysWhoseAFileIs() {
        try (GitOrigin origin = GitOrigin.create()) {
            origin.file("CODEOWNERS", "*.md @writers\n/gen/ @gen\n")
                    .file("src/A.java", "class A {}")
                    .commit("A", "Ada Lovelace");
            origin.file("gen/B.java", "class B {}").commit("B", "Grace Hopper");
            node.client()
                    .post(
                            "/api/v1/auth/signup",
                            Map.of("name", "Ada", "email", "ada.lovelace@example.org", "password", TestClient.PASSWORD))
                    .expect(201);
            long id = connect(Map.of("url", origin.serve()));
            settled(id);
            JsonNode byHistory = ownership(id, "src/A.java");
            assertEquals("history", byHistory.path("source").asText());
            assertEquals("Ada Lovelace", byHistory.at("/authors/0/name").asText());
            assertTrue(byHistory.at("/authors/0/user_id").isMissingNode(), byHistory.toString());
            assertTrue(authors(id, "src/A.java").get(0).userId() != null, "who takes care of bugs knows who that is");
            JsonNode byRule = ownership(id, "/gen/B.java");
            assertEquals("codeowners", byRule.path("source").asText());
            assertEquals("@gen", byRule.at("/owners/0").asText());
            JsonNode people = node.client()
                    .get(PATH + "/" + id + "/contributors")
                    .expect(200)
                    .json();
            assertEquals(2, people.size());
            assertFalse(people.toString().contains("user_id"), people.toString());
            assertEquals("nobody", ownership(id, "no/such.file").path("source").asText());
            node.client().get(PATH + "/" + id + "/ownership?path=../etc/passwd").expect(422);
            JsonNode whole = node.client()
                    .get(PATH + "/" + id + "/ownership")
                    .expect(200)
                    .json();
            assertEquals(2, whole.path("authors").size());
        }
    }

    private static List<Author> authors(long id, String path) {
        return Await.result(node.node()
                        .platform()
                        .bus()
                        .request(RepositoriesApi.AUTHORS, new FindAuthors(id, List.of(path))))
                .paths()
                .get(0)
                .authors();
    }

    private static JsonNode ownership(long id, String path) {
        return node.client()
                .get(PATH + "/" + id + "/ownership?path=" + path)
                .expect(200)
                .json();
    }

    @Test
    void anEmptyRepositoryIsReadyWithoutFiles() {
        try (GitOrigin origin = GitOrigin.create()) {
            long id = connect(Map.of("url", origin.serve()));
            JsonNode empty = settled(id);
            assertEquals("READY", empty.path("state").asText(), empty.toString());
            assertEquals(0, empty.path("files").asInt());
            assertTrue(empty.path("revision").isNull());
            assertEquals("", changes(id, "").revision());
            String first = origin.file("a.txt", "a").commit("First", "Ada Lovelace");
            assertEquals(first, synced(id).path("revision").asText());
        }
    }

    private static Changes changes(long id, String from) {
        return Await.result(
                node.node().platform().bus().request(RepositoriesApi.READ_CHANGES, new ReadChanges(id, from, "", "")));
    }

    @Test
    void anAddressThatLeadsInsideIsNeverRead() {
        try (GitOrigin origin = GitOrigin.create()) {
            long id = connect(Map.of("url", "https://127.0.0.1/acme/shop.git"));
            JsonNode failed = settled(id);
            assertEquals("FAILED", failed.path("state").asText());
            assertTrue(failed.path("state_reason").asText().contains("internal address"), failed.toString());

            String elsewhere = origin.serve();
            origin.redirect(elsewhere.replaceFirst("/acme.*", "").replace("localhost", "127.0.0.1"));
            JsonNode redirected = settled(connect(Map.of("url", elsewhere)));
            assertEquals("FAILED", redirected.path("state").asText(), redirected.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "relative", "/tmp/../etc", "nul\u0001"})
    void refusesAPathThatIsNotAllowed(String path) {
        Answer refused = owner.post(PATH, Map.of("path", path)).expect(422);
        assertEquals("path", refused.json().at("/error/details/errors/0/field").asText());
    }

    @Test
    void readsAFolderThatIsAllowedAndNoLinkOutOfIt() throws Exception {
        ALLOWED.file("a.txt", "a").commit("First", "Ada Lovelace");
        long id = connect(Map.of("path", ALLOWED.path().toString()));
        assertEquals("READY", settled(id).path("state").asText(), get(id).toString());
        assertEquals(1, get(id).path("files").asInt());
        try (GitOrigin outside = GitOrigin.create()) {
            outside.file("b.txt", "b").commit("First", "Ada Lovelace");
            Files.createSymbolicLink(ALLOWED.root().resolve("out"), outside.path());
            owner.post(PATH, Map.of("path", ALLOWED.root().resolve("out").toString()))
                    .expect(422);
            Files.createSymbolicLink(ALLOWED.path().resolve("outside"), outside.path());
            Files.createDirectories(ALLOWED.root().resolve("linked"));
            Files.createSymbolicLink(
                    ALLOWED.root().resolve("linked").resolve(".git"),
                    outside.path().resolve(".git"));
            long linked =
                    connect(Map.of("path", ALLOWED.root().resolve("linked").toString()));
            assertEquals("FAILED", settled(linked).path("state").asText());
        }
    }

    @Test
    void refusesWhatIsNotOneSource() {
        for (Map<String, Object> body : List.<Map<String, Object>>of(
                Map.of(), Map.of("archive", false), Map.of("archive", true, "url", "https://github.com/a/b"))) {
            owner.post(PATH, body).expect(422);
        }
        Answer secret = owner.post(PATH, Map.of("url", "https://user:hunter2@github.com/a/b"))
                .expect(422);
        assertFalse(secret.text().contains("hunter2"));
    }

    @Test
    void onlyWhoConnectedItMayChangeIt() {
        try (GitOrigin origin = GitOrigin.create()) {
            long id = connect(Map.of("url", origin.serve()));
            settled(id);
            TestClient other = node.client().newPerson(Role.DEVELOPER);
            other.post(PATH + "/" + id + "/sync", Map.of()).expect(403);
            other.patch(PATH + "/" + id, Map.of("name", "mine")).expect(403);
            other.delete(PATH + "/" + id).expect(403);
            node.client().delete(PATH + "/" + id).expect(401);
            owner.delete(PATH + "/" + id).expect(204);
            owner.delete(PATH + "/" + id).expect(404);
            node.client().get(PATH + "/" + id).expect(404);
        }
    }

    @Test
    void aRepositoryThatAnAdminRenamesKeepsItsOldNames() {
        try (GitOrigin origin = GitOrigin.create()) {
            String url = origin.serve();
            long id = connect(Map.of("url", url));
            settled(id);
            String moved = url.replace("shop.git", "market.git");
            assertEquals(
                    "market",
                    admin.patch(PATH + "/" + id, Map.of("name", "market", "url", moved))
                            .expect(200)
                            .json()
                            .path("name")
                            .asText());
            assertEquals(
                    id,
                    owner.post(PATH, Map.of("url", url))
                            .expect(200)
                            .json()
                            .path("id")
                            .asLong());
            assertEquals(
                    id,
                    bug(Map.of("repo_link", url + "/issues/1"))
                            .path("repository_id")
                            .asLong());
            assertEquals(
                    id, bug(Map.of("repo_link", moved)).path("repository_id").asLong());
            try (GitOrigin second = GitOrigin.create()) {
                long other = connect(Map.of("url", second.serve()));
                owner.patch(PATH + "/" + other, Map.of("url", url)).expect(409);
            }
        }
    }

    @Test
    void whoMovesARepositoryTakesNeitherItsNameNorItsBugsAlong() {
        try (GitOrigin known = GitOrigin.create();
                GitOrigin own = GitOrigin.create()) {
            String url = known.serve();
            long id = connect(Map.of("url", url));
            settled(id);
            long before = bug(Map.of("repo_link", url + "/issues/1")).path("id").asLong();
            long chosen = bug(Map.of("repository_id", id)).path("id").asLong();
            assertEquals(id, repository(before));
            String moved = own.serve();
            owner.patch(PATH + "/" + id, Map.of("url", moved)).expect(200);
            assertTrue(bug(Map.of("repo_link", url + "/issues/2"))
                    .path("repository_id")
                    .isNull());
            assertEquals(
                    id, bug(Map.of("repo_link", moved)).path("repository_id").asLong());
            Await.until("they are free", () -> repository(before) == 0 && repository(chosen) == 0);
            long again = connect(Map.of("url", url));
            assertTrue(again != id);
            Await.until("it belongs to the project again", () -> repository(before) == again);
        }
    }

    @Test
    void onlyAnAdminDeletesWhatHoldsVerifiedFixes() {
        try (GitOrigin origin = GitOrigin.create()) {
            long id = connect(Map.of("url", origin.serve()));
            Await.result(node.node()
                    .platform()
                    .bus()
                    .request(
                            RepositoriesApi.RECORD_FIX,
                            new RecordFix(id, 17, "The total", "It is wrong", Instant.EPOCH, List.of("a.txt"))));
            assertEquals(
                    "holds_verified_fixes",
                    owner.delete(PATH + "/" + id).expect(403).code());
            admin.delete(PATH + "/" + id).expect(204);
        }
    }

    private static JsonNode bug(Map<String, Object> more) {
        Map<String, Object> report = new java.util.HashMap<>(more);
        report.put("title", "The total is wrong");
        report.put("description", "It is.");
        return owner.post("/api/v1/bugs", report).expect(201).json();
    }

    @Test
    void bugsBelongToRepositoriesThatComeLaterAndToNoneThatGo() {
        try (GitOrigin origin = GitOrigin.create()) {
            String url = origin.serve();
            long bug = bug(Map.of("repo_link", url.replace(".git", "/issues/3")))
                    .path("id")
                    .asLong();
            long id = connect(Map.of("url", url));
            Await.until("the bug belongs", () -> repository(bug) == id);
            assertEquals(
                    id, bug(Map.of("repository_id", id)).path("repository_id").asLong());
            assertEquals(
                    2,
                    owner.get("/api/v1/bugs?repository_id=" + id)
                            .expect(200)
                            .json()
                            .size());
            owner.post("/api/v1/bugs", Map.of("title", "t", "description", "d", "repository_id", 999_999))
                    .expect(404);
            owner.delete(PATH + "/" + id).expect(204);
            Await.until("the bug is free", () -> repository(bug) == 0);
        }
    }

    private static long repository(long bug) {
        return owner.get("/api/v1/bugs/" + bug)
                .expect(200)
                .json()
                .path("repository_id")
                .asLong();
    }

    @Test
    void leavesNothingBehind() {
        try (GitOrigin origin = GitOrigin.create()) {
            origin.file("a.txt", "a").commit("fix: a", "Ada Lovelace");
            long id = connect(Map.of("url", origin.serve()));
            settled(id);
            assertEquals(1, changes(id, "").files().size());
            var folder =
                    node.node().platform().dataDir().resolve("repositories").resolve(Long.toString(id));
            assertTrue(Files.isDirectory(folder));
            owner.delete(PATH + "/" + id).expect(204);
            Await.until("the mirror is gone", () -> !Files.exists(folder));
            for (String table :
                    List.of("repository_files", "repository_authors", "repository_fixes", "repository_names")) {
                Await.until(
                        table + " is empty",
                        () -> RepositoryRows.count(node.node().platform().database(), table, id) == 0);
            }
        }
    }

    @Test
    void showsHowItIsGettingOn() {
        try (GitOrigin origin = GitOrigin.create()) {
            origin.file("a.txt", "a").commit("First", "Ada Lovelace");
            long id = connect(Map.of("url", origin.serve()));
            try (EventReader events = EventReader.open(node.client().uri(PATH + "/" + id + "/events"))) {
                String state = "";
                long version = 0;
                while (!state.equals("READY") && !state.equals("FAILED")) {
                    EventReader.Event event = Objects.requireNonNull(events.next());
                    assertEquals("repository", event.name());
                    assertTrue(Long.parseLong(event.id()) > version);
                    version = Long.parseLong(event.id());
                    state = event.data().path("state").asText();
                }
            }
            node.client().begin(PATH + "/999999/events").expect(404);
        }
    }
}
