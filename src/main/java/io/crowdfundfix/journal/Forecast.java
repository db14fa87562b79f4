package io.crowdfundfix.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.json.Json;
import io.crowdfundfix.json.RawJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was foreseen as the price of a fix. */
public record Forecast(long p10Cents, long p50Cents, long p90Cents) {
    /** As a stored analysis says it; none while there is no analysis. */
    public static Optional<Forecast> of(@Nullable RawJson analysis) {
        if (analysis == null) {
            return Optional.empty();
        }
        try {
            JsonNode interval = Json.api().readTree(analysis.text()).path("bounty_interval");
            return interval.isObject()
                    ? Optional.of(new Forecast(cents(interval, "p10"), cents(interval, "p50"), cents(interval, "p90")))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long cents(JsonNode interval, String quantile) {
        return interval.path(quantile).decimalValue().movePointRight(2).longValue();
    }
}
