package io.crowdfundfix.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.DoubleSummaryStatistics;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VariationTest {
    private static final int SEEDS = 4_000;

    @Test
    void aSeedDrawsTheSameAgainAndAnotherSeedAnother() {
        assertEquals(new Variation(7).draw(1, 0.4, 3), new Variation(7).draw(1, 0.4, 3));
        assertNotEquals(new Variation(7).draw(1, 0.4, 3), new Variation(8).draw(1, 0.4, 3));
        assertNotEquals(new Variation(7).draw(1, 0.4, 3), new Variation(7).draw(2, 0.4, 3));
    }

    @Test
    void theMeanOfTheDrawsIsTheScore() {
        for (double score : new double[] {0.01, 0.1, 0.5, 0.9}) {
            assertEquals(score, draws(score, 0).getAverage(), 0.02);
            assertEquals(score, draws(score, 50).getAverage(), 0.02);
        }
    }

    @Test
    void drawsOfNewcomersAreWider() {
        DoubleSummaryStatistics newcomer = draws(0.3, 0);
        DoubleSummaryStatistics proven = draws(0.3, 200);
        assertTrue(newcomer.getMax() - newcomer.getMin() > 2 * (proven.getMax() - proven.getMin()));
        assertTrue(newcomer.getMin() >= 0 && newcomer.getMax() <= 1);
    }

    private static DoubleSummaryStatistics draws(double score, int observations) {
        return IntStream.range(0, SEEDS)
                .mapToDouble(seed -> new Variation(seed).draw(42, score, observations))
                .summaryStatistics();
    }
}
