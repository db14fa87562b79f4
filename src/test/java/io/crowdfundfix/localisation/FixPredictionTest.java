package io.crowdfundfix.localisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole story over HTTP, on a real git repository: connected, searched for a report, used to judge a fix and to find who could make it. */
class FixPredictionTest {
    private static final String CART = "src/main/java/shop/Cart.java";
    private static final String INVOICE = "src/main/java/shop/Invoice.java";
    private static final String WAREHOUSE = "src/main/java/shop/Warehouse.java";
    private static final String TRACE = """
            java.lang.ArithmeticException: / by zero
            \tat shop.Cart.averagePrice(Cart.java:9)
            \tat shop.Checkout.pay(Checkout.java:6)
            """;
    private static final String FIX = """
            diff --git a/%1$s b/%1$s
            index 1111111..2222222 100644
            --- a/%1$s
            +++ b/%1$s
            @@ -8,3 +8,6 @@ class %2$s {
                 int averagePrice() {
            +        // the average price of an empty cart is zero
            +        if (articles == 0) {
            +            return 0;
            +        }
                     return total / articles;
                 }
            """;

    @TempDir
    private Path folder;

    private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.complete(Map.of(
                "repositories.local_roots",
                folder.toString(),
                "verification.fetch",
                "false",
                "localisation.poll_ms",
                "50"));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aReportLeadsToItsFileItsFixAndItsAuthor() throws Exception {
        TestClient reporter = node.client().newPerson(Role.USER);
        TestClient ada = person("ada@example.org", "Ada Lovelace");
        TestClient grace = person("grace@example.org", "Grace Hopper");
        long repository = connect(reporter);

        JsonNode bug = reporter.post(
                        "/api/v1/bugs",
                        Map.of(
                                "title",
                                "Error page where nothing is in the cart",
                                "description",
                                "Going on without any article ends with an error page",
                                "stack_trace",
                                TRACE,
                                "repository_id",
                                repository))
                .expect(201)
                .json();
        long id = bug.path("id").asLong();
        assertEquals(repository, bug.path("repository_id").asLong());
        Await.until(
                "the bug is analysed",
                () -> read(id).path("analysis_state").asText().equals("done"));
        JsonNode noted = read(id).at("/analysis/suspects/0");
        assertEquals(
                CART,
                noted.path("path").asText(),
                read(id).at("/analysis/suspects").toString());

        JsonNode first = suspects(id).get(0);
        assertEquals(CART, first.path("path").asText());
        assertEquals("Cart.averagePrice", first.at("/methods/0/name").asText());
        assertEquals("Ada Lovelace", first.at("/last_changed_by/name").asText());
        assertTrue(first.path("reasons").get(0).asText().contains("trace"), first.toString());
        JsonNode asked = reporter.post("/api/v1/ai/locate", Map.of("bug_id", id))
                .expect(200)
                .json();
        assertEquals(CART, asked.at("/0/path").asText());

        double there = score(ada, id, CART, "Cart");
        double elsewhere = score(grace, id, WAREHOUSE, "Warehouse");
        assertTrue(there > elsewhere, there + " at the suspect, " + elsewhere + " elsewhere");

        String match = "/api/v1/ai/match-developers/" + id + "?seed=1";
        Await.until(
                "both developers are known",
                () -> reporter.get(match).expect(200).json().path("matches").size() == 2);
        JsonNode best = reporter.get(match).json().at("/matches/0");
        assertEquals("Ada Lovelace", best.path("name").asText(), best.toString());
        assertTrue(best.path("reasons").get(0).asText().contains("knows this code"), best.toString());
    }

    @Test
    void aVerifiedFixIsHistoryAtOnce() throws Exception {
        TestClient reporter = node.client().newPerson(Role.USER);
        TestClient ada = person("ada@example.org", "Ada Lovelace");
        long repository = connect(reporter);
        long bug = reporter.post(
                        "/api/v1/bugs",
                        Map.of(
                                "title", "The average price of an empty cart cannot be shown",
                                "description", "An empty cart has no average price; zero should be shown",
                                "repository_id", repository))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        assertTrue(score(ada, bug, INVOICE, "Invoice") > 0);
        Await.until(
                "the fix is remembered",
                () -> locate(reporter, repository).toString().contains("imilar"));
        assertTrue(locate(reporter, repository).toString().contains(INVOICE));
    }

