package io.crowdfundfix.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.jobs.Job;
import io.crowdfundfix.jobs.Jobs;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.Decent;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdminHttpTest {
    private static final String USERS = "/api/v1/admin/users";
    private static TestNode node;
    private static TestClient admin;

    @BeforeAll
    static void start() {
        node = TestNode.complete(Map.of());
        admin = node.admin();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void nobodyElseGetsIn() {
        for (String path : List.of(USERS, "/api/v1/admin/audit", "/api/v1/admin/jobs")) {
            Decent.refusal(401, node.client().get(path));
            Decent.refusal(403, node.client().newPerson(Role.USER).get(path));
            Decent.refusal(403, node.client().newPerson(Role.DEVELOPER).get(path));
        }
        Decent.refusal(403, node.client().newPerson(Role.USER).patch(USERS + "/1", Map.of("role", "ADMIN")));
        Decent.refusal(403, node.client().newPerson(Role.USER).post("/api/v1/admin/jobs/1/retry", Map.of()));
    }

    @Test
    void whoIsBlockedCanNeitherLogInNorGoOn() {
        Map<String, String> account = account("blocked@example.org");
        JsonNode session =
                node.client().post("/api/v1/auth/signup", account).expect(201).json();
        String path = USERS + "/" + session.at("/user/id").asLong();
        JsonNode blocked =
                admin.patch(path, Map.of("blocked", true)).expect(200).json();
        assertTrue(blocked.path("blocked").asBoolean());
        Map<String, String> refresh =
                Map.of("refresh_token", session.path("refresh_token").asText());
        Decent.refusal(401, node.client().post("/api/v1/auth/refresh", refresh));
        Answer refused = Decent.refusal(403, logIn(account));
        assertEquals("account_blocked", refused.code());
        Map<String, String> wrong = new HashMap<>(account);
        wrong.put("password", "not the password");
        assertEquals("invalid_credentials", logIn(wrong).code());
        admin.patch(path, Map.of("blocked", false)).expect(200);
        logIn(account).expect(200);
        assertEquals(
                List.of("user_unblocked", "user_blocked", "account_opened"),
                actions("subject_kind=user&subject_id=" + session.at("/user/id").asLong()));
    }

    @Test
    void aChangeNamesItsVersionAndOnesOwnRoleStays() {
        long id = node.client()
                .newPerson(Role.USER)
                .get("/api/v1/auth/me")
                .json()
                .path("id")
                .asLong();
        Answer changed = admin.patch(USERS + "/" + id, Map.of("role", "DEVELOPER"), "If-Match", "\"1\"")
                .expect(200);
        assertEquals("\"2\"", changed.header("ETag"));
        Decent.refusal(412, admin.patch(USERS + "/" + id, Map.of("role", "USER"), "If-Match", "\"1\""));
        assertEquals(
                2,
                admin.patch(USERS + "/" + id, Map.of()).json().path("version").asInt());
        long own = admin.get("/api/v1/auth/me").json().path("id").asLong();
        assertEquals(
                "own_account",
                Decent.refusal(409, admin.patch(USERS + "/" + own, Map.of("role", "USER")))
                        .code());
        assertEquals(
                "own_account",
                Decent.refusal(409, admin.patch(USERS + "/" + own, Map.of("blocked", true)))
                        .code());
        Decent.refusal(404, admin.patch(USERS + "/999999999", Map.of("blocked", true)));
    }

    @Test
    void whoIsNoAdministratorAnyMoreCannotUseHisOldToken() {
        Map<String, String> account = account("second@example.org");
        long id = node.client()
                .post("/api/v1/auth/signup", account)
                .json()
                .at("/user/id")
                .asLong();
        admin.patch(USERS + "/" + id, Map.of("role", "ADMIN")).expect(200);
        TestClient second = node.client().logIn("second@example.org");
        admin.patch(USERS + "/" + id, Map.of("role", "USER")).expect(200);
        long own = admin.get("/api/v1/auth/me").json().path("id").asLong();
        assertEquals(
                "not_admin_any_more",
                Decent.refusal(403, second.patch(USERS + "/" + own, Map.of("blocked", true)))
                        .code());
    }

    @Test
    void findsAccountsByRoleAndText() {
        node.client()
                .post("/api/v1/auth/signup", account("zoe_100%@example.net"))
                .expect(201);
        JsonNode found = admin.get(USERS + "?q=ZOE_100%25").expect(200).json();
        assertEquals(1, found.size());
        assertFalse(found.toString().contains("password"), found.toString());
        assertEquals(0, admin.get(USERS + "?q=zoeX100").json().size());
        assertEquals(1, admin.get(USERS + "?role=ADMIN").json().size());
        Decent.refusalOf("role", admin.get(USERS + "?role=KING"));
        Decent.refusalOf("cursor", admin.get(USERS + "?cursor=abc"));
    }

    @Test
    void theAuditLogIsPagedFromTheNewestAndFiltered() {
        TestClient reporter = node.client().newPerson(Role.USER);
        long bug = reporter.post("/api/v1/bugs", Map.of("title", "Checkout fails", "description", "It crashes."))
                .json()
                .path("id")
                .asLong();
        for (String status : List.of("IN_PROGRESS", "IN_REVIEW", "RESOLVED")) {
            reporter.patch("/api/v1/bugs/" + bug + "/status", Map.of("status", status))
                    .expect(200);
        }
        Answer first = admin.get("/api/v1/admin/audit?limit=2&bug_id=" + bug).expect(200);
        assertEquals("IN_REVIEW → RESOLVED", first.json().path(0).path("detail").asText());
        Answer second =
                admin.get(first.header("Link").replaceAll("<(.*)>.*", "$1")).expect(200);
        assertEquals(1, second.json().size());
        assertEquals("OPEN → IN_PROGRESS", second.json().path(0).path("detail").asText());
        assertEquals("", second.header("Link"));
        String at = first.json().path(0).path("at").asText();
        assertEquals(
                2, actions("bug_id=" + bug + "&action=status_changed&to=" + at).size());
        assertEquals(1, actions("bug_id=" + bug + "&from=" + at).size());
        Decent.refusalOf("from", admin.get("/api/v1/admin/audit?from=2026-02-31T00:00:00Z"));
        Decent.refusalOf("to", admin.get("/api/v1/admin/audit?to=yesterday"));
        Decent.refusalOf("cursor", admin.get("/api/v1/admin/audit?cursor=YXVkaXQfeB8x"));
    }

    @Test
    void aFailedJobIsTriedAgainOnce() {
        Jobs jobs = node.node().platform().jobs();
        Await.result(node.node().platform().database().transaction(session -> jobs.enqueue(session, "test.admin", 7)));
        Job job = Await.result(jobs.claim("test.admin", 1)).get(0);
        Await.result(jobs.fail(job, "it broke"));
        JsonNode failed = admin.get("/api/v1/admin/jobs?kind=test.admin&state=FAILED")
                .expect(200)
                .json();
        assertEquals("it broke", failed.at("/jobs/0/reason").asText());
        assertTrue(
                failed.path("counts").toString().contains("{\"kind\":\"test.admin\",\"state\":\"FAILED\",\"jobs\":1}"));
        String retry = "/api/v1/admin/jobs/" + failed.at("/jobs/0/id").asLong() + "/retry";
        Answer retried = admin.send("POST", retry, null).expect(200);
        assertEquals("PENDING", retried.json().path("state").asText());
        assertEquals(
                "job_not_failed",
                Decent.refusal(409, admin.send("POST", retry, null)).code());
        assertEquals(1, Await.result(jobs.claim("test.admin", 1)).get(0).attempt());
        Decent.refusal(404, admin.send("POST", "/api/v1/admin/jobs/999999999/retry", null));
        assertEquals(List.of("job_retried"), actions("subject_kind=job"));
        Decent.refusalOf("state", admin.get("/api/v1/admin/jobs?state=LOST"));
    }

    @Test
    void aTokenThatComesTwiceStandsInTheAuditLog() {
        JsonNode session = node.client()
                .post("/api/v1/auth/signup", account("twice@example.org"))
                .json();
        Map<String, String> refresh =
                Map.of("refresh_token", session.path("refresh_token").asText());
        node.client().post("/api/v1/auth/refresh", refresh).expect(200);
        node.client().post("/api/v1/auth/refresh", refresh).expect(401);
        assertEquals(
                List.of("session_revoked", "account_opened"),
                actions("subject_kind=user&subject_id=" + session.at("/user/id").asLong()));
    }

    private static List<String> actions(String query) {
        return admin.get("/api/v1/admin/audit?" + query).expect(200).json().findValuesAsText("action");
    }

    private static Answer logIn(Map<String, String> account) {
        return node.client()
                .post("/api/v1/auth/login", Map.of("email", account.get("email"), "password", account.get("password")));
    }

    @Test
    void reputationsAreComputedAnewPageByPage() {
        String path = "/api/v1/admin/reputation/recompute";
        Decent.refusal(403, node.client().newPerson(Role.USER).post(path, Map.of()));
        int users = 0;
        String after = "";
        do {
            JsonNode page =
                    admin.post(path + "?limit=1" + after, Map.of()).expect(200).json();
            users += page.path("users").asInt();
            assertEquals(0, page.path("changed").asInt());
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asLong();
        } while (!after.isEmpty());
        assertTrue(users >= 2, users + " users");
        Decent.refusal(422, admin.post(path + "?limit=501", Map.of()));
    }

    private static Map<String, String> account(String email) {
        return Map.of("name", "Zoë", "email", email, "password", TestClient.PASSWORD);
    }
}
