package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.FeedbackApi.BountyCalibration;
import io.crowdfundfix.analysis.FeedbackApi.ClassCalibration;
import io.crowdfundfix.analysis.FeedbackApi.ConfidenceBin;
import io.crowdfundfix.analysis.FeedbackApi.DuplicateCalibration;
import io.crowdfundfix.analysis.FeedbackApi.PredictedField;
import io.crowdfundfix.analysis.FeedbackApi.ScoreBand;
import io.crowdfundfix.analysis.FeedbackApi.ScoreCalibration;
import io.crowdfundfix.bugs.DuplicatesApi.DecisionBand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts outcomes against what was predicted. */
final class Calibration {
    private static final int BINS = 10;

    private Calibration() {}

    /**
     * Outcomes of about the same confidence.
     *
     * @param tenth of the confidence; null where there was none
     * @param confidence their sum
     * @param held how many came as predicted
     */
    record Outcomes(PredictedField field, @Nullable Integer tenth, long n, double confidence, long held) {}

    /** A true amount or score beside what was predicted of it. */
    record Measured(PredictedField field, double truth, double predicted, double low, double high) {}

    static ClassCalibration ofClass(PredictedField field, boolean withConfidence, List<Outcomes> all) {
        List<Outcomes> own =
                all.stream().filter(outcomes -> outcomes.field() == field).toList();
        long n = own.stream().mapToLong(Outcomes::n).sum();
        long held = own.stream().mapToLong(Outcomes::held).sum();
        List<ConfidenceBin> bins = withConfidence ? bins(own) : List.of();
        double confidence = own.stream().mapToDouble(Outcomes::confidence).sum();
        return new ClassCalibration(
                field,
                n,
                share(held, n),
                withConfidence ? share(confidence, n) : null,
                withConfidence && n > 0 ? expectedError(bins, n) : null,
                bins);
    }

    /** Guo et al., "On Calibration of Modern Neural Networks", 2017. */
    private static double expectedError(List<ConfidenceBin> bins, long n) {
        double error = 0;
        for (ConfidenceBin bin : bins) {
            if (bin.meanConfidence() != null && bin.shareRight() != null) {
                error += Math.abs(bin.meanConfidence() - bin.shareRight()) * bin.n() / n;
            }
        }
        return rounded(error);
    }

    private static List<ConfidenceBin> bins(List<Outcomes> own) {
        List<ConfidenceBin> bins = new ArrayList<>();
        for (int tenth = 0; tenth < BINS; tenth++) {
            long n = 0;
            long held = 0;
            double confidence = 0;
            for (Outcomes outcomes : own) {
                if (outcomes.tenth() != null && Math.min(BINS - 1, outcomes.tenth()) == tenth) {
                    n += outcomes.n();
                    held += outcomes.held();
                    confidence += outcomes.confidence();
                }
            }
            bins.add(new ConfidenceBin(edge(tenth), edge(tenth + 1), n, share(confidence, n), share(held, n)));
        }
        return bins;
    }

    static ScoreCalibration ofScores(List<Measured> all) {
        List<Measured> own = of(PredictedField.COMPLEXITY_SCORE, all);
        double error = own.stream()
                .mapToDouble(one -> Math.abs(one.truth() - one.predicted()))
                .sum();
        return new ScoreCalibration(own.size(), share(error, own.size()));
    }

    static BountyCalibration ofPrices(List<Measured> all) {
        List<Measured> own = of(PredictedField.PREDICTED_BOUNTY, all);
        long inside = own.stream()
                .filter(one -> one.low() <= one.truth() && one.truth() <= one.high())
                .count();
        double[] errors = own.stream()
                .mapToDouble(one -> Math.abs(Math.log(one.truth() / one.predicted())))
                .sorted()
                .toArray();
        return new BountyCalibration(own.size(), share(inside, own.size()), median(errors));
    }

    private static List<Measured> of(PredictedField field, List<Measured> all) {
        return all.stream().filter(one -> one.field() == field).toList();
    }

    private static @Nullable Double median(double[] sorted) {
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return null;
        }
        return rounded(sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
    }

    static DuplicateCalibration ofDuplicates(List<DecisionBand> decisions) {
        long[] decided = new long[BINS];
        long[] confirmed = new long[BINS];
        for (DecisionBand band : decisions) {
            decided[band.tenth()] += band.decided();
            confirmed[band.tenth()] += band.confirmed();
        }
        List<ScoreBand> bands = new ArrayList<>();
        long allDecided = 0;
        long allConfirmed = 0;
        for (int tenth = 0; tenth < BINS; tenth++) {
            bands.add(new ScoreBand(
                    edge(tenth), edge(tenth + 1), decided[tenth], share(confirmed[tenth], decided[tenth])));
            allDecided += decided[tenth];
            allConfirmed += confirmed[tenth];
        }
        return new DuplicateCalibration(allDecided, share(allConfirmed, allDecided), bands);
    }

    private static double edge(int tenth) {
        return tenth / (double) BINS;
    }

    private static @Nullable Double share(long part, long whole) {
        return share((double) part, whole);
    }

    private static @Nullable Double share(double part, long whole) {
        return whole == 0 ? null : rounded(part / whole);
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
