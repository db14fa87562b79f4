package io.crowdfundfix.engine.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearModelsTest {
    @Test
    void ridgeFindsTheLine() {
        List<SparseVector> rows = new ArrayList<>();
        double[] targets = new double[50];
        Random random = new Random(1);
        for (int i = 0; i < targets.length; i++) {
            float[] row = {random.nextFloat(), random.nextFloat(), 1};
            rows.add(SparseVector.ofDense(row));
            targets[i] = 3 * row[0] - 2 * row[1] + 0.5;
        }
        double[] weights = Ridge.fit(rows, targets, ones(50), 3, 1e-6);
        assertArrayEquals(new double[] {3, -2, 0.5}, weights, 1e-3);
        double[] careful = Ridge.fit(rows, targets, ones(50), 3, 100);
        assertTrue(Math.abs(careful[0]) < 1, "a penalty makes weights small");
    }

    @Test
    void aRowWithoutWeightTeachesNothing() {
        List<SparseVector> rows = List.of(SparseVector.ofDense(new float[] {1}), SparseVector.ofDense(new float[] {1}));
        double[] weights = Ridge.fit(rows, new double[] {2, 100}, new double[] {1, 0}, 1, 1e-9);
        assertEquals(2, weights[0], 1e-6);
    }

    @Test
    void logisticRegressionTellsThreeClassesApart() {
        List<SparseVector> rows = new ArrayList<>();
        int[] labels = new int[90];
        Random random = new Random(2);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 3;
            float[] row = new float[3];
            row[labels[i]] = 1 + random.nextFloat();
            row[(labels[i] + 1) % 3] = random.nextFloat();
            rows.add(SparseVector.ofDense(row));
        }
        LogisticRegression model =
                LogisticRegression.fit(rows, labels, ones(90), new LogisticRegression.Shape(3, 3), 0.1);
        for (int i = 0; i < labels.length; i++) {
            double[] probabilities = model.probabilities(rows.get(i));
            assertEquals(1, Arrays.stream(probabilities).sum(), 1e-9);
            assertTrue(probabilities[labels[i]] > 0.5);
        }
        assertTrue(model.weight(1, 1) > model.weight(1, 0));
    }

    @Test
    void withoutFeaturesTheBiasesAreTheRates() {
        List<SparseVector> rows = new ArrayList<>();
        int[] labels = new int[40];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i < 10 ? 1 : 0;
            rows.add(new SparseVector(new int[0], new float[0]));
        }
        LogisticRegression model =
                LogisticRegression.fit(rows, labels, ones(40), new LogisticRegression.Shape(2, 1), 1);
        assertEquals(0.25, model.probabilities(rows.get(0))[1], 1e-3);
    }

    @Test
    void logisticRegressionSurvivesSaving() throws IOException {
        List<SparseVector> rows =
                List.of(SparseVector.ofDense(new float[] {1, 0}), SparseVector.ofDense(new float[] {0, 1}));
        LogisticRegression model =
                LogisticRegression.fit(rows, new int[] {0, 1}, ones(2), new LogisticRegression.Shape(2, 2), 0.1);
        Tensors.Builder tensors = new Tensors.Builder();
        model.save(tensors, "m");
        LogisticRegression loaded = LogisticRegression.load(Tensors.read(tensors.bytes()), "m");
        assertArrayEquals(model.probabilities(rows.get(1)), loaded.probabilities(rows.get(1)), 1e-6);
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
