package io.crowdfundfix.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.identity.IdentityApi;
import io.crowdfundfix.identity.IdentityApi.AddUser;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MatchingHttpTest {
    private static final String MATCH = "/api/v1/ai/match-developers/";
    private static final int CROWD = 40;

    private static TestNode node;
    private static TestClient reporter;
    private static long bug;

    @BeforeAll
    static void start() {
        node = TestNode.complete(Map.of());
        add("expert@example.net", "Expert", List.of("java", "concurrency", "locks"));
        add("designer@example.net", "Designer", List.of("css", "layout"));
        for (int i = 0; i < CROWD; i++) {
            add("crowd" + i + "@example.net", "Crowd " + i, List.of("skill" + i));
        }
        add("user@example.net", "User", Role.USER, List.of("java", "concurrency"));
        reporter = node.client().newPerson(Role.DEVELOPER);
        reporter.patch("/api/v1/auth/me", Map.of("skills", List.of("java", "concurrency")))
                .expect(200);
        Map<String, Object> report = Map.of(
                "title",
                "Deadlock when two orders are closed at once",
                "description",
                "Two threads take the locks of the order in another order and wait for each other.",
                "tags",
                List.of("java", "concurrency", "orders"));
        bug = reporter.post("/api/v1/bugs", report)
                .expect(201)
                .json()
                .path("id")
                .asLong();
        Await.until("all developers are known", () -> {
            JsonNode answer = match("?limit=100").json();
            return answer.path("complete").asBoolean() && answer.path("matches").size() == CROWD + 2;
        });
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void showsFirstWhoKnowsWhatTheBugAsksFor() {
        JsonNode answer = match("?limit=5&seed=1").json();
        JsonNode first = answer.path("matches").path(0);
        assertEquals(bug, answer.path("bug_id").asLong());
        assertEquals("Expert", first.path("name").asText());
        assertTrue(
                first.path("reasons").toString().contains("java, concurrency: 2 of the bug's 3 tags"),
                first.toString());
        assertTrue(first.path("match_score").asDouble()
                > answer.path("matches").path(4).path("match_score").asDouble());
        assertEquals(5, answer.path("matches").size());
        assertFalse(answer.path("calibrated").asBoolean(), "the fallback engine was not measured");
    }

    @Test
    void neitherTheReporterNorWhoIsNoDeveloperIsShown() {
        Set<String> names = new TreeSet<>(match("?limit=100").json().findValuesAsText("name"));
        assertFalse(names.contains("User"));
        String reporting = reporter.get("/api/v1/auth/me").json().path("name").asText();
        assertFalse(names.contains(reporting));
    }

    @Test
    void aSeedAnswersTheSameAgainAndTellsItself() {
        Answer one = match("?seed=42&explain=true");
        assertEquals(one.json(), match("?seed=42&explain=true").json());
        Answer drawn = match("?explain=true");
        long seed = drawn.json().path("seed").asLong();
        assertEquals(drawn.json(), match("?explain=true&seed=" + seed).json());
    }

    @Test
    void newcomersAppearAndTheFirstKeepsHisPlace() {
        Set<String> seen = new TreeSet<>();
        for (int seed = 0; seed < 30; seed++) {
            JsonNode matches = match("?limit=5&seed=" + seed).json().path("matches");
            assertEquals("Expert", matches.path(0).path("name").asText());
            matches.forEach(shown -> seen.add(shown.path("name").asText()));
        }
        assertTrue(seen.size() > 8, seen.toString());
    }

    @Test
    void explainsTheScoreOnlyWhereItIsAsked() {
        JsonNode explained = match("?explain=true&limit=1").json().at("/matches/0/explanation");
        assertTrue(explained.path("base").asDouble() > 0);
        assertTrue(explained.path("tag_share").asDouble() > 0);
        assertTrue(match("?limit=1").json().at("/matches/0/explanation").isNull());
        assertTrue(match("?limit=1&explain=false")
                .json()
                .at("/matches/0/explanation")
                .isNull());
    }

    @Test
    void refusesWhatItCannotTake() {
        for (String query : List.of(
                "?limit=0",
                "?limit=101",
                "?limit=x",
                "?seed=-1",
                "?seed=9007199254740992",
                "?seed=x",
                "?explain=yes",
                "?explain=TRUE",
                "?seed=1&seed=2",
                "?unknown=1")) {
            assertEquals(422, match(query).status(), query);
        }
        assertEquals("bug_not_found", reporter.get(MATCH + "999999").expect(404).code());
        reporter.get(MATCH + "x").expect(422);
        node.client().get(MATCH + bug).expect(401);
    }

    @Test
    void everyRoleMayAsk() {
        List<TestClient> clients = new ArrayList<>(List.of(node.client().newPerson(Role.USER), reporter, node.admin()));
        clients.forEach(client -> client.get(MATCH + bug).expect(200));
    }

    @Test
    void anAskingPriceCanBeSetAndTakenBack() {
        TestClient developer = node.client().newPerson(Role.USER);
        String me = "/api/v1/auth/me";
        assertTrue(developer.get(me).json().path("asking_price").isNull());
        assertEquals(
                25.5,
                developer
                        .patch(me, Map.of("asking_price", 25.5))
                        .expect(200)
                        .json()
                        .path("asking_price")
                        .asDouble());
        JsonNode renamed =
                developer.patch(me, Map.of("name", "Renamed")).expect(200).json();
        assertEquals(2_550, renamed.path("asking_price_cents").asLong());
        byte[] clear = "{\"asking_price\":null}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Answer cleared = developer
                .send("PATCH", me, clear, "Content-Type", "application/json")
                .expect(200);
        assertTrue(cleared.json().path("asking_price").isNull());
        for (String amount : List.of("0", "-1", "0.001", "1000000.01", "1e308", "\"5\"", "true", "[]")) {
            byte[] body = ("{\"asking_price\":" + amount + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            assertEquals(
                    422,
                    developer
                            .send("PATCH", me, body, "Content-Type", "application/json")
                            .status(),
                    amount);
        }
    }

    private static Answer match(String query) {
        return reporter.get(MATCH + bug + query);
    }

    private static void add(String email, String name, List<String> skills) {
        add(email, name, Role.DEVELOPER, skills);
    }

    private static void add(String email, String name, Role role, List<String> skills) {
        Await.result(
                node.node().platform().bus().request(IdentityApi.ADD, new AddUser(email, name, role, 0, skills, null)));
    }
}
