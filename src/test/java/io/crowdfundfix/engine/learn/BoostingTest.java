package io.crowdfundfix.engine.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoostingTest {
    private static final Boosting SETTINGS =
            Boosting.defaults().withTrees(100, 0.1).withLeaves(8, 5);
    private static final float[][] ROWS = rows(400);

    @Test
    void squaredLossLearnsAnInteraction() {
        double[] targets = targets(row -> row[0] > 0.5 == row[1] > 0.5 ? 10 : -10);
        BoostedTrees trees = SETTINGS.fit(ROWS, Loss.squared(targets, ones()));
        assertEquals(10, trees.predict(new float[] {0.9f, 0.9f, 0.1f}), 3);
        assertEquals(-10, trees.predict(new float[] {0.9f, 0.1f, 0.1f}), 3);
    }

    @Test
    void theAbsoluteErrorIsNotMovedByOutliers() {
        double[] targets = targets(row -> row[0] > 0.5 ? 5 : 1);
        for (int i = 0; i < targets.length; i += 10) {
            targets[i] = 10_000;
        }
        BoostedTrees trees = SETTINGS.fit(ROWS, Loss.quantile(targets, ones(), 0.5));
        assertEquals(5, trees.predict(new float[] {0.9f, 0.5f, 0.5f}), 0.5);
        assertEquals(1, trees.predict(new float[] {0.1f, 0.5f, 0.5f}), 0.5);
    }

    @Test
    void aQuantileLiesAboveItsShareOfTheRows() {
        Random random = new Random(3);
        double[] targets = targets(row -> 10 * row[0] + random.nextGaussian());
        BoostedTrees trees = SETTINGS.fit(ROWS, Loss.quantile(targets, ones(), 0.9));
        long below = IntStream.range(0, ROWS.length)
                .filter(i -> targets[i] <= trees.predict(ROWS[i]))
                .count();
        assertEquals(0.9, below / (double) ROWS.length, 0.05);
    }

    @Test
    void logisticScoresAreLogOdds() {
        double[] targets = targets(row -> row[2] > 0.3 ? 1 : 0);
        BoostedTrees trees = SETTINGS.fit(ROWS, Loss.logistic(targets, ones()));
        assertTrue(trees.predict(new float[] {0, 0, 0.9f}) > 2);
        assertTrue(trees.predict(new float[] {0, 0, 0.1f}) < -2);
    }

    @Test
    void lambdaRankPutsTheRelevantRowFirst() {
        double[] gains = new double[400];
        int[] ends = IntStream.rangeClosed(1, 40).map(query -> 10 * query).toArray();
        for (int query = 0; query < 40; query++) {
            int best = IntStream.range(10 * query, 10 * query + 10)
                    .reduce((a, b) -> ROWS[a][1] >= ROWS[b][1] ? a : b)
                    .orElseThrow();
            gains[best] = 1;
        }
        BoostedTrees trees = SETTINGS.fit(ROWS, new LambdaRank(gains, ends, 10));
        assertTrue(trees.predict(new float[] {0.5f, 0.99f, 0.5f}) > trees.predict(new float[] {0.5f, 0.3f, 0.5f}));
        assertTrue(trees.uses(3)[1] > trees.uses(3)[0]);
    }

    @Test
    void missingValuesGoWithTheSmallest() {
        float[][] rows = Arrays.stream(ROWS).map(float[]::clone).toArray(float[][]::new);
        double[] targets = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i][0] = i % 2 == 0 ? Float.NaN : 0.5f + rows[i][0];
            targets[i] = i % 2;
        }
        BoostedTrees trees = SETTINGS.fit(rows, Loss.squared(targets, ones()));
        assertEquals(0, trees.predict(new float[] {Float.NaN, 0.5f, 0.5f}), 0.1);
        assertEquals(1, trees.predict(new float[] {1, 0.5f, 0.5f}), 0.1);
    }

    @Test
    void rowsWithoutWeightTeachNothing() {
        double[] targets = targets(row -> row[0] > 0.5 ? 1 : 0);
        double[] shares = ones();
        for (int i = 0; i < targets.length; i += 2) {
            targets[i] = 50;
            shares[i] = 0;
        }
        BoostedTrees trees = SETTINGS.fit(ROWS, Loss.squared(targets, shares));
        assertEquals(1, trees.predict(new float[] {0.9f, 0.5f, 0.5f}), 0.1);
    }

    @Test
    void theSameSeedGivesTheSameBytesAndSurvivesSaving() throws IOException {
        double[] targets = targets(row -> 10 * row[0] - row[1]);
        byte[] once = saved(SETTINGS.fit(ROWS, Loss.squared(targets, ones())));
        byte[] again = saved(SETTINGS.fit(ROWS, Loss.squared(targets, ones())));
        assertArrayEquals(once, again);
        BoostedTrees trees = SETTINGS.fit(ROWS, Loss.squared(targets, ones()));
        BoostedTrees loaded = BoostedTrees.load(Tensors.read(once), "t");
        assertEquals(trees.predict(ROWS[7]), loaded.predict(ROWS[7]));
    }

    @Test
    void nothingToSplitIsTheBestConstant() {
        float[][] same = new float[30][2];
        double[] targets = new double[30];
        Arrays.fill(targets, 4);
        double[] shares = new double[30];
        Arrays.fill(shares, 1);
        BoostedTrees trees = SETTINGS.fit(same, Loss.squared(targets, shares));
        assertEquals(4, trees.predict(new float[] {1, 1}), 1e-6);
    }

    private static byte[] saved(BoostedTrees trees) {
        Tensors.Builder tensors = new Tensors.Builder();
        trees.save(tensors, "t");
        return tensors.bytes();
    }

    private static double[] targets(ToDoubleFunction<float[]> of) {
        return Arrays.stream(ROWS).mapToDouble(of).toArray();
    }

    private static double[] ones() {
        double[] ones = new double[ROWS.length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static float[][] rows(int count) {
        Random random = new Random(5);
        float[][] rows = new float[count][3];
        for (float[] row : rows) {
            for (int f = 0; f < row.length; f++) {
                row[f] = random.nextFloat();
            }
        }
        return rows;
    }
}
