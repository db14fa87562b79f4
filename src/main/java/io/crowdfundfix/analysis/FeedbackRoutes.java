package io.crowdfundfix.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.crowdfundfix.analysis.FeedbackApi.FeedbackView;
import io.crowdfundfix.analysis.FeedbackApi.GiveFeedback;
import io.crowdfundfix.analysis.FeedbackApi.PredictedField;
import io.crowdfundfix.analysis.FeedbackApi.ReadCalibration;
import io.crowdfundfix.bugs.Severity;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Feedback and calibration over HTTP. */
final class FeedbackRoutes implements Routes {
    private static final List<String> ISSUE_TYPES = List.of("bug", "feature", "question");
    private static final List<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Enum::name).toList();
    private static final Pattern CATEGORY = Pattern.compile("[a-z][a-z_]{1,39}");
    private static final BigDecimal LEAST_PAID = new BigDecimal("0.01");
    private static final BigDecimal HIGHEST_NUMBER = new BigDecimal("999999999999999999");
    private static final BigDecimal MOST_PAID = new BigDecimal("10000000");

    private final Bus bus;

    FeedbackRoutes(Bus bus) {
        this.bus = bus;
    }

    /** Body of a word on a prediction; what its value may be depends on the field. */
    record FeedbackRequest(Long bugId, PredictedField field, JsonNode value) {
        FeedbackRequest {
            Check check = Check.that()
                    .required("bug_id", bugId)
                    .required("field", field)
                    .required("value", value);
            if (bugId != null) {
                check.range("bug_id", bugId, 1, Long.MAX_VALUE);
            }
            if (field != null && value != null && !fits(field, value)) {
                check.isTrue("value", false, "must be " + expected(field));
                check.isTrue("field", false, "does not go with this value");
            }
            check.done();
        }

        private static boolean fits(PredictedField field, JsonNode value) {
            String text = value.isTextual() ? value.textValue() : "";
            BigDecimal number = value.isNumber() ? value.decimalValue() : BigDecimal.ONE.negate();
            return switch (field) {
                case ISSUE_TYPE -> ISSUE_TYPES.contains(text);
                case SEVERITY -> SEVERITIES.contains(text);
                case CATEGORY -> CATEGORY.matcher(text).matches();
                case COMPLEXITY_SCORE -> isWithin(number, BigDecimal.ZERO, BigDecimal.ONE);
                case PREDICTED_BOUNTY -> isWithin(number, LEAST_PAID, MOST_PAID) && decimals(number) <= 2;
                case DUPLICATE -> decimals(number) <= 0 && isWithin(number, BigDecimal.ONE, HIGHEST_NUMBER);
            };
        }

        private static String expected(PredictedField field) {
            return switch (field) {
                case ISSUE_TYPE -> "an issue type as analyses have it";
                case SEVERITY -> "one of " + SEVERITIES;
                case CATEGORY -> "a category such as crash or data_loss: " + CATEGORY.pattern();
                case COMPLEXITY_SCORE -> "a number from 0 to 1";
                case PREDICTED_BOUNTY ->
                    "an amount from " + LEAST_PAID + " to " + MOST_PAID + " with at most two decimals";
                case DUPLICATE -> "the number of the bug that it is a duplicate of";
            };
        }

        private static boolean isWithin(BigDecimal number, BigDecimal least, BigDecimal most) {
            return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
        }

        private static int decimals(BigDecimal number) {
            return number.stripTrailingZeros().scale();
        }

        /** As it is stored: amounts in cents. */
        String text() {
            return switch (field) {
                case PREDICTED_BOUNTY ->
                    value.decimalValue().movePointRight(2).toBigInteger().toString();
                case COMPLEXITY_SCORE -> Double.toString(value.doubleValue());
                case DUPLICATE -> value.decimalValue().toBigInteger().toString();
                default -> value.asText();
            };
        }
    }

    /** What is on record. */
    record FeedbackReply(
            long bugId,
            PredictedField field,
            JsonNode value,
            JsonNode predicted,
            @Nullable Double confidence,
            long givenBy,
            Instant givenAt) {}

    @Override
    public void bind(Operations on) {
        on.on("giveFeedback", this::give);
        on.on(
                "getCalibration",
                request -> bus.request(FeedbackApi.READ_CALIBRATION, new ReadCalibration())
                        .map(Reply::ok));
    }

    private Future<Reply> give(Request request) {
        FeedbackRequest body = request.body(FeedbackRequest.class);
        return bus.request(
                        FeedbackApi.GIVE_FEEDBACK,
                        new GiveFeedback(request.caller(), body.bugId(), body.field(), body.text()))
                .map(said -> Reply.ok(reply(said)));
    }

    private static FeedbackReply reply(FeedbackView said) {
        return new FeedbackReply(
                said.bug(),
                said.field(),
                json(said.field(), said.value()),
                json(said.field(), said.predicted()),
                said.confidence(),
                said.givenBy(),
                said.givenAt());
    }

    private static JsonNode json(PredictedField field, @Nullable String stored) {
        if (stored == null) {
            return NullNode.instance;
        }
        return switch (field) {
            case PREDICTED_BOUNTY -> DecimalNode.valueOf(new BigDecimal(stored).movePointLeft(2));
            case COMPLEXITY_SCORE, DUPLICATE -> DecimalNode.valueOf(new BigDecimal(stored));
            default -> TextNode.valueOf(stored);
        };
    }
}
