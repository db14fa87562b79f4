package io.crowdfundfix.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalystTest {
    private static final Embedder EMBEDDER = MiniLm.bundled(128);
    private static final Analyst ANALYST = new Analyst(EMBEDDER, Prototypes.load(EMBEDDER), TrainedModels.NONE);
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
                "Members can read the contracts of other tenants by guessing the number | security | bug",
                "A signed token is accepted although its audience is another service | security | bug",
                "The container is OOMKilled every night | memory | bug",
                "Thousands separators are dots when the system language is Italian | localisation | bug",
                "Bookings were gone after a power failure | data_loss | bug",
                "The tracking service drains the battery after the run was ended | performance | bug",
                "Login fails with the right password after the session expired | authentication | bug"
            })
    void namesCategoryAndType(String text, String category, String type) {
        Assessment assessment = examine(text, "").assessment();
        assertEquals(category, assessment.category());
        assertEquals(type, assessment.issueType());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The importer writes dates with the wrong year",
                "Anybody can delete the comments of other users",
                "YOUR TOOL DESTROYED MY THESIS",
                "Battery empty after two hours"
            })
    void whatDoesNotAskIsNoQuestion(String title) {
        assertEquals("bug", examine(title, "").assessment().issueType());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Question: which time zone does the scheduler use?",
                "How do I run two instances on one machine?",
                "Is it possible to hide the sidebar?"
            })
    void whatAsksIsAQuestion(String title) {
        assertEquals("question", examine(title, "").assessment().issueType());
    }

    @Test
    void theSummaryTellsWhatIsWrongAndNotWhatShouldBe() {
        String summary = examine("Search misses entries", """
                        ### Steps
                        1. Open the archive
                        2. Search for a name

                        **Expected:** every entry with that name is in the list.
                        **Actual:** entries older than one year are missing from the list, and the counter ignores them.

                        Workaround: sort the archive by hand.

                        Fedora 40, release 3.1.4
                        """).summary();
        assertTrue(summary.contains("older than one year are missing"), summary);
        for (String aside : List.of("every entry with", "Open the archive", "Fedora", "Workaround")) {
            assertFalse(summary.contains(aside), summary);
        }
    }

    @Test
    void explainsWithWhatItFound() {
        Assessment assessment = ANALYST.examine(new Report("Cart total fails", "", TRACE, null, ""))
                .assessment();
        String category = reason(assessment, "category");
        assertTrue(category.contains("NullPointerException at CartService.total (CartService.java:42)"), category);
        assertEquals("crash", assessment.category());
    }

    @Test
    void asksForWhatIsMissing() {
        List<String> missing = examine("It crashes", "").assessment().missing();
        assertTrue(missing.containsAll(List.of("steps_to_reproduce", "version", "environment", "stack_trace_or_logs")));
        assertFalse(ANALYST.examine(new Report("It crashes", "", TRACE, null, ""))
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
                Examined examined = ANALYST.examine(new Report(text, text, null, given, ""));
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
        Examined examined = new Analyst(hashing, Prototypes.load(hashing), TrainedModels.NONE)
                .examine(Report.of("Memory leak in the image cache", "The heap grows until the process is killed."));
        assertEquals("memory", examined.assessment().category());
        assertEquals("hashing-v1", examined.model());
    }

    private static String reason(Assessment assessment, String field) {
        return assessment.explanations().stream()
                .filter(explanation -> explanation.field().equals(field))
                .map(Explanation::reason)
                .findFirst()
                .orElse("");
    }

    private static Examined examine(String title, String description) {
        return ANALYST.examine(new Report(title, description, null, null, ""));
    }
}
