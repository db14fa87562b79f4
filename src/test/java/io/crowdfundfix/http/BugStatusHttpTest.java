package io.crowdfundfix.http;

import static io.crowdfundfix.testing.Decent.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.AssignDeveloper;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BugStatusHttpTest {
    private static final String BUGS = "/api/v1/bugs";
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
    private static final List<String> STATUSES = List.of("OPEN", "IN_PROGRESS", "IN_REVIEW", "RESOLVED", "CLOSED");

    private static TestNode node;
    private static TestClient reporter;

    @BeforeAll
    static void start() {
        node = TestNode.complete(Map.of());
        reporter = node.client().newPerson(Role.USER);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN,'IN_PROGRESS,CLOSED'",
        "IN_PROGRESS,'IN_REVIEW,OPEN'",
        "IN_REVIEW,'RESOLVED,IN_PROGRESS'",
        "RESOLVED,'CLOSED,OPEN'",
        "CLOSED,OPEN"
    })
    void movesAsItsStatusAllowsAndTellsWhatWould(String from, String allowed) {
        for (String to : STATUSES) {
            String bug = BUGS + "/" + report(reporter, "Moved", "on").path("id");
            for (String step : STATUSES.subList(1, STATUSES.indexOf(from) + 1)) {
                move(reporter, bug, step).expect(200);
            }
            Answer answer = move(reporter, bug, to);
            if (List.of(allowed.split(",")).contains(to)) {
                assertEquals(to, answer.expect(200).json().path("status").asText());
            } else {
                List<String> told = new ArrayList<>();
                refusal(409, answer).json().at("/error/details/allowed").forEach(status -> told.add(status.asText()));
                assertEquals(List.of(allowed.split(",")), told);
            }
        }
    }

    @Test
    void letsOnlyItsReporterAnAdminAndItsDeveloperMoveIt() {
        long id = report(reporter, "Mine", "not yours").path("id").asLong();
        String bug = BUGS + "/" + id;
        TestClient developer = node.client().newPerson(Role.DEVELOPER);
        assertEquals(
                "not_your_bug",
                refusal(403, move(developer, bug, "IN_PROGRESS")).code());
        refusal(403, move(node.client().newPerson(Role.USER), bug, "IN_PROGRESS"));
        long worker = developer.get("/api/v1/auth/me").json().path("id").asLong();
        Await.result(node.node().platform().bus().request(BugsApi.ASSIGN, new AssignDeveloper(id, worker)));
        move(developer, bug, "IN_PROGRESS").expect(200);
        move(developer, bug, "IN_REVIEW").expect(200);
        refusal(409, move(developer, bug, "RESOLVED"));
        move(node.admin(), bug, "RESOLVED").expect(200);
        move(reporter, bug, "CLOSED").expect(200);
    }

    @Test
    void keepsTheHistoryOfAllThatHappened() {
        String bug = BUGS + "/" + report(reporter, "Historic", "event").path("id");
        move(reporter, bug, "IN_PROGRESS").expect(200);
        List<String> kinds = new ArrayList<>();
        String page = bug + "/events?limit=1";
        while (!page.isEmpty()) {
            Answer answer = node.client().get(page).expect(200);
            answer.json().forEach(event -> kinds.add(event.path("kind").asText() + " " + event.path("seq")));
            page = next(answer);
        }
        assertEquals(List.of("reported 1", "analyzed 2", "status_changed 3"), kinds);
    }

    private static JsonNode report(TestClient person, String title, String description) {
        return person.post(BUGS, Map.of("title", title, "description", description))
                .expect(201)
                .json();
    }

    private static Answer move(TestClient mover, String bug, String status) {
        return mover.patch(bug + "/status", Map.of("status", status));
    }

    private static String next(Answer answer) {
        Matcher link = NEXT.matcher(answer.header("Link"));
        return link.find() ? link.group(1) : "";
    }
}
