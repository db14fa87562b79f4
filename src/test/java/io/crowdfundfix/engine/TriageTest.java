package io.crowdfundfix.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules that scores and prices keep to, whatever the figures are. */
class TriageTest {
    private static final Embedder EMBEDDER = MiniLm.bundled(128);
    private static final Analyst ANALYST = new Analyst(EMBEDDER, Prototypes.load(EMBEDDER), TrainedModels.NONE);
    private static final String HOLE =
            "Security: anybody can download the contracts of other tenants without permission";

    @AfterAll
    static void close() {
        EMBEDDER.close();
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
        Assessment critical = ANALYST.examine(new Report(title, "", null, SeverityLevel.CRITICAL, ""))
                .assessment();
        assertTrue(critical.impact() > without);
        assertTrue(critical.severity() != SeverityLevel.CRITICAL);
    }

    @ParameterizedTest
    @EnumSource(SeverityLevel.class)
    void followsTheReporterUnlessTheTextContradicts(SeverityLevel given) {
        String title = "The chart shows the wrong unit after the filter was changed";
        Assessment assessment =
                ANALYST.examine(new Report(title, "", null, given, "")).assessment();
        assertEquals(given, assessment.severity());
        assertTrue(reason(assessment, "severity").contains("as the reporter says"));
    }

    @Test
    void saysSoWhereItDoesNotFollowTheReporter() {
        Assessment typo = ANALYST.examine(new Report("Typo in a tooltip", "", null, SeverityLevel.CRITICAL, ""))
                .assessment();
        assertEquals(SeverityLevel.MEDIUM, typo.severity());
        assertTrue(reason(typo, "severity").contains("the reporter says CRITICAL, but"));
        Assessment hole = ANALYST.examine(new Report(HOLE, "", null, SeverityLevel.LOW, ""))
                .assessment();
        assertEquals(SeverityLevel.HIGH, hole.severity());
    }

    @Test
    void holesLossesAndOutagesAreGraveWithoutAReporterSayingSo() {
        for (String text : List.of(
                HOLE,
                "Confirmed payments were lost after the server restarted",
                "Outage: nobody can open the shop, all customers get an error")) {
            SeverityLevel severity = examine(text, "").assessment().severity();
            assertTrue(severity.compareTo(SeverityLevel.HIGH) >= 0, text + ": " + severity);
        }
        assertEquals(
                SeverityLevel.LOW,
                examine("Typo in the manual", "").assessment().severity());
    }

    @Test
    void aVagueReportNeverOutranksAPreciseOneOfTheSameSeverity() {
        String precise = "The export writes the total of the first page under each page";
        for (SeverityLevel given : SeverityLevel.values()) {
            Assessment exact =
                    ANALYST.examine(new Report(precise, "", null, given, "")).assessment();
            for (String vague : List.of("It doesn't work", "Slow", "App crashes", "cant log in", "broken!!!")) {
                Assessment other = ANALYST.examine(new Report(vague, "please fix asap", null, given, ""))
                        .assessment();
                assertTrue(exact.priority() > other.priority(), vague + ", " + given);
                assertTrue(exact.impact() > other.impact(), vague + ", " + given);
            }
        }
    }

    @Test
    void theWorseTheDearerAllElseEqual() {
        for (String title :
                List.of(HOLE, "Typo in a tooltip", "Slow", "The tests hang at random", "How do I log out?")) {
            Assessment before = ANALYST.examine(new Report(title, "", null, SeverityLevel.LOW, ""))
                    .assessment();
            for (SeverityLevel given : SeverityLevel.values()) {
                Assessment after =
                        ANALYST.examine(new Report(title, "", null, given, "")).assessment();
                assertTrue(after.bounty().p50() >= before.bounty().p50(), title + ", " + given);
                assertTrue(after.priority() >= before.priority(), title + ", " + given);
                before = after;
            }
        }
    }

    @Test
    void aHoleCostsMoreThanAPageOfTheManualAndAnAnswerLess() {
        long hole = examine(HOLE, "").assessment().bounty().p50();
        long manual = examine("The manual names a command that was removed", "")
                .assessment()
                .bounty()
                .p50();
        long answer = examine("How can I sort the list by date?", "")
                .assessment()
                .bounty()
                .p50();
        assertTrue(hole > 4 * manual, hole + " against " + manual);
        assertTrue(hole > 4 * answer, hole + " against " + answer);
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
