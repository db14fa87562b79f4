package io.crowdfundfix.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.bugs.Bugs;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsConfig;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.IdempotencyKey;
import io.crowdfundfix.database.IdempotencyKeys;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.demo.DemoStore.State;
import io.crowdfundfix.identity.Identity;
import io.crowdfundfix.identity.IdentityApi;
import io.crowdfundfix.identity.IdentityApi.AddUser;
import io.crowdfundfix.identity.IdentityApi.LogIn;
import io.crowdfundfix.identity.IdentityConfig;
import io.crowdfundfix.json.Json;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class DemoTest {
    private static final String NOBODY = "nobody@example.org";
    /** The bug in the middle of the file at which a start is made to break off. */
    private static final int MIDDLE = 29;

    private Platform platform;

    @BeforeEach
    void deploy(Platform ofThisTest) throws IOException {
        platform = ofThisTest;
        Files.deleteIfExists(passwordFile());
        for (Capability capability : List.of(new Identity(IdentityConfig.defaults()), new Bugs(new BugsConfig(0)))) {
            for (Deployment deployment : capability.deployments(platform)) {
                Await.result(platform.vertx().deployVerticle(deployment.verticle(), deployment.options()));
            }
        }
    }

    @Test
    void loadsAllOfItIntoAnEmptyInstallationAndOnlyOnce() throws IOException {
        load();
        isComplete();
        load();
        isComplete();
    }

    @Test
    void leavesAnInstallationAloneThatHasUsers() {
        add(NOBODY, Role.USER);
        load();
        assertEquals(1, count("users"));
        assertEquals(0, count("bugs"));
        assertEquals(0, count("demo_loads"));
        assertTrue(Files.notExists(passwordFile()));
    }

    @Test
    void loadsNothingWhereItIsNotWanted() {
        Await.result(new Demo(false).afterStart(platform));
        assertEquals(0, count("users"));
        assertEquals(0, count("demo_loads"));
        assertEquals(Optional.empty(), Demo.password(platform.dataDir(), false));
        assertTrue(Files.notExists(passwordFile()));
    }

    @Test
    void goesOnWhereItBrokeOff() throws IOException {
        Await.result(new DemoStore().begin(platform.database()));
        JsonNode bug = file("bugs.json").get(MIDDLE);
        String reporter = bug.path("reporter").asText();
        long id = add(reporter, role(reporter));
        IdempotencyKey taken = new IdempotencyKey(id, "demo-" + bug.path("key").asText(), "another request");
        Await.result(platform.database()
                .transaction(session ->
                        new IdempotencyKeys(platform.clock()).take(session, BugsApi.REPORT.address(), taken, 1)));
        assertEquals(
                "idempotency_key_reused",
                Await.fault(new Demo(true).afterStart(platform)).code());
        assertEquals(MIDDLE, count("bugs"));
        assertEquals(Optional.of(State.BEGUN), Await.result(new DemoStore().state(platform.database())));
        run("delete from idempotency_keys where request_hash = 'another request'");
        load();
        isComplete();
    }

    @Test
    void goesOnInTheMiddleOfABugsWayAndDoublesNoStep() throws IOException {
        load();
        run("update demo_loads set finished_at = null");
        run("update bugs set status = 'IN_REVIEW', version = 4 where version > 4");
        run("delete from bug_events where seq > 4");
        load();
        isComplete();
    }

    @Test
    void itsThreeLogInsWorkWithThePasswordFromTheFile() throws IOException {
        load();
        String password = Demo.password(platform.dataDir(), true).orElseThrow();
        assertEquals(Files.readString(passwordFile()).strip(), password);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(passwordFile())));
        Map<String, Role> roles = new TreeMap<>();
        for (String email : Demo.LOG_INS) {
            roles.put(
                    email,
                    Await.result(platform.bus().request(IdentityApi.LOG_IN, new LogIn(email, password)))
                            .user()
                            .role());
        }
        assertEquals(
                Map.of(
                        "admin@example.com", Role.ADMIN,
                        "developer@example.com", Role.DEVELOPER,
                        "reporter@example.com", Role.USER),
                roles);
    }

    private void load() {
        Await.result(new Demo(true).afterStart(platform));
    }

    /** Users, bugs, statuses and history are as one undisturbed start leaves them. */
    private void isComplete() throws IOException {
        JsonNode bugs = file("bugs.json");
        assertEquals(Optional.of(State.DONE), Await.result(new DemoStore().state(platform.database())));
        assertEquals(file("users.json").size(), count("users"));
        Map<String, String> expected = new TreeMap<>();
        bugs.forEach(bug -> {
            String status = bug.path("status").asText();
            expected.put(bug.path("title").asText(), status + " after " + events(status));
        });
        assertEquals(bugs.size(), count("bugs"));
        Map<String, String> found = new TreeMap<>();
        Await.result(platform.database()
                .query(
                        """
                        select title, status, (select count(*) from bug_events e where e.bug_id = b.id) as events
                        from bugs b
                        """,
                        Parameters.none(),
                        row -> found.put(
                                row.getString("title"), row.getString("status") + " after " + row.getLong("events"))));
        assertEquals(expected, found);
    }

    /** Reported; then assigned and moved step by step, unless it is still open. */
    private static int events(String status) {
        int steps = List.of("OPEN", "IN_PROGRESS", "IN_REVIEW", "RESOLVED", "CLOSED")
                .indexOf(status);
        return steps == 0 ? 1 : 2 + steps;
    }

    private long add(String email, Role role) {
        return Await.result(platform.bus()
                        .request(IdentityApi.ADD, new AddUser(email, "Somebody", role, 0, List.of(), null)))
                .id();
    }

    private static Role role(String email) throws IOException {
        for (JsonNode user : file("users.json")) {
            if (user.path("email").asText().equals(email)) {
                return Role.valueOf(user.path("role").asText());
            }
        }
        throw new AssertionError("the demo data has no user " + email);
    }

    private long count(String table) {
        return Await.result(platform.database()
                        .query("select count(*) from " + table, Parameters.none(), row -> row.getLong(0)))
                .get(0);
    }

    private void run(String sql) {
        Await.result(platform.database().update(sql, Parameters.none()));
    }

    private Path passwordFile() {
        return platform.dataDir().resolve("demo-password");
    }

    private static JsonNode file(String name) throws IOException {
        try (var in = DemoTest.class.getResourceAsStream("/mock-data/" + name)) {
            return Json.api().readTree(in);
        }
    }
}
