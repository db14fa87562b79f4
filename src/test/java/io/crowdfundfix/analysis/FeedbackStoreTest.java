package io.crowdfundfix.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.analysis.AnalysisApi.AnalysisView;
import io.crowdfundfix.analysis.AnalysisApi.EngineName;
import io.crowdfundfix.analysis.AnalysisApi.Interval;
import io.crowdfundfix.analysis.Calibration.Measured;
import io.crowdfundfix.analysis.Calibration.Outcomes;
import io.crowdfundfix.analysis.FeedbackApi.PredictedField;
import io.crowdfundfix.analysis.FeedbackStore.Prediction;
import io.crowdfundfix.analysis.FeedbackStore.Said;
import io.crowdfundfix.bugs.Severity;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class FeedbackStoreTest {
    private final FeedbackStore store = new FeedbackStore();
    private Database database;
    private MutableClock clock;

    @BeforeEach
    void open(Database ofThisTest, MutableClock clockOfThisTest) {
        database = ofThisTest;
        clock = clockOfThisTest;
    }

    @Test
    void aLaterAnalysisDoesNotRewriteWhatWasPredicted() {
        keep("heuristics-1", "crash");
        clock.forward(Duration.ofDays(1));
        keep("heuristics-1", "security");
        assertEquals(new Prediction("crash", 0.7, null, null), prediction(PredictedField.CATEGORY));
        keep("trained-2", "security");
        assertEquals(new Prediction("security", 0.7, null, null), prediction(PredictedField.CATEGORY));
        assertEquals(new Prediction("bug", 0.9, null, null), prediction(PredictedField.ISSUE_TYPE));
        assertEquals(new Prediction("HIGH", null, null, null), prediction(PredictedField.SEVERITY));
        assertEquals(new Prediction("0.4", null, null, null), prediction(PredictedField.COMPLEXITY_SCORE));
        assertEquals(new Prediction("10050", null, 5_000L, 20_000L), prediction(PredictedField.PREDICTED_BOUNTY));
        assertEquals(Optional.empty(), Await.result(store.prediction(database, 2, PredictedField.CATEGORY)));
    }

    @Test
    void countsTheLastWordOfEachPerson() {
        Prediction crash = new Prediction("crash", 0.75, null, null);
        say(1, PredictedField.CATEGORY, 7, 1, "crash", crash);
        say(1, PredictedField.CATEGORY, 7, 2, "memory", crash);
        say(1, PredictedField.CATEGORY, 8, 1, "crash", crash);
        say(2, PredictedField.CATEGORY, 7, 1, "ui", new Prediction("ui", 1.0, null, null));
        say(1, PredictedField.SEVERITY, 7, 1, "LOW", new Prediction("LOW", null, null, null));
        assertEquals(
                List.of(
                        new Outcomes(PredictedField.CATEGORY, 7, 2, 1.5, 1),
                        new Outcomes(PredictedField.CATEGORY, 10, 1, 1.0, 1),
                        new Outcomes(PredictedField.SEVERITY, null, 1, 0.0, 1)),
                Await.result(store.outcomes(database)));
    }

    @Test
    void listsLastAmountsAndScores() {
        say(1, PredictedField.PREDICTED_BOUNTY, 7, 1, "100", new Prediction("200", null, 50L, 400L));
        say(1, PredictedField.PREDICTED_BOUNTY, 7, 2, "300", new Prediction("200", null, 50L, 400L));
        assertEquals(
                List.of(new Measured(PredictedField.PREDICTED_BOUNTY, 300, 200, 50, 400)),
                Await.result(store.measured(database)));
        assertEquals(Optional.of(MutableClock.START), Await.result(store.since(database)));
    }

    @Test
    void ofManyWhoTakeOneTurnAtOnceOneHasIt() {
        List<Future<Integer>> all = IntStream.range(0, 10)
                .mapToObj(any -> store.add(
                        database,
                        new Said(1, PredictedField.CATEGORY, 7, 1, "c" + any, Prediction.NONE, clock.instant())))
                .toList();
        assertEquals(1, all.stream().mapToInt(Await::result).sum());
    }

    private void keep(String version, String category) {
        AnalysisView view = new AnalysisView(
                "summary",
                category,
                0.7,
                0.4,
                null,
                new BigDecimal("100.50"),
                10_050,
                0.5,
                0.5,
                List.of(),
                "bug",
                0.9,
                Severity.HIGH,
                new Interval(new BigDecimal("50.00"), new BigDecimal("100.50"), new BigDecimal("200.00")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new EngineName("model", version, false),
                1);
        Await.result(store.keepPrediction(database, 1, view, clock.instant()));
    }

    private Prediction prediction(PredictedField field) {
        return Await.result(store.prediction(database, 1, field)).orElseThrow();
    }

    private void say(long bug, PredictedField field, long person, int turn, String value, Prediction of) {
        assertEquals(
                1, Await.result(store.add(database, new Said(bug, field, person, turn, value, of, clock.instant()))));
    }
}
