package io.crowdfundfix.engine.triage;

/** Numbers for the trees, one after the other. */
final class FeatureRow {
    private final float[] values;
    private int size;

    FeatureRow(int most) {
        values = new float[most];
    }

    void add(double value) {
        values[size++] = (float) value;
    }

    float[] values() {
        return values;
    }
}