    @Test
    void saysWhatIsMissingWhereNoRepositoryIsConnected() {
        TestClient reporter = node.client().newPerson(Role.USER);
        long bug = reporter.post(
                        "/api/v1/bugs", Map.of("title", "Nothing works", "description", "Nothing works at all, ever"))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        assertEquals(
                "no_repository",
                node.client()
                        .get("/api/v1/bugs/" + bug + "/suspects")
                        .expect(409)
                        .code());
        assertEquals(404, node.client().get("/api/v1/bugs/999/suspects").status());
        TestClient.Answer neither = reporter.post("/api/v1/ai/locate", Map.of("title", "Nothing works"))
                .expect(422);
        assertTrue(neither.text().contains("repository_id"), neither.text());
        assertEquals(
                401,
                node.client().post("/api/v1/ai/locate", Map.of("bug_id", bug)).status());
    }

    private JsonNode locate(TestClient asker, long repository) {
        return asker.post(
                        "/api/v1/ai/locate",
                        Map.of("title", "Average price of a cart that is empty", "repository_id", repository))
                .expect(200)
                .json();
    }

    private TestClient person(String email, String name) {
        Map<String, Object> account =
                Map.of("name", name, "email", email, "password", TestClient.PASSWORD, "role", Role.DEVELOPER);
        return node.client()
                .as(node.client()
                        .post("/api/v1/auth/signup", account)
                        .expect(201)
                        .json()
                        .path("access_token")
                        .asText());
    }

    private double score(TestClient developer, long bug, String path, String type) {
        Map<String, Object> fix = new HashMap<>(Map.of(
                "bug_id",
                bug,
                "pr_link",
                "https://github.invalid/shop/shop/pull/" + type.length(),
                "diff",
                FIX.formatted(path, type)));
        long submission = developer
                .post("/api/v1/verify-fix", fix)
                .expect(201)
                .json()
                .path("id")
                .asLong();
        JsonNode[] judged = new JsonNode[1];
        Await.until("the fix is judged", () -> {
            judged[0] = developer
                    .get("/api/v1/submissions/" + submission)
                    .expect(200)
                    .json();
            return !judged[0].path("verification_score").isNull();
        });
        assertTrue(judged[0].path("checks").toString().contains("touches_suspects"), judged[0].toString());
        return judged[0].path("verification_score").asDouble();
    }

    private JsonNode read(long bug) {
        return node.client().get("/api/v1/bugs/" + bug).expect(200).json();
    }

    private JsonNode suspects(long bug) {
        return node.client()
                .get("/api/v1/bugs/" + bug + "/suspects")
                .expect(200)
                .json();
    }

    private long connect(TestClient by) throws IOException, GitAPIException {
        Path work = folder.resolve("shop");
        repository(work);
        long id = by.post("/api/v1/repositories", Map.of("name", "shop", "path", work.toString()))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        Await.until("the repository is indexed", () -> {
            JsonNode view =
                    node.client().get("/api/v1/repositories/" + id).expect(200).json();
            return !view.path("revision").isNull() && view.path("revision").equals(view.path("indexed_revision"));
        });
        return id;
    }

    /** Three files; Ada wrote the cart, Grace the rest. */
    private static void repository(Path work) throws GitAPIException {
        try (Git git =
                Git.init().setDirectory(work.toFile()).setInitialBranch("main").call()) {
            write(work, INVOICE, """
                    package shop;

                    class Invoice {
                        String letterhead() {
                            return "The shop";
                        }
                    }
                    """);
            write(work, WAREHOUSE, """
                    package shop;

                    class Warehouse {
                        void restock() {}
                    }
                    """);
            write(work, "src/main/java/shop/Checkout.java", """
                    package shop;

                    class Checkout {
                        void pay(Cart cart) {
                            // the page shows it
                            show(cart.averagePrice());
                        }
                    }
                    """);
            commit(git, "Grace Hopper", "grace@example.org", "A shop");
            write(work, CART, """
                    package shop;

                    class Cart {
                        private int total;
                        private int articles;

                        int averagePrice() {
                            // in cents
                            return total / articles;
                        }
                    }
                    """);
            commit(git, "Ada Lovelace", "ada@example.org", "A cart");
        }
    }

    private static void write(Path work, String path, String text) {
        try {
            Files.createDirectories(work.resolve(path).getParent());
            Files.writeString(work.resolve(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void commit(Git git, String name, String email, String message) throws GitAPIException {
        git.add().addFilepattern(".").call();
        git.commit()
                .setAuthor(name, email)
                .setCommitter(name, email)
                .setMessage(message)
                .setSign(false)
                .call();
    }
}
