package io.crowdfundfix.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.crowdfundfix.analysis.Calibration.Measured;
import io.crowdfundfix.analysis.Calibration.Outcomes;
import io.crowdfundfix.analysis.FeedbackApi.BountyCalibration;
import io.crowdfundfix.analysis.FeedbackApi.ClassCalibration;
import io.crowdfundfix.analysis.FeedbackApi.ConfidenceBin;
import io.crowdfundfix.analysis.FeedbackApi.DuplicateCalibration;
import io.crowdfundfix.analysis.FeedbackApi.PredictedField;
import io.crowdfundfix.analysis.FeedbackApi.ScoreBand;
import io.crowdfundfix.analysis.FeedbackApi.ScoreCalibration;
import io.crowdfundfix.bugs.DuplicatesApi.DecisionBand;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    @Test
    void countsAccuracyAndHowFarConfidenceWasFromIt() {
        ClassCalibration all = Calibration.ofClass(
                PredictedField.ISSUE_TYPE,
                true,
                List.of(
                        new Outcomes(PredictedField.ISSUE_TYPE, 9, 3, 2.85, 3),
                        new Outcomes(PredictedField.ISSUE_TYPE, 5, 1, 0.55, 0),
                        new Outcomes(PredictedField.CATEGORY, 9, 100, 95, 0)));
        assertEquals(4, all.n());
        assertEquals(0.75, all.accuracy());
        assertEquals(0.85, all.meanConfidence());
        assertEquals(0.175, all.expectedCalibrationError()); // .75 × .05 + .25 × .55
        assertEquals(new ConfidenceBin(0.9, 1, 3, 0.95, 1.0), all.bins().get(9));
        assertEquals(new ConfidenceBin(0.4, 0.5, 0, null, null), all.bins().get(4));
    }

    @Test
    void aConfidenceOfOneIsInTheLastBin() {
        ClassCalibration all = Calibration.ofClass(
                PredictedField.CATEGORY, true, List.of(new Outcomes(PredictedField.CATEGORY, 10, 2, 2, 1)));
        assertEquals(2, all.bins().get(9).n());
    }

    @Test
    void saysOfNothingThatThereIsNothing() {
        ClassCalibration none = Calibration.ofClass(PredictedField.SEVERITY, false, List.of());
        assertEquals(new ClassCalibration(PredictedField.SEVERITY, 0, null, null, null, List.of()), none);
        assertNull(Calibration.ofClass(PredictedField.CATEGORY, true, List.of()).expectedCalibrationError());
        assertEquals(new BountyCalibration(0, null, null), Calibration.ofPrices(List.of()));
        assertEquals(new ScoreCalibration(0, null), Calibration.ofScores(List.of()));
        assertEquals(0, Calibration.ofDuplicates(List.of()).n());
    }

    @Test
    void measuresPricesByTheirLogarithms() {
        BountyCalibration prices = Calibration.ofPrices(List.of(
                new Measured(PredictedField.PREDICTED_BOUNTY, 100, 100, 50, 200),
                new Measured(PredictedField.PREDICTED_BOUNTY, 200, 100, 50, 200),
                new Measured(PredictedField.PREDICTED_BOUNTY, 25, 100, 50, 200),
                new Measured(PredictedField.COMPLEXITY_SCORE, 0.5, 0.25, 0, 0)));
        assertEquals(new BountyCalibration(3, 0.6667, 0.6931), prices);
    }

    @Test
    void measuresScoresByTheirDistance() {
        assertEquals(
                new ScoreCalibration(2, 0.2),
                Calibration.ofScores(List.of(
                        new Measured(PredictedField.COMPLEXITY_SCORE, 0.5, 0.25, 0, 0),
                        new Measured(PredictedField.COMPLEXITY_SCORE, 0.5, 0.65, 0, 0))));
    }

    @Test
    void countsConfirmationsByScore() {
        DuplicateCalibration all =
                Calibration.ofDuplicates(List.of(new DecisionBand(8, 4, 3), new DecisionBand(5, 4, 1)));
        assertEquals(8, all.n());
        assertEquals(0.5, all.shareConfirmed());
        assertEquals(new ScoreBand(0.8, 0.9, 4, 0.75), all.bands().get(8));
    }
}
