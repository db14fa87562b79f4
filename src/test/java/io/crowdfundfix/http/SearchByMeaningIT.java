package io.crowdfundfix.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the bundled model, which takes a while to load. */
class SearchByMeaningIT {
    private static TestNode node;

    @BeforeAll
    static void start() {
        node = TestNode.complete(Map.of("analysis.model_dir", ""));
        TestClient reporter = node.client().newPerson(Role.USER);
        for (String title : List.of(
                "Login button does nothing when pressed",
                "Invoice shows the wrong currency",
                "Dark theme makes labels unreadable",
                "Upload of large pictures runs out of memory")) {
            reporter.post("/api/v1/bugs", Map.of("title", title, "description", title + "."))
                    .expect(201);
        }
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({
        "cannot+sign+in,Login button does nothing when pressed",
        "bill+in+dollars+instead+of+euros,Invoice shows the wrong currency",
        "text+is+invisible+in+night+mode,Dark theme makes labels unreadable",
        "heap+exhausted+by+big+photos,Upload of large pictures runs out of memory"
    })
    void findsABugByAParaphrase(String question, String title) {
        assertEquals(
                title,
                node.client()
                        .get("/api/v1/bugs?limit=1&q=" + question)
                        .expect(200)
                        .json()
                        .at("/0/title")
                        .asText());
    }
}
