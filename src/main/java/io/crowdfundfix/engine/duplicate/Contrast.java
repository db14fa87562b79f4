package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.task.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Learns a {@link Projection}: each report must find its duplicate among the duplicates of others in a batch (InfoNCE, both ways, van den
 * Oord et al. 2018), by Adam, beginning from the plain vectors and never far from them.
 */
final class Contrast {
    private static final int BATCH = 192;
    private static final double RATE = 5e-4;
    private static final double DECAY = 1e-3;
    private static final double TEMPERATURE = 0.05;

    private final int dimensions;
    private final float[] weights;
    private final float[] slope;
    private final double[] mean;
    private final double[] square;
    private int step;

    /** Two vectors that belong together; pairs of one group are never each other's negatives. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Pair(float[] a, float[] b, String collection, int group) {}

    private Contrast(int dimensions) {
        this.dimensions = dimensions;
        weights = new float[dimensions * dimensions];
        slope = new float[weights.length];
        mean = new double[weights.length];
        square = new double[weights.length];
        for (int i = 0; i < dimensions; i++) {
            weights[i * dimensions + i] = 1;
        }
    }

    static Projection fit(List<Pair> pairs, int dimensions, int rounds, long seed, Progress progress) {
        Contrast contrast = new Contrast(dimensions);
        Random random = new Random(seed);
        for (int round = 0; round < rounds; round++) {
            List<List<Pair>> batches = batches(pairs, random);
            for (List<Pair> batch : batches) {
                contrast.learn(batch);
            }
            progress.at("turning vectors", round + 1, rounds);
        }
        return new Projection(dimensions, contrast.weights.clone());
    }

    /** Batches within one collection: telling projects apart is no art. */
    private static List<List<Pair>> batches(List<Pair> pairs, Random random) {
        List<Pair> shuffled = new ArrayList<>(pairs);
        Collections.shuffle(shuffled, random);
        List<List<Pair>> batches = new ArrayList<>();
        for (String collection : pairs.stream().map(Pair::collection).distinct().toList()) {
            List<Pair> own = shuffled.stream()
                    .filter(pair -> pair.collection.equals(collection))
                    .toList();
            for (int from = 0; from < own.size(); from += BATCH) {
                batches.add(own.subList(from, Math.min(own.size(), from + BATCH)));
            }
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    private void learn(List<Pair> batch) {
        int n = batch.size();
        float[][] a = batch.stream().map(Pair::a).toArray(float[][]::new);
        float[][] b = batch.stream().map(Pair::b).toArray(float[][]::new);
        double[] aLength = new double[n];
        double[] bLength = new double[n];
        float[][] u = turned(a, aLength);
        float[][] v = turned(b, bLength);
        double[][] pull = pulls(batch, u, v);
        float[][] du = new float[n][];
        float[][] dv = new float[n][];
        IntStream.range(0, n).parallel().forEach(i -> {
            du[i] = slopeOf(u[i], v, j -> pull[i][j], aLength[i]);
            dv[i] = slopeOf(v[i], u, j -> pull[j][i], bLength[i]);
        });
        IntStream.range(0, dimensions).parallel().forEach(row -> accumulate(row, a, du, b, dv));
        move();
    }

    private float[][] turned(float[][] vectors, double[] lengths) {
        float[][] turned = new float[vectors.length][];
        IntStream.range(0, vectors.length).parallel().forEach(i -> {
            float[] out = new float[dimensions];
            Projection.turn(vectors[i], weights, out);
            lengths[i] = Math.max(1e-6, Math.sqrt(Signals.dot(out, out)));
            for (int to = 0; to < dimensions; to++) {
                out[to] /= (float) lengths[i];
            }
            turned[i] = out;
        });
        return turned;
    }

    /** The slope of the loss by each cosine of the batch. */
    private static double[][] pulls(List<Pair> batch, float[][] u, float[][] v) {
        int n = batch.size();
        double[][] cosines = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                boolean same = i != j && batch.get(i).group == batch.get(j).group;
                cosines[i][j] = same ? -1e9 : Signals.dot(u[i], v[j]) / TEMPERATURE;
            }
        }
        double[][] pull = new double[n][n];
        double share = 1 / (2.0 * n * TEMPERATURE);
        for (int i = 0; i < n; i++) {
            double row = 0;
            double column = 0;
            for (int j = 0; j < n; j++) {
                row += Math.exp(cosines[i][j] - 1 / TEMPERATURE);
                column += Math.exp(cosines[j][i] - 1 / TEMPERATURE);
            }
            for (int j = 0; j < n; j++) {
                pull[i][j] += share * (Math.exp(cosines[i][j] - 1 / TEMPERATURE) / row - (i == j ? 1 : 0));
                pull[j][i] += share * (Math.exp(cosines[j][i] - 1 / TEMPERATURE) / column - (i == j ? 1 : 0));
            }
        }
        return pull;
    }

    private interface Weight {
        double of(int other);
    }

    /** Through the scaling to length one. */
    private float[] slopeOf(float[] unit, float[][] others, Weight pull, double length) {
        float[] sum = new float[dimensions];
        for (int j = 0; j < others.length; j++) {
            float weight = (float) pull.of(j);
            for (int d = 0; d < dimensions; d++) {
                sum[d] += weight * others[j][d];
            }
        }
        float along = Signals.dot(sum, unit);
        for (int d = 0; d < dimensions; d++) {
            sum[d] = (float) ((sum[d] - along * unit[d]) / length);
        }
        return sum;
    }

    private void accumulate(int row, float[][] a, float[][] du, float[][] b, float[][] dv) {
        int from = row * dimensions;
        Arrays.fill(slope, from, from + dimensions, 0);
        for (int i = 0; i < a.length; i++) {
            float ofA = a[i][row];
            float ofB = b[i][row];
            for (int d = 0; d < dimensions; d++) {
                slope[from + d] += ofA * du[i][d] + ofB * dv[i][d];
            }
        }
    }

    private void move() {
        step++;
        double first = 1 - Math.pow(0.9, step);
        double second = 1 - Math.pow(0.999, step);
        for (int i = 0; i < weights.length; i++) {
            double start = i / dimensions == i % dimensions ? 1 : 0;
            mean[i] = 0.9 * mean[i] + 0.1 * slope[i];
            square[i] = 0.999 * square[i] + 0.001 * slope[i] * slope[i];
            double adam = mean[i] / first / (Math.sqrt(square[i] / second) + 1e-8);
            weights[i] -= (float) (RATE * (adam + DECAY * Math.signum(weights[i] - start)));
        }
    }
}
