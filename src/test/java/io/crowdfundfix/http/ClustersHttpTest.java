package io.crowdfundfix.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.Decent;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClustersHttpTest {
    private static final String CLUSTERS = "/api/v1/ai/clusters";
    private static final List<String> TEXTS = List.of(
            "Printer tray jams while a long invoice is printed by the office printer",
            "Password reset mail leads to an expired token page",
            "Voucher discount is taken twice from the basket total");

    private static TestNode node;
    private static TestClient reporter;

    @BeforeAll
    static void start() {
        node = TestNode.complete(Map.of());
        reporter = node.client().newPerson(Role.USER);
        for (int i = 0; i < 12; i++) {
            report(TEXTS.get(i % 3) + " again and again, number " + i);
        }
        Await.until("three clusters are built", () -> clusters().size() == 3);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void saysWhatOpenBugsAreAbout() {
        for (JsonNode cluster : clusters()) {
            JsonNode whole = node.client()
                    .get(CLUSTERS + "/" + cluster.path("id"))
                    .expect(200)
                    .json();
            assertEquals(cluster.path("label"), whole.path("label"));
            assertEquals(whole.path("size").asInt(), whole.path("members").size());
            assertEquals(whole.path("size"), whole.at("/trend/last_7_days"));
            assertEquals(whole.path("size"), whole.at("/trend/per_day/13"));
            assertEquals(0, cluster.path("members").size());
        }
    }

    @Test
    void aNewReportNamesTheClusterThatItJoins() {
        Await.until(
                "the workers know the clusters",
                () -> !report(TEXTS.get(1) + " once more").isEmpty());
        JsonNode near = report(TEXTS.get(1) + " for the last time").path(0);
        long id = near.path("cluster_id").asLong();
        JsonNode cluster = node.client().get(CLUSTERS + "/" + id).expect(200).json();
        assertTrue(cluster.at("/central_bug/title").asText().startsWith("Password"), cluster.toString());
        assertTrue(
                cluster.path("members").findValuesAsText("title").contains(TEXTS.get(1) + " for the last time"),
                cluster.toString());
    }

    @Test
    void refusesWhatIsNoCluster() {
        Decent.refusal(404, node.client().get(CLUSTERS + "/987654321"));
        Decent.refusalOf("cursor", node.client().get(CLUSTERS + "?cursor=nonsense"));
        Decent.refusalOf("min_size", node.client().get(CLUSTERS + "?min_size=0"));
    }

    private static JsonNode clusters() {
        return node.client().get(CLUSTERS).expect(200).json();
    }

    /** Reports a bug and returns the clusters that it is near to. */
    private static JsonNode report(String text) {
        return reporter.post("/api/v1/bugs", Map.of("title", text, "description", text))
                .expect(201)
                .json()
                .at("/analysis/error_clusters");
    }
}
