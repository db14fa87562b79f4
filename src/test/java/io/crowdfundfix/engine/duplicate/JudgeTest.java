package io.crowdfundfix.engine.duplicate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JudgeTest {
    @Test
    void whatItCallsLikelyIsMostlyRight() {
        Judge judge = Judge.fit(cases(1));
        double flagged = 0;
        double right = 0;
        for (Judge.Case one : cases(2)) {
            boolean likely = judge.probability(one.input()) >= judge.likely();
            flagged += likely ? 1 : 0;
            right += likely && one.duplicate() ? 1 : 0;
        }
        assertTrue(flagged > 50, "flagged " + flagged);
        assertTrue(right / flagged > 0.84, right + " of " + flagged);
    }

    @Test
    void aBetterCandidateIsMoreProbable() {
        Judge judge = Judge.fit(cases(1));
        assertTrue(judge.probability(input(0.9f)) > judge.probability(input(0.3f)));
    }

    @Test
    void readsWhatItWrote() throws IOException {
        Judge judge = Judge.fit(cases(1));
        Tensors.Builder tensors = new Tensors.Builder();
        judge.save(tensors, "judge");
        Judge read = Judge.load(Tensors.read(tensors.bytes()), "judge");
        assertEquals(judge.probability(input(0.7f)), read.probability(input(0.7f)), 1e-4);
        assertEquals(judge.likely(), read.likely(), 1e-6);
    }

    /** The greater the cosine, the more often it is a duplicate. */
    private static List<Judge.Case> cases(long seed) {
        Random random = new Random(seed);
        List<Judge.Case> cases = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            float alike = random.nextFloat();
            boolean duplicate = random.nextDouble() < 1 / (1 + Math.exp(-20 * (alike - 0.7)));
            cases.add(new Judge.Case(input(alike), duplicate, i, 1));
        }
        return cases;
    }

    private static SparseVector input(float alike) {
        float[][] features = new float[1][ListFeatures.COUNT];
        features[0][Signals.WHOLE_COSINE] = alike;
        return Judge.input(features, new double[] {0}, 0, 0);
    }
}
