package io.crowdfundfix.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalystTest {
    private static final Embedder EMBEDDER = MiniLm.bundled(128);
    private static final Analyst ANALYST = new Analyst(EMBEDDER, Prototypes.load(EMBEDDER));
    private static final String TRACE = """
            java.lang.NullPointerException: customer is null
                at com.shop.CartService.total(CartService.java:42)
                at com.shop.Checkout.pay(Checkout.java:7)
            """;

    @AfterAll
    static void close() {
        EMBEDDER.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Memory leak in the image cache, heap grows until the server dies | memory | bug",
                "SQL injection in the search form lets an attacker read all accounts | security | bug",
                "Two workers deadlock when both update the same order | concurrency | bug",
                "Typo in the installation guide | documentation | bug",
                "Add support for exporting invoices as CSV files | functionality | feature",
                "Screen reader does not announce the selected tab | accessibility | bug",
                "How can I configure the cache folder? I am trying to set the option in my settings | configuration | question",
                "Login fails with the right password after the session expired | authentication | bug"
            })
    void namesCategoryAndType(String text, String category, String type) {
        Assessment assessment = examine(text, "").assessment();
        assertEquals(category, assessment.category());
        assertEquals(type, assessment.issueType());
    }

    @Test
    void ranksADataLossAboveATypo() {
        Assessment loss = examine("All drawings are lost after the update", "Every user lost data in production.")
                .assessment();
        Assessment typo = examine("Typo in a tooltip", "Minor: the word colour is misspelled.")
                .assessment();
        assertTrue(loss.severity().compareTo(typo.severity()) > 0);
        assertTrue(loss.priority() > typo.priority());
        assertTrue(loss.complexity() > typo.complexity());
        assertTrue(loss.bounty().p50() > typo.bounty().p50());
    }

    @Test
    void listensToTheReporterButNotBlindly() {
        String title = "Typo in a tooltip";
        double without = examine(title, "").assessment().impact();
        Assessment critical =
                ANALYST.examine(title, "", null, SeverityLevel.CRITICAL).assessment();
        assertTrue(critical.impact() > without);
        assertTrue(critical.severity() != SeverityLevel.CRITICAL);
    }

    @Test
    void explainsWithWhatItFound() {
        Assessment assessment =
                ANALYST.examine("Cart total fails", "", TRACE, null).assessment();
        String category = assessment.explanations().stream()
                .filter(explanation -> explanation.field().equals("category"))
                .map(Explanation::reason)
                .findFirst()
                .orElse("");
        assertTrue(category.contains("NullPointerException at CartService.total (CartService.java:42)"), category);
        assertEquals("crash", assessment.category());
    }

    @Test
    void asksForWhatIsMissing() {
        List<String> missing = examine("It crashes", "").assessment().missing();
        assertTrue(missing.containsAll(List.of("steps_to_reproduce", "version", "environment", "stack_trace_or_logs")));
        assertFalse(ANALYST.examine("It crashes", "", TRACE, null)
                .assessment()
                .missing()
                .contains("stack_trace_or_logs"));
    }

    @Test
    void summarisesInTheWordsOfTheReporter() {
        String summary = examine(
                        "Export is broken",
                        "Hello everybody! Exporting a report with more than one page writes an empty file since"
                                + " version 2.3. I had pizza today. Thanks for your help!\n" + TRACE)
                .summary();
        assertTrue(summary.contains("writes an empty file"), summary);
        for (String noise : List.of("Hello", "Thanks", "CartService", "at com")) {
            assertFalse(summary.contains(noise), summary);
        }
        assertTrue(summary.length() <= 400);
    }

    @Test
    void fallsBackToTheTitle() {
        assertEquals(
                "Export is broken",
                examine("[Bug] Export is broken", "### Version\n\nn/a\n").summary());
    }

    @Test
    void everyScoreLiesBetweenZeroAndOneForAnyText() {
        String worst =
                "crash data loss vulnerability production all users regression deadlock compiler outage ".repeat(50);
        for (String text :
                List.of("x", "?", "語", worst, "typo cosmetic minor workaround edge case rename", "a\u0000", "![](x)")) {
            for (SeverityLevel given : SeverityLevel.values()) {
                Examined examined = ANALYST.examine(text, text, null, given);
                Assessment assessment = examined.assessment();
                assertFalse(examined.summary().isBlank());
                for (double score :
                        new double[] {assessment.impact(), assessment.complexity(), assessment.priority()}) {
                    assertTrue(score >= 0 && score <= 1);
                }
                assertTrue(assessment.bounty().p10() >= 500);
            }
        }
    }

    @Test
    void worksWithoutAModel() {
        Embedder hashing = new HashingEmbedder();
        Examined examined = new Analyst(hashing, Prototypes.load(hashing))
                .examine("Memory leak in the image cache", "The heap grows until the process is killed.", null, null);
        assertEquals("memory", examined.assessment().category());
        assertEquals("hashing-v1", examined.model());
    }

    private static Examined examine(String title, String description) {
        return ANALYST.examine(title, description, null, null);
    }
}
