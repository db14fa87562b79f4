package io.crowdfundfix.engine.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void macroF1IsTheMeanOverTheClassesThatOccur() {
        int[] truth = {0, 0, 1, 1};
        int[] predicted = {0, 1, 1, 2};
        assertEquals(2 / 3.0, Metrics.f1(truth, predicted, 0), 1e-9);
        assertEquals(0.5, Metrics.f1(truth, predicted, 1), 1e-9);
        assertEquals((2 / 3.0 + 0.5) / 2, Metrics.macroF1(truth, predicted), 1e-9);
        assertEquals(0.5, Metrics.accuracy(truth, predicted));
    }

    @Test
    void aucCountsTiesHalf() {
        boolean[] positive = {true, true, false, false};
        assertEquals(1, Metrics.auc(positive, new double[] {0.9, 0.8, 0.2, 0.1}));
        assertEquals(0, Metrics.auc(positive, new double[] {0.1, 0.2, 0.8, 0.9}));
        assertEquals(0.5, Metrics.auc(positive, new double[] {0.5, 0.5, 0.5, 0.5}));
        assertEquals(0.875, Metrics.auc(positive, new double[] {0.9, 0.5, 0.5, 0.1}));
    }

    @Test
    void ranksAndErrors() {
        assertEquals(0.5, Metrics.recallAt(2, List.of("b", "a", "c"), Set.of("a", "c")));
        assertEquals(0.5, Metrics.reciprocalRank(List.of("b", "a", "c"), Set.of("a", "c")));
        assertEquals(0, Metrics.reciprocalRank(List.of("b"), Set.of("a")));
        assertEquals(1.5, Metrics.meanAbsoluteError(new double[] {1, 5}, new double[] {2, 3}));
    }

    @Test
    void quantilesAreThoseOfTheTextbook() {
        assertEquals(2.5, Quantiles.median(new double[] {4, 1, 2, 3}));
        assertEquals(1.3, Quantiles.of(new double[] {1, 2, 3, 4}, 0.1), 1e-9);
        assertEquals(2, Quantiles.weighted(new double[] {3, 1, 2}, new double[] {1, 1, 1}, 0.5));
        assertEquals(3, Quantiles.weighted(new double[] {3, 1, 2}, new double[] {5, 1, 1}, 0.5));
    }

    @Test
    void aBootstrapIntervalHoldsTheFigureAndNarrowsWithRows() {
        double[] few = Metrics.interval(20, rows -> IntStream.of(rows).average().orElse(0) / 20);
        double[] many =
                Metrics.interval(2_000, rows -> IntStream.of(rows).average().orElse(0) / 2_000);
        assertTrue(few[0] < 0.475 && 0.475 < few[1]);
        assertTrue(many[1] - many[0] < few[1] - few[0]);
    }

    @Test
    void isotonicRatesRiseAndSurviveSaving() throws IOException {
        double[] scores = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8};
        double[] outcomes = {0, 0, 1, 0, 1, 0, 1, 1};
        Isotonic fitted = Isotonic.fit(scores, outcomes);
        Tensors.Builder tensors = new Tensors.Builder();
        fitted.save(tensors, "c");
        Isotonic loaded = Isotonic.load(Tensors.read(tensors.bytes()), "c");
        double last = -1;
        for (double score = 0; score <= 1; score += 0.05) {
            assertTrue(loaded.rate(score) >= last);
            assertEquals(fitted.rate(score), loaded.rate(score), 1e-6);
            last = loaded.rate(score);
        }
        assertEquals(0, fitted.rate(-5));
        assertEquals(1, fitted.rate(5));
        assertEquals(0.5, fitted.rate(0.45), 0.01, "a pool of four with two hits");
    }
}
