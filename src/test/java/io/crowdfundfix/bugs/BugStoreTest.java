package io.crowdfundfix.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.bugs.BugsApi.AnalysisState;
import io.crowdfundfix.bugs.BugsApi.BugFilter;
import io.crowdfundfix.bugs.BugsApi.BugReport;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.RecordAnalysis;
import io.crowdfundfix.bugs.BugsApi.ReportText;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.json.RawJson;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class BugStoreTest {
    private static final String EMOJI = "\ud83d\ude00";

    private final BugStore bugs = new BugStore();
    private Database database;

    @BeforeEach
    void open(Database ofThisTest) {
        database = ofThisTest;
    }

    @Test
    void readsTheLeastBugAsItWasInserted() {
        insert(1, new BugReport("t", "d", null, null, List.of(), null));
        assertEquals(view(1, new BugReport("t", "d", null, null, List.of(), null)), read(1));
        assertEquals(
                Optional.of(new ReportText(1, "t", "d", null, null, null, MutableClock.START)),
                Await.result(bugs.report(database, 1)));
        assertEquals(
                Optional.of(new Bug(1, Status.OPEN, 7, null, 1)),
                Await.result(database.transaction(session -> bugs.lock(session, 1))));
    }

    @Test
    void readsTheLargestBugAsItWasInserted() {
        BugReport largest = new BugReport(
                EMOJI.repeat(200),
                EMOJI.repeat(20_000),
                "https://example.org/" + EMOJI.repeat(240) + "/" + EMOJI.repeat(239),
                Severity.CRITICAL,
                IntStream.range(0, 10).mapToObj(i -> "t".repeat(39) + i).toList(),
                EMOJI.repeat(100_000));
        insert(1, largest);
        assertEquals(view(1, largest), read(1));
    }

    @Test
    void findsNothingOfABugThatIsNotThere() {
        assertEquals(Optional.empty(), Await.result(bugs.view(database, 1)));
        assertEquals(Optional.empty(), Await.result(bugs.report(database, 1)));
        assertEquals(List.of(), Await.result(bugs.events(database, 1, 0, 10)));
    }

    @Test
    void keepsTagsInTheirOrderAndOneByOne() {
        insert(1, report("t", null, List.of("z", "c++", "a")));
        assertEquals(List.of("z", "c++", "a"), read(1).tags());
        assertEquals(
                List.of("a", "c++", "z"),
                Await.result(database.query(
                        "select tag from bug_tags where bug_id = 1 order by tag",
                        Parameters.none(),
                        row -> row.getString("tag"))));
    }

    @Test
    void anAnalysisKeepsTheReportersSeverity() {
        insert(1, report("t", Severity.LOW, List.of()));
        insert(2, report("t", null, List.of()));
        for (long bug : new long[] {1, 2}) {
            Await.result(bugs.updateAnalysis(database, analysis(bug, "ui", Severity.CRITICAL), MutableClock.START));
        }
        assertEquals(Severity.LOW, read(1).severity());
        assertEquals(Severity.CRITICAL, read(2).severity());
        Await.result(bugs.updateAnalysis(database, analysis(2, "ui", Severity.HIGH), MutableClock.START));
        assertEquals(Severity.HIGH, read(2).severity());
        assertEquals(null, Await.result(bugs.report(database, 2)).orElseThrow().severity());
    }

    @Test
    void aLateFailureLeavesAnAnalysisAlone() {
        insert(1, report("t", null, List.of()));
        Await.result(bugs.updateAnalysis(database, analysis(1, "ui", Severity.HIGH), MutableClock.START));
        assertEquals(0, Await.result(bugs.updateAnalysisFailed(database, 1, "too late", MutableClock.START)));
        assertEquals(AnalysisState.DONE, read(1).analysisState());
    }

    @Test
    void anAnalysisIsReadAsItWasWrittenAndForgivesAFailure() {
        insert(1, report("t", null, List.of()));
        Await.result(bugs.updateAnalysisFailed(database, 1, "no memory", MutableClock.START));
        assertEquals(AnalysisState.FAILED, read(1).analysisState());
        assertEquals("no memory", read(1).analysisReason());
        RecordAnalysis found = analysis(1, "c".repeat(40), Severity.HIGH);
        Await.result(bugs.updateAnalysis(database, found, MutableClock.START));
        BugView bug = read(1);
        assertEquals(AnalysisState.DONE, bug.analysisState());
        assertEquals(null, bug.analysisReason());
        assertEquals("c".repeat(40), bug.category());
        assertEquals(0.1 + 0.2, bug.aiPriorityScore());
        assertEquals(0.7, bug.predictedComplexity());
        assertEquals(12_345L, bug.predictedBountyCents());
        assertEquals(new BigDecimal("123.45"), bug.predictedBounty());
        assertEquals(found.document(), bug.analysis());
        assertEquals(3, bug.version());
    }

    @Test
    void matchesSignsThatAreWildcardsElsewhere() {
        insert(1, report("100% sure", null, List.of()));
        insert(2, report("snake_case", null, List.of()));
        insert(3, report("back\\slash", null, List.of()));
        insert(4, report("plain", null, List.of()));
        assertEquals(List.of(1L), match("%"));
        assertEquals(List.of(2L), match("_"));
        assertEquals(List.of(3L), match("\\"));
        assertEquals(List.of(), match("\\%"));
        assertEquals(List.of(), match("e%c"));
    }

    @Test
    void matchesAllWordsInTitleOrDescriptionWithoutRegardToCase() {
        insert(1, report("Login CRASHES", null, List.of()));
        insert(2, report("Login hangs", null, List.of()));
        assertEquals(List.of(2L, 1L), match("login"));
        assertEquals(List.of(1L), match("crash", "LOGIN"));
        assertEquals(List.of(2L, 1L), match("DESCRIBED", "login"));
        assertEquals(List.of(), match("login", "invoice"));
        assertEquals(List.of(2L), Await.result(bugs.matchWords(database, List.of("login"), BugFilter.NONE, 1)));
    }

    private void insert(long id, BugReport report) {
        Await.result(database.transaction(session -> bugs.insert(session, id, report, 7, MutableClock.START)
                .compose(done -> bugs.addEvent(session, id, "reported", 7L, "", MutableClock.START))));
    }

    private BugView read(long id) {
        return Await.result(bugs.view(database, id)).orElseThrow();
    }

    private List<Long> match(String... words) {
        return Await.result(bugs.matchWords(database, List.of(words), BugFilter.NONE, 10));
    }

    private static BugReport report(String title, @Nullable Severity severity, List<String> tags) {
        return new BugReport(title, "described", null, severity, tags, null);
    }

    private static RecordAnalysis analysis(long bug, String category, Severity severity) {
        return new RecordAnalysis(bug, category, severity, 0.1 + 0.2, 0.7, 12_345, new RawJson("{\"a\":\"\u00fc\"}"));
    }

    /** The bug as it is right after its report. */
    private static BugView view(long id, BugReport report) {
        return new BugView(
                id,
                report.title(),
                report.description(),
                report.repoLink(),
                report.repositoryId(),
                report.severity(),
                Status.OPEN,
                report.tags(),
                report.stackTrace(),
                null,
                null,
                null,
                null,
                null,
                new BigDecimal("0.00"),
                0,
                7,
                null,
                null,
                MutableClock.START,
                MutableClock.START,
                1,
                AnalysisState.PENDING,
                null,
                null);
    }
}
