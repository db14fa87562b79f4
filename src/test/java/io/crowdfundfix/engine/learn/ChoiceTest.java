package io.crowdfundfix.engine.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ChoiceTest {
    @Test
    void pullsTheChosenRowUpAndTheOthersDownByTheirShare() {
        Choice loss = new Choice(new boolean[] {false, true, false, true}, new int[] {3, 4}, new double[] {1, 1});
        double[] slopes = new double[4];
        loss.slopes(new double[] {0, 0, Math.log(2), 5}, slopes, new double[4]);
        assertArrayEquals(new double[] {0.25, -0.75, 0.5, 0}, slopes, 1e-9);
    }

    @Test
    void treesLearnWhichOfThreeIsChosen() {
        float[][] rows = new float[300][];
        boolean[] chosen = new boolean[300];
        int[] ends = new int[100];
        double[] shares = new double[100];
        for (int i = 0; i < 300; i++) {
            int best = i / 3 * 5 % 3;
            rows[i] = new float[] {i % 3 == best ? 1 : 0, i % 7};
            chosen[i] = i % 3 == best;
            ends[i / 3] = i / 3 * 3 + 3;
            shares[i / 3] = 1;
        }
        BoostedTrees trees = Boosting.defaults().withTrees(30, 0.3).fit(rows, new Choice(chosen, ends, shares));
        assertTrue(trees.predict(new float[] {1, 0}) > trees.predict(new float[] {0, 0}) + 2);
    }
}
