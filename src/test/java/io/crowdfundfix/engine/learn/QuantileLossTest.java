package io.crowdfundfix.engine.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class QuantileLossTest {
    @Test
    void treesLeaveTheValueThatMostRowsShare() {
        float[][] rows = new float[200][];
        double[] targets = new double[200];
        double[] shares = new double[200];
        Arrays.fill(shares, 1);
        for (int i = 0; i < 200; i++) {
            rows[i] = new float[] {i % 5 < 2 ? 1 : 0};
            targets[i] = i % 5 < 2 ? 1 : 4;
        }
        BoostedTrees trees = Boosting.defaults().withTrees(60, 0.2).fit(rows, Loss.quantile(targets, shares, 0.5));
        assertEquals(1, trees.predict(new float[] {1}), 0.1);
        assertEquals(4, trees.predict(new float[] {0}), 0.1);
    }
}
