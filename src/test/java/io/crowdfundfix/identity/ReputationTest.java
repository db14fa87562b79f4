package io.crowdfundfix.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReputationTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SEED = 11;

    @Test
    void isWorthHalfAfterEachHalfLife() {
        Reputation hundred = new Reputation(100, START);
        assertEquals(100, hundred.shown(START));
        assertEquals(50, hundred.shown(START.plus(ReputationApi.HALF_LIFE)));
        assertEquals(25, hundred.shown(START.plus(ReputationApi.HALF_LIFE.multipliedBy(2))));
    }

    @Test
    void isNeverShownBelowZeroButRemembersIt() {
        Reputation indebted = Reputation.none(START).plus(-20, START);
        assertEquals(0, indebted.shown(START));
        assertEquals(5, indebted.plus(25, START).shown(START));
    }

    @Test
    void isNotMoreBeforeTheMomentOfItsSum() {
        assertEquals(100, new Reputation(100, START).shown(START.minusSeconds(60)));
    }

    @Test
    void rolledOnInAnyOrderItIsTheSumOfItsEvents() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            List<Instant> times = new ArrayList<>();
            List<Double> points = new ArrayList<>();
            Instant now = START.plus(Duration.ofDays(2_000));
            Reputation rolled = Reputation.none(START);
            double sum = 0;
            for (int i = 0; i < 20; i++) {
                times.add(START.plusSeconds(random.nextInt(2_000 * 86_400)));
                points.add(random.nextInt(60) - 20.0);
                rolled = rolled.plus(points.get(i), times.get(i));
                double years = Duration.between(times.get(i), now).toMillis() / (365 * 86_400_000.0);
                sum += points.get(i) * Math.pow(0.5, years);
            }
            assertEquals(Math.max(0, sum), rolled.shown(now), 0.006, times + " " + points);
        }
    }
}
