package io.crowdfundfix.analysis;

import static io.crowdfundfix.bus.Endpoint.endpoint;

import com.fasterxml.jackson.annotation.JsonValue;
import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What other parts may tell the engine of how things really were, and ask of how well it foresaw them. */
public final class FeedbackApi {
    /** Anybody may ask, and it counts every outcome there is. */
    private static final int MAX_CALIBRATIONS_IN_FLIGHT = 8;

    public static final Endpoint<Compare, Compared> COMPARE = endpoint("analysis.compare");
    public static final Endpoint<GiveFeedback, FeedbackView> GIVE_FEEDBACK = endpoint("analysis.give_feedback");
    public static final Endpoint<ReadCalibration, CalibrationView> READ_CALIBRATION =
            Endpoint.<ReadCalibration, CalibrationView>endpoint("analysis.read_calibration")
                    .atMost(MAX_CALIBRATIONS_IN_FLIGHT);

    private FeedbackApi() {}

    /** Asks how alike two stored bugs are. */
    public record Compare(long one, long other) implements BusMessage {}

    /**
     * How alike two stored bugs are.
     *
     * @param score cosine of their vectors; null where one of them has none yet
     */
    public record Compared(@Nullable Double score, List<String> evidence) implements BusMessage {
        public Compared {
            evidence = List.copyOf(evidence);
        }
    }

    /** What can be corrected of an analysis. */
    public enum PredictedField {
        ISSUE_TYPE,
        CATEGORY,
        SEVERITY,
        COMPLEXITY_SCORE,
        PREDICTED_BOUNTY,
        DUPLICATE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Says how one thing really was.
     *
     * @param value as text; an amount in cents
     */
    public record GiveFeedback(Caller caller, long bug, PredictedField field, String value) implements BusMessage {}

    /**
     * What a person has last said of a prediction.
     *
     * @param predicted what had been predicted when he first said something; null where nothing of the kind is predicted
     */
    public record FeedbackView(
            long bug,
            PredictedField field,
            String value,
            @Nullable String predicted,
            @Nullable Double confidence,
            long givenBy,
            Instant givenAt)
            implements BusMessage {}

    public record ReadCalibration() implements BusMessage {}

    /**
     * How well predictions held. A share or a mean of nothing is null.
     *
     * @param n outcomes there are: each person's last word on each prediction, and decisions on duplicates
     * @param since the first of them
     */
    public record CalibrationView(
            long n,
            @Nullable Instant since,
            List<ClassCalibration> fields,
            ScoreCalibration complexity,
            BountyCalibration bounty,
            DuplicateCalibration duplicates)
            implements BusMessage {
        public CalibrationView {
            fields = List.copyOf(fields);
        }
    }

    /**
     * How well a choice among classes held.
     *
     * @param expectedCalibrationError mean distance of confidence and share right over the bins, weighted by their n
     * @param bins ten of confidence; empty for what comes without a confidence
     */
    public record ClassCalibration(
            PredictedField field,
            long n,
            @Nullable Double accuracy,
            @Nullable Double meanConfidence,
            @Nullable Double expectedCalibrationError,
            List<ConfidenceBin> bins) {
        public ClassCalibration {
            bins = List.copyOf(bins);
        }
    }

    public record ConfidenceBin(
            double from,
            double to,
            long n,
            @Nullable Double meanConfidence,
            @Nullable Double shareRight) {}

    public record ScoreCalibration(long n, @Nullable Double meanAbsoluteError) {}

    /**
     * How well prices held.
     *
     * @param shareInside true prices from p10 to p90; 0.8 would be right
     * @param medianAbsoluteLogError of the true price over p50; 0.69 is off by a factor of two
     */
    public record BountyCalibration(
            long n, @Nullable Double shareInside, @Nullable Double medianAbsoluteLogError) {}

    /** How often people confirmed what was suggested. */
    public record DuplicateCalibration(long n, @Nullable Double shareConfirmed, List<ScoreBand> bands) {
        public DuplicateCalibration {
            bands = List.copyOf(bands);
        }
    }

    public record ScoreBand(
            double from, double to, long n, @Nullable Double shareConfirmed) {}
}
