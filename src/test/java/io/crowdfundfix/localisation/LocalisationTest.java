package io.crowdfundfix.localisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.localisation.LocalisationApi.Locate;
import io.crowdfundfix.localisation.LocalisationApi.Located;
import io.crowdfundfix.localisation.LocalisationApi.Suspect;
import io.crowdfundfix.localisation.LocalisationApi.TextMeaning;
import io.crowdfundfix.repositories.RepositoriesApi;
import io.crowdfundfix.repositories.RepositoriesApi.Fix;
import io.crowdfundfix.repositories.RepositoriesApi.RecordIndexed;
import io.crowdfundfix.repositories.RepositoriesApi.RepositoryDeleted;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.MutableClock;
import io.crowdfundfix.testing.TestPlatform;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalisationTest {
    private static final long SHOP = 5;
    private static final String CART = "src/main/java/shop/Cart.java";
    private static final String INVOICE = "src/main/java/shop/Invoice.java";
    private static final Map<String, String> FILES = Map.of(
            CART,
            """
            package shop;
            /** What a customer is about to buy. */
            public class Cart {
                public int totalOfArticles() {
                    return articles.sum();
                }
            }
            """,
            INVOICE,
            """
            package shop;
            public class Invoice {
                public String printLetterhead() {
                    return "letterhead";
                }
            }
            """,
            "src/main/java/shop/Warehouse.java",
            """
            package shop;
            public class Warehouse {
                public void restockShelf() {}
            }
            """,
            "README.md",
            "A shop that sells things.");
    private static final String TRACE = """
            java.lang.NullPointerException: articles
                at shop.Cart.totalOfArticles(Cart.java:5)
                at shop.Checkout.pay(Checkout.java:17)
            """;

    private final TestPlatform test = TestPlatform.onH2();
    private final Platform platform = test.platform();
    private final FakeRepositories repositories = new FakeRepositories(platform);

    @BeforeEach
    void deploy() {
        Await.result(platform.vertx().deployVerticle(repositories));
        Localisation localisation = new Localisation(new LocalisationConfig(1, 2, 50, true), "none");
        localisation
                .deployments(platform)
                .forEach(deployment -> Await.result(platform.vertx()
                        .deployVerticle(
                                deployment.verticle().get(),
                                new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))));
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void namesTheFileOfTheTraceFirstAndItsMethod() {
        hold("r1", FILES);
        Suspect first = locate("Checkout fails", TRACE).suspects().get(0);
        assertEquals(CART, first.path(), first.toString());
        assertEquals("Cart.totalOfArticles", first.methods().get(0).name());
        assertTrue(first.reasons().get(0).contains("trace"), first.toString());
        assertEquals(
                "Ada Lovelace",
                first.lastChangedBy() == null ? "" : first.lastChangedBy().name());
        assertEquals(FakeRepositories.URL + "/blob/r1/" + CART + "#L4", first.link());
        assertEquals("r1", locate("Checkout fails", TRACE).revision());
    }

    @Test
    void findsByWordsAlone() {
        hold("r1", FILES);
        assertEquals(
                INVOICE,
                locate("The letterhead is not printed", null).suspects().get(0).path());
    }

    @Test
    void followsWhatChangesBetweenRevisions() {
        hold("r1", FILES);
        Map<String, String> later = new HashMap<>(FILES);
        later.remove(INVOICE);
        later.put("src/main/java/shop/Letter.java", "package shop; class Letter { void printLetterhead() {} }");
        hold("r2", later);
        Located located = locate("The letterhead is not printed", null);
        assertEquals("src/main/java/shop/Letter.java", located.suspects().get(0).path());
        assertTrue(
                located.suspects().stream().noneMatch(suspect -> suspect.path().equals(INVOICE)));
        assertTrue(repositories.asked.stream()
                .anyMatch(question -> question.fromRevision().equals("r1")));
    }

    @Test
    void beginsAnewWhereTheRevisionIsGone() {
        hold("r1", FILES);
        Objects.requireNonNull(repositories.revisions.get(SHOP)).remove("r1");
        hold("r9", Map.of("Other.java", "class Other { void somethingElse() {} }"));
        Located located = locate("letterhead of something else", TRACE);
        assertEquals(
                List.of("Other.java"),
                located.suspects().stream().map(Suspect::path).toList());
    }

    @Test
    void anIndexThatWasBrokenOffIsMadeWhole() {
        repositories.failsOnSecondPage = true;
        repositories.holds(SHOP, "r1", FILES);
        Await.until(
                "a second page was asked for",
                () -> repositories.asked.stream()
                        .anyMatch(question -> !question.afterPath().isEmpty()));
        assertEquals("repository_not_indexed", refusal());
        repositories.failsOnSecondPage = false;
        indexed("r1");
        assertEquals(CART, locate("Checkout fails", TRACE).suspects().get(0).path());
    }

    @Test
    void aChangeThatBreaksOffLeavesNothingBehind() {
        hold("r1", FILES);
        Map<String, String> changed = new HashMap<>(FILES);
        changed.put("README.md", "Sells umbrellas.");
        changed.put(CART, "package shop; class Cart { void umbrella() {} }");
        changed.put(INVOICE, "package shop; class Invoice { void umbrella() {} }");
        repositories.failsOnSecondPage = true;
        repositories.holds(SHOP, "r2", changed);
        Await.until(
                "a second page was asked for",
                () -> repositories.asked.stream()
                        .anyMatch(question -> question.fromRevision().equals("r1")
                                && !question.afterPath().isEmpty()));
        assertEquals("r1", locate("Checkout fails", TRACE).revision());
        repositories.failsOnSecondPage = false;
        Map<String, String> restored = new HashMap<>(FILES);
        restored.put("src/main/java/shop/New.java", "package shop; class New {}");
        hold("r3", restored);
        assertEquals(
                List.of(),
                locate("umbrella", null).suspects().stream()
                        .filter(suspect -> suspect.reasons().toString().contains("umbrella"))
                        .toList());
        assertEquals(CART, locate("Checkout fails", TRACE).suspects().get(0).path());
    }

    @Test
    void pagesOfNodesThatDisagreeAreNotMixed() {
        hold("r1", FILES);
        repositories.secondPageIsOfAnother = true;
        Map<String, String> later = new HashMap<>(FILES);
        later.put("a/A.java", "class A {}");
        later.put("b/B.java", "class B {}");
        later.put("c/C.java", "class C {}");
        repositories.holds(SHOP, "r2", later);
        Await.until(
                "a second page was asked for",
                () -> repositories.asked.stream()
                        .anyMatch(question -> question.fromRevision().equals("r1")
                                && !question.afterPath().isEmpty()));
        assertEquals("r1", locate("Checkout fails", TRACE).revision());
        repositories.secondPageIsOfAnother = false;
        indexed("r2");
        assertEquals(CART, locate("Checkout fails", TRACE).suspects().get(0).path());
    }

    @Test
    void itsOwnFixSaysNothingOfAReport() {
        hold("r1", FILES);
        repositories.fixes.add(
                new Fix(1, "bug:7", "Nothing arrives on Tuesdays", "", MutableClock.START, List.of(INVOICE)));
        Locate own = new Locate(SHOP, 7L, "Nothing arrives on Tuesdays", "", null, null, 10);
        Locate another = new Locate(SHOP, 8L, "Nothing arrives on Tuesdays", "", null, null, 10);
        assertFalse(reasons(own).contains("Tuesdays"));
        assertTrue(reasons(another).contains("Tuesdays"));
    }

    private String reasons(Locate question) {
        return String.join(
                "\n",
                Await.result(platform.bus().request(LocalisationApi.LOCATE, question)).suspects().stream()
                        .flatMap(suspect -> suspect.reasons().stream())
                        .toList());
    }

    @Test
    void searchesByWordsWhileTheEncoderIsAwayAndByMeaningLater() {
        repositories.encoderAway = true;
        repositories.holds(SHOP, "r1", FILES);
        indexed("r1");
        assertEquals(CART, locate("Checkout fails", TRACE).suspects().get(0).path());
        repositories.encoderAway = false;
        embedded();
    }

    @Test
    void meaningsOfAnotherEncoderAreMadeAnew() {
        hold("r1", FILES);
        embedded();
        repositories.recorded.clear();
        repositories.encoder = "encoder-2";
        hold("r2", Map.of(CART, FILES.get(CART) + "// changed", INVOICE, FILES.get(INVOICE)));
        embedded();
    }

    @Test
    void aFixThatWasRecordedIsHistoryAtOnce() {
        hold("r1", FILES);
        String title = "Nothing arrives on Tuesdays";
        assertFalse(reasons(title).contains("Tuesdays"));
        repositories.fixes.add(new Fix(
                1,
                "bug:7",
                "Nothing arrives on Mondays or Tuesdays",
                "",
                MutableClock.START,
                List.of("src/main/java/shop/Warehouse.java")));
        Located located = locate(title, null);
        assertEquals(
                "src/main/java/shop/Warehouse.java", located.suspects().get(0).path());
        assertTrue(reasons(title).contains("Tuesdays"), reasons(title));
    }

    @Test
    void whatIsDeletedIsGoneFromTheDiskToo() throws IOException {
        hold("r1", FILES);
        Path folder = platform.dataDir().resolve("code").resolve(Long.toString(SHOP));
        assertTrue(Files.isDirectory(folder));
        repositories.newest.remove(SHOP);
        platform.bus().publish(RepositoriesApi.DELETED, new RepositoryDeleted(SHOP));
        Await.until("the folder is gone", () -> !Files.exists(folder));
        assertEquals("repository_not_found", refusal());
    }

    @Test
    void keepsMoreRepositoriesThanItKeepsOpen() {
        for (long repository = 1; repository <= 6; repository++) {
            repositories.holds(repository, "r1", FILES);
        }
        Await.until(
                "all are indexed",
                () -> repositories.recorded.stream()
                                .map(RecordIndexed::repository)
                                .distinct()
                                .count()
                        == 6);
        for (long repository = 1; repository <= 6; repository++) {
            assertEquals(
                    CART,
                    locate(repository, "Checkout fails", TRACE)
                            .suspects()
                            .get(0)
                            .path());
        }
    }

    private void hold(String revision, Map<String, String> files) {
        repositories.holds(SHOP, revision, files);
        indexed(revision);
    }

    /** What has failed before waits a while by this clock. */
    private void indexed(String revision) {
        Await.until("revision " + revision + " is indexed", () -> {
            test.clock().forward(Duration.ofSeconds(1));
            return repositories.recorded.stream()
                    .anyMatch(record -> record.revision().equals(revision));
        });
    }

    private void embedded() {
        Await.until(
                "all files have their meaning",
                () -> repositories.recorded.stream()
                        .anyMatch(record -> record.embedded() > 0 && record.embedded() == record.files()));
    }

    private String reasons(String title) {
        return String.join(
                "\n",
                locate(title, null).suspects().stream()
                        .flatMap(suspect -> suspect.reasons().stream())
                        .toList());
    }

    private Located locate(String title, @Nullable String trace) {
        return locate(SHOP, title, trace);
    }

    private Located locate(long repository, String title, @Nullable String trace) {
        TextMeaning meaning = new TextMeaning(repositories.encoder, FakeRepositories.meaning(title));
        return Await.result(platform.bus()
                .request(LocalisationApi.LOCATE, new Locate(repository, null, title, "", trace, meaning, 10)));
    }

    private String refusal() {
        return Await.fault(platform.bus()
                        .request(LocalisationApi.LOCATE, new Locate(SHOP, null, "Checkout fails", "", TRACE, null, 10)))
                .code();
    }
}
