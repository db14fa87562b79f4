package io.crowdfundfix.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.crowdfundfix.analysis.AnalysisApi.AnalysisView;
import io.crowdfundfix.analysis.AnalysisApi.EngineName;
import io.crowdfundfix.analysis.AnalysisApi.Interval;
import io.crowdfundfix.analysis.AnalysisStore.Remembered;
import io.crowdfundfix.analysis.FeedbackApi.CalibrationView;
import io.crowdfundfix.analysis.FeedbackApi.Compare;
import io.crowdfundfix.analysis.FeedbackApi.Compared;
import io.crowdfundfix.analysis.FeedbackApi.FeedbackView;
import io.crowdfundfix.analysis.FeedbackApi.GiveFeedback;
import io.crowdfundfix.analysis.FeedbackApi.PredictedField;
import io.crowdfundfix.analysis.FeedbackApi.ReadCalibration;
import io.crowdfundfix.bugs.Bugs;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.BugReport;
import io.crowdfundfix.bugs.BugsApi.ReportBug;
import io.crowdfundfix.bugs.BugsConfig;
import io.crowdfundfix.bugs.Severity;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.engine.Fingerprint;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class FeedbackServiceTest {
    private static final Caller REPORTER = new Caller(7, Role.USER);

    private final FeedbackStore store = new FeedbackStore();
    private Platform platform;
    private MutableClock clock;
    private FeedbackService feedback;
    private long bug;

    @BeforeEach
    void report(Platform ofThisTest, MutableClock clockOfThisTest) {
        platform = ofThisTest;
        clock = clockOfThisTest;
        feedback = new FeedbackService(platform, store);
        for (Deployment deployment : new Bugs(new BugsConfig(0)).deployments(platform)) {
            Await.result(platform.vertx().deployVerticle(deployment.verticle(), deployment.options()));
        }
        BugReport report = new BugReport("Login", "It crashes.", null, null, List.of(), null);
        bug = Await.result(platform.bus().request(BugsApi.REPORT, new ReportBug(REPORTER, report, null)))
                .id();
    }

    @Test
    void aChangedMindIsStillHeldAgainstTheFirstPrediction() {
        predict("one", "crash", 0.6);
        FeedbackView first = give(REPORTER, PredictedField.CATEGORY, "memory");
        assertEquals("crash", first.predicted());
        predict("two", "memory", 0.9);
        FeedbackView second = give(REPORTER, PredictedField.CATEGORY, "security");
        assertEquals("crash", second.predicted());
        assertEquals(0.6, second.confidence());
        assertEquals(second, give(REPORTER, PredictedField.CATEGORY, "security"));
        assertEquals(
                "memory",
                give(new Caller(8, Role.DEVELOPER), PredictedField.CATEGORY, "memory")
                        .predicted());
        CalibrationView calibration = calibration();
        assertEquals(2, calibration.n());
        assertEquals(0.5, calibration.fields().get(1).accuracy());
    }

    @Test
    void theSameWordFromManyRequestsAtOnceIsOneOutcome() {
        predict("one", "crash", 0.6);
        List<Future<FeedbackView>> all = IntStream.range(0, 4)
                .mapToObj(any -> feedback.give(new GiveFeedback(REPORTER, bug, PredictedField.ISSUE_TYPE, "bug")))
                .toList();
        all.forEach(Await::result);
        assertEquals(1, calibration().n());
        assertEquals(1.0, calibration().fields().get(0).accuracy());
    }

    @Test
    void measuresPricesAndScores() {
        predict("one", "crash", 0.6);
        give(REPORTER, PredictedField.PREDICTED_BOUNTY, "30000");
        give(REPORTER, PredictedField.COMPLEXITY_SCORE, "0.7");
        CalibrationView calibration = calibration();
        assertEquals(0.0, calibration.bounty().shareInside());
        assertEquals(1.0986, calibration.bounty().medianAbsoluteLogError());
        assertEquals(0.3, calibration.complexity().meanAbsoluteError());
    }

    @Test
    void refusesWhatWasNeverPredictedAndWhoHasNoSay() {
        assertEquals(
                "not_analyzed",
                Await.fault(feedback.give(new GiveFeedback(REPORTER, bug, PredictedField.CATEGORY, "ui")))
                        .code());
        predict("one", "crash", 0.6);
        Caller stranger = new Caller(9, Role.USER);
        assertEquals(
                Fault.Kind.FORBIDDEN,
                Await.fault(feedback.give(new GiveFeedback(stranger, bug, PredictedField.CATEGORY, "ui")))
                        .kind());
        assertEquals(0, calibration().n());
        assertNull(calibration().since());
    }

    @Test
    void comparesOnlyVectorsOfOneModel() {
        remember(1, "model-a", 1, 0);
        remember(2, "model-a", 0.6f, 0.8f);
        remember(3, "model-b", 1, 0);
        assertEquals(
                new Compared(0.6, List.of("both speak of: invoice, voucher")),
                Await.result(feedback.compare(new Compare(1, 2))));
        assertEquals(new Compared(null, List.of()), Await.result(feedback.compare(new Compare(1, 3))));
        assertEquals(new Compared(null, List.of()), Await.result(feedback.compare(new Compare(1, 99))));
    }

    private void remember(long id, String model, float... vector) {
        Fingerprint fingerprint = new Fingerprint(List.of(), List.of(), List.of("invoice", "voucher"));
        Remembered remembered = new Remembered(
                id, model, vector, "T", fingerprint, platform.clock().instant());
        Await.result(new AnalysisStore()
                .save(platform.database(), remembered, platform.clock().instant()));
    }

    private FeedbackView give(Caller caller, PredictedField field, String value) {
        return Await.result(feedback.give(new GiveFeedback(caller, bug, field, value)));
    }

    private CalibrationView calibration() {
        return Await.result(feedback.calibration(new ReadCalibration()));
    }

    private void predict(String version, String category, double confidence) {
        AnalysisView view = new AnalysisView(
                "summary",
                category,
                confidence,
                0.4,
                null,
                new BigDecimal("100.00"),
                10_000,
                0.5,
                0.5,
                List.of(),
                "bug",
                0.9,
                Severity.HIGH,
                new Interval(new BigDecimal("50.00"), new BigDecimal("100.00"), new BigDecimal("200.00")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new EngineName("model", version, false),
                1);
        clock.forward(Duration.ofSeconds(1));
        Await.result(store.keepPrediction(
                platform.database(), bug, view, platform.clock().instant()));
    }
}
