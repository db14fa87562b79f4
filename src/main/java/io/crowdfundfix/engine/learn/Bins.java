package io.crowdfundfix.engine.learn;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The features of all rows in at most 255 steps each; missing values lie in bin 0. */
final class Bins {
    private static final int MOST = 254;

    private final float[][] rows;
    private final byte[][] columns;
    /** For each feature the upper ends of its bins from bin 1 on; the last one is open. */
    private final float[][] ends;

    private Bins(float[][] rows, byte[][] columns, float[][] ends) {
        this.rows = rows;
        this.columns = columns;
        this.ends = ends;
    }

    static Bins of(float[][] rows) {
        int features = rows.length == 0 ? 0 : rows[0].length;
        byte[][] columns = new byte[features][];
        float[][] ends = new float[features][];
        IntStream.range(0, features).parallel().forEach(feature -> {
            ends[feature] = ends(rows, feature);
            columns[feature] = column(rows, feature, ends[feature]);
        });
        return new Bins(rows, columns, ends);
    }

    private static float[] ends(float[][] rows, int feature) {
        float[] sorted = new float[rows.length];
        int known = 0;
        for (float[] row : rows) {
            if (!Float.isNaN(row[feature])) {
                sorted[known++] = row[feature];
            }
        }
        Arrays.sort(sorted, 0, known);
        float[] ends = new float[MOST];
        int bins = 0;
        for (int i = 0; i + 1 < known; i++) {
            long due = (long) (bins + 1) * known / (MOST + 1);
            if (sorted[i] != sorted[i + 1] && i + 1 >= due && bins < MOST) {
                ends[bins++] = middle(sorted[i], sorted[i + 1]);
            }
        }
        return Arrays.copyOf(ends, bins);
    }

    /** Between two numbers, but never the greater one. */
    private static float middle(float low, float high) {
        float middle = low + (high - low) / 2;
        return middle < high ? middle : low;
    }

    private static byte[] column(float[][] rows, int feature, float[] ends) {
        byte[] column = new byte[rows.length];
        for (int row = 0; row < rows.length; row++) {
            float value = rows[row][feature];
            column[row] = (byte) (Float.isNaN(value) ? 0 : 1 + firstAtLeast(ends, value));
        }
        return column;
    }

    private static int firstAtLeast(float[] ends, float value) {
        int found = Arrays.binarySearch(ends, value);
        return found >= 0 ? found : -found - 1;
    }

    int features() {
        return columns.length;
    }

    int count(int feature) {
        return ends[feature].length + 2;
    }

    byte[] column(int feature) {
        return columns[feature];
    }

    float value(int row, int feature) {
        return rows[row][feature];
    }

    /** What a value must exceed to lie behind the bin; missing values exceed nothing. */
    float threshold(int feature, int bin) {
        return bin == 0 ? Float.NEGATIVE_INFINITY : ends[feature][bin - 1];
    }
}
