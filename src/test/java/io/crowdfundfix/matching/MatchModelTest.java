package io.crowdfundfix.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.matching.Fit.Likeness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MatchModelTest {
    private static final MatchModel MODEL = MatchModel.bundled();

    @Test
    void probabilitiesAreProbabilities() {
        for (double saying = -1; saying <= 1; saying += 0.25) {
            for (double tags = 0; tags <= 1; tags += 0.25) {
                for (double lately = 0; lately <= 100; lately += 20) {
                    double p = MODEL.probability(fit(saying, tags, saying, lately));
                    assertTrue(p > 0 && p < 1, "p " + p);
                }
            }
        }
    }

    @Test
    void moreOfWhatSpeaksForSomebodyNeverLowersIt() {
        double before = 0;
        for (double more = 0; more <= 1; more += 0.02) {
            double p = MODEL.probability(fit(more, more, more, 20 * more));
            assertTrue(p >= before, more + ": " + p + " after " + before);
            before = p;
        }
        assertTrue(before > 0.5, "at best " + before);
    }

    @Test
    void knowsItsEncoder() {
        assertFalse(MODEL.isCalibratedFor("hashing-v1"));
    }

    @Test
    void theCurveIsStraightBetweenItsKnotsAndFlatBeyond() {
        MatchModel curve = new MatchModel(
                "any", new double[] {0, 0, 0, 0, 1, 0, 0, 0, 0, 0}, new double[] {0, 1}, new double[] {0.2, 0.6});
        assertEquals(0.2, curve.probability(fit(0, -1, null, 0)));
        assertEquals(0.4, curve.probability(fit(0, 0.5, null, 0)), 1e-12);
        assertEquals(0.6, curve.probability(fit(0, 3, null, 0)));
    }

    private static Fit fit(double saying, double tags, @Nullable Double fixing, double lately) {
        return new Fit(new Likeness(saying, true, tags, fixing), lately, lately > 0 ? 0.5 : 0);
    }
}
