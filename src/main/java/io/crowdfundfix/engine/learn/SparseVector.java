package io.crowdfundfix.engine.learn;

import java.util.Arrays;

/** A vector that is zero nearly everywhere: ascending positions and the values there. */
@SuppressWarnings("ArrayRecordComponent") // a carrier between features and models, never compared
public record SparseVector(int[] ids, float[] values) {
    public SparseVector {
        if (ids.length != values.length) {
            throw new IllegalArgumentException(ids.length + " positions, " + values.length + " values");
        }
    }

    public static SparseVector ofDense(float[] dense) {
        int[] ids = new int[dense.length];
        Arrays.setAll(ids, i -> i);
        return new SparseVector(ids, dense);
    }

    /** This one followed by {@code next}, whose positions begin at {@code offset}, beyond all of this one's. */
    public SparseVector followedBy(SparseVector next, int offset) {
        int size = ids.length;
        int[] allIds = Arrays.copyOf(ids, size + next.ids.length);
        float[] allValues = Arrays.copyOf(values, allIds.length);
        for (int i = 0; i < next.ids.length; i++) {
            allIds[size + i] = next.ids[i] + offset;
            allValues[size + i] = next.values[i];
        }
        return new SparseVector(allIds, allValues);
    }

    public SparseVector times(double factor) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (values[i] * factor);
        }
        return new SparseVector(ids, scaled);
    }

    public double dot(double[] weights) {
        double sum = 0;
        for (int i = 0; i < ids.length; i++) {
            sum += values[i] * weights[ids[i]];
        }
        return sum;
    }

    public double dot(SparseVector other) {
        double sum = 0;
        int i = 0;
        int j = 0;
        while (i < ids.length && j < other.ids.length) {
            if (ids[i] == other.ids[j]) {
                sum += (double) values[i++] * other.values[j++];
            } else if (ids[i] < other.ids[j]) {
                i++;
            } else {
                j++;
            }
        }
        return sum;
    }

    /** Adds {@code factor} times this vector to {@code sum}. */
    public void addTo(double[] sum, double factor) {
        for (int i = 0; i < ids.length; i++) {
            sum[ids[i]] += factor * values[i];
        }
    }

    public double squaredLength() {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }
}
