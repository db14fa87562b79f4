package io.crowdfundfix.analysis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.analysis.ClusterableStore.LastBuild;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClusterScheduleTest {
    private static final Instant BUILT = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void buildsFirstWhenThereIsSomething() {
        assertFalse(ClusterSchedule.isDue(null, "m", 3, BUILT));
        assertTrue(ClusterSchedule.isDue(null, "m", 4, BUILT));
    }

    @Test
    void buildsAnewForAnotherModel() {
        assertTrue(ClusterSchedule.isDue(last(100, 0, 10), "other", 4, BUILT));
    }

    @Test
    void buildsSoonAfterAFifthMoreHasCome() {
        assertTrue(due(last(100, 20, 50), Duration.ofSeconds(1)));
        assertFalse(due(last(100, 20, 51), Duration.ofSeconds(1)));
        assertFalse(due(last(100, 19, 50), Duration.ofSeconds(10)));
        assertFalse(due(last(10, 2, 50), Duration.ofSeconds(10)));
        assertTrue(due(last(10, 3, 50), Duration.ofSeconds(10)));
    }

    @Test
    void buildsInTheRestWhenItHasBeenQuiet() {
        assertTrue(due(last(100, 1, 50), Duration.ofSeconds(15)));
        assertFalse(due(last(10_000, 1, 9_000), Duration.ofMinutes(29)));
        assertTrue(due(last(10_000, 1, 9_000), Duration.ofMinutes(30)));
    }

    @Test
    void buildsAFewTimesADayBecauseBugsAreClosed() {
        assertFalse(due(last(100, 0, 50), Duration.ofHours(5)));
        assertTrue(due(last(100, 0, 50), Duration.ofHours(6)));
    }

    private static boolean due(LastBuild last, Duration later) {
        return ClusterSchedule.isDue(last, "m", 0, BUILT.plus(later));
    }

    private static LastBuild last(long bugs, long fresh, long tookMs) {
        return new LastBuild("m", BUILT, bugs, tookMs, fresh);
    }
}
