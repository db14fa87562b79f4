package io.crowdfundfix.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.json.RawJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private static final long DAY = 20_513;

    @Test
    void aBountyIsInOneClassAndEachBeginsAtItsLowerBound() {
        assertEquals("0", Metrics.bountySize(0));
        assertEquals("1-25", Metrics.bountySize(1));
        assertEquals("1-25", Metrics.bountySize(2_499));
        assertEquals("25-100", Metrics.bountySize(2_500));
        assertEquals("100-500", Metrics.bountySize(10_000));
        assertEquals("500-2000", Metrics.bountySize(199_999));
        assertEquals("2000+", Metrics.bountySize(200_000));
        assertEquals("2000+", Metrics.bountySize(Long.MAX_VALUE));
    }

    @Test
    void aBountyLeavesOneClassForAnother() {
        assertEquals(
                List.of(moved("bounty_size", "1-25", 1), moved("funded_bugs", "all", 1)),
                Metrics.bountyMoved(null, 100, NOON));
        assertEquals(List.of(), Metrics.bountyMoved(100L, 200, NOON));
        assertEquals(
                List.of(moved("bounty_size", "2000+", 1), moved("bounty_size", "1-25", -1)),
                Metrics.bountyMoved(200L, 900_000, NOON));
        assertEquals(
                List.of(
                        moved("bounty_size", "0", 1),
                        moved("bounty_size", "2000+", -1),
                        moved("funded_bugs", "all", -1)),
                Metrics.bountyMoved(900_000L, 0, NOON));
    }

    @Test
    void aStepIsAnEighthOfADoubling() {
        assertEquals("0", Metrics.step(-5));
        assertEquals("0", Metrics.step(0));
        assertEquals("1", Metrics.step(1));
        assertEquals("9", Metrics.step(2));
        assertEquals("81", Metrics.step(1_024));
        assertEquals("80", Metrics.step(1_023));
        assertEquals("320", Metrics.step(Long.MAX_VALUE));
        for (long value = 1; value < 1_000_000; value += 1 + value / 50) {
            int step = Integer.parseInt(Metrics.step(value));
            assertTrue(Metrics.stepFrom(step) <= value && value < Metrics.stepFrom(step + 1), "step of " + value);
        }
    }

    @Test
    void aSpanCountsInWholeSecondsOnTheDayItEndsAndNeverBackwards() {
        Instant later = NOON.plus(Duration.ofMinutes(17).plusSeconds(4));
        assertEquals(new Delta("hours_to_fund", "81", DAY, 1, 0), Metrics.took("hours_to_fund", NOON, later));
        assertEquals(new Delta("hours_to_fund", "0", DAY, 1, 0), Metrics.took("hours_to_fund", later, NOON));
    }

    @Test
    void aPaymentIsInsideBelowOrAboveWhatWasForeseen() {
        Forecast foreseen = new Forecast(5_000, 10_000, 20_000);
        assertEquals("inside", Metrics.forecast(foreseen, 5_000, NOON).get(0).dimension());
        assertEquals("inside", Metrics.forecast(foreseen, 20_000, NOON).get(0).dimension());
        assertEquals("below", Metrics.forecast(foreseen, 4_999, NOON).get(0).dimension());
        assertEquals("above", Metrics.forecast(foreseen, 20_001, NOON).get(0).dimension());
        assertEquals(
                new Delta("forecast_ratio", Metrics.step(2_000), DAY, 1, 0),
                Metrics.forecast(foreseen, 20_000, NOON).get(1));
    }

    @Test
    void aForecastIsReadFromAStoredAnalysis() {
        RawJson analysis = new RawJson("{\"bounty_interval\":{\"p10\":30,\"p50\":80.5,\"p90\":200.00}}");
        assertEquals(Optional.of(new Forecast(3_000, 8_050, 20_000)), Forecast.of(analysis));
        assertEquals(Optional.empty(), Forecast.of(null));
        assertEquals(Optional.empty(), Forecast.of(new RawJson("{}")));
    }

    private static Delta moved(String metric, String dimension, int events) {
        return new Delta(metric, dimension, DAY, events, 0);
    }
}
