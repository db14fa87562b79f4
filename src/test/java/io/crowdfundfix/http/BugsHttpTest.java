package io.crowdfundfix.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BugsHttpTest {
    private static final String BUGS = "/api/v1/bugs";
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

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

    @Test
    void answersAReportWithItsAnalysis() {
        JsonNode bug = report(Map.of("title", "Login crashes", "description", "NullPointerException on login"));
        assertEquals("done", bug.path("analysis_state").asText());
        assertEquals(bug.at("/analysis/category"), bug.path("category"));
        assertEquals(bug.at("/analysis/priority_score"), bug.path("ai_priority_score"));
        assertEquals(bug.at("/analysis/predicted_bounty_cents"), bug.path("predicted_bounty_cents"));
        assertEquals(
                bug, node.client().get(BUGS + "/" + bug.path("id")).expect(200).json());
    }

    @Test
    void filtersByEachOfItsSides() {
        TestClient person = node.client().newPerson(Role.USER);
        JsonNode bug = person.post(
                        BUGS,
                        Map.of(
                                "title",
                                "Filtered",
                                "description",
                                "Filtered out",
                                "severity",
                                "CRITICAL",
                                "tags",
                                List.of("c++", "ui"),
                                "repo_link",
                                "https://github.com/Acme/Shop.git"))
                .expect(201)
                .json();
        person.patch(BUGS + "/" + bug.path("id") + "/status", Map.of("status", "IN_PROGRESS"))
                .expect(200);
        String mine = "created_by=" + bug.path("created_by");
        for (String same : List.of(
                "status=IN_PROGRESS",
                "severity=CRITICAL",
                "category=" + bug.path("category").asText(),
                "tag=c%2B%2B",
                "tag=ui",
                "repo=acme/shop",
                "repo=https://github.com/ACME/shop/issues/1",
                "min_bounty=" + bug.path("predicted_bounty"))) {
            assertEquals(List.of(bug.path("id").asLong()), ids(list(mine + "&" + same)), same);
        }
        for (String other : List.of(
                "status=OPEN",
                "severity=LOW",
                "category=none",
                "tag=u",
                "repo=acme/other",
                "min_bounty=99999999",
                "q=nothing-like-it")) {
            assertEquals(List.of(), ids(list(mine + "&" + other)), other);
        }
        assertEquals(List.of(), ids(list("created_by=999999")));
    }

    @Test
    void listsNeitherStackTracesNorAnalyses() {
        report(Map.of("title", "Traced", "description", "Traced", "stack_trace", "at a.B.c(B.java:1)"));
        for (JsonNode bug : list("limit=5")) {
            assertTrue(bug.path("analysis").isNull() && bug.path("stack_trace").isNull(), bug.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"newest", "priority", "bounty"})
    void pagesToTheEndWithoutLossOrRepeatWhileBugsComeIn(String sort) {
        TestClient person = node.client().newPerson(Role.USER);
        Set<Long> before = new TreeSet<>();
        for (int i = 0; i < 11; i++) {
            before.add(report(person, "Report " + i, "severity " + i).path("id").asLong());
        }
        String by = "created_by=" + person.get("/api/v1/auth/me").json().path("id");
        List<Long> seen = new ArrayList<>();
        List<JsonNode> bugs = new ArrayList<>();
        String page = BUGS + "?limit=2&sort=" + sort + "&" + by;
        while (!page.isEmpty()) {
            Answer answer = person.get(page).expect(200);
            answer.json().forEach(bugs::add);
            seen.addAll(ids(answer.json()));
            report(person, "Report " + seen.size(), "comes in meanwhile");
            page = next(answer);
        }
        assertEquals(seen.size(), Set.copyOf(seen).size(), "repeated in " + seen);
        assertTrue(seen.containsAll(before), "lost of " + before + " in " + seen);
        String field = Map.of("newest", "id", "priority", "ai_priority_score", "bounty", "predicted_bounty_cents")
                .get(sort);
        for (int i = 1; i < bugs.size(); i++) {
            assertTrue(
                    bugs.get(i - 1).path(field).asDouble()
                            >= bugs.get(i).path(field).asDouble(),
                    field + " at " + i);
        }
    }

    @Test
    void findsByWordsAndPagesThroughWhatItFound() {
        for (int i = 0; i < 5; i++) {
            report(reporter, "Zebra crossing " + i, "painted wrongly");
        }
        Set<Long> found = new TreeSet<>();
        String page = BUGS + "?limit=2&q=zebra";
        while (!page.isEmpty()) {
            Answer answer = reporter.get(page).expect(200);
            answer.json().forEach(bug -> {
                if (bug.path("title").asText().startsWith("Zebra")) {
                    assertTrue(found.add(bug.path("id").asLong()), "repeated " + bug);
                }
            });
            page = next(answer);
        }
        assertEquals(5, found.size());
        assertEquals(
                5,
                ids(list("q=ZEBRA&sort=newest&tag=&limit=50".replace("&tag=", ""))).stream()
                        .filter(found::contains)
                        .count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%25", "_", "\\", "'", "100%25", "%27%20or%201=1--"})
    void searchesForPunctuationAsItIsWritten(String text) {
        report(reporter, "Plain words", "Plain words");
        for (JsonNode bug : list("q=" + text.replace("\\", "%5C") + "xyzzy")) {
            assertFalse(bug.path("title").asText().equals("Plain words"), bug.toString());
        }
    }

    @Test
    void findsDuplicatesAndSimilarBugs() {
        String text = "Payment page freezes after the voucher is removed";
        JsonNode first = report(reporter, text, text);
        JsonNode second = report(reporter, text, text);
        long id = first.path("id").asLong();
        assertEquals(id, second.at("/analysis/duplicates/0/bug_id").asLong());
        Answer duplicates = node.client()
                .get(BUGS + "/" + second.path("id") + "/duplicates")
                .expect(200);
        assertEquals(id, duplicates.json().at("/0/bug_id").asLong());
        assertFalse(duplicates
                .json()
                .findValuesAsText("bug_id")
                .contains(second.path("id").asText()));
        Answer similar = reporter.post("/api/v1/ai/similar?limit=2", Map.of("title", text, "description", text));
        assertEquals(2, similar.expect(200).json().size());
    }

    private static JsonNode report(Map<String, Object> report) {
        return reporter.post(BUGS, report).expect(201).json();
    }

    private static JsonNode report(TestClient person, String title, String description) {
        return person.post(BUGS, Map.of("title", title, "description", description))
                .expect(201)
                .json();
    }

    private static JsonNode list(String query) {
        return node.client().get(BUGS + "?" + query).expect(200).json();
    }

    private static List<Long> ids(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> one.path("id").asLong())
                .toList();
    }

    private static String next(Answer answer) {
        Matcher link = NEXT.matcher(answer.header("Link"));
        return link.find() ? link.group(1) : "";
    }
}
