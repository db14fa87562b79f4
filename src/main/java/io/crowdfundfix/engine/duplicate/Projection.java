package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.learn.Tensors;

/** A linear map of the encoder's vectors under which reports of one bug lie closer together. */
final class Projection {
    private final int dimensions;
    /** Row after row: weights[from × dimensions + to], so that the loop over {@code to} runs in vector registers. */
    private final float[] weights;

    Projection(int dimensions, float[] weights) {
        this.dimensions = dimensions;
        this.weights = weights;
    }

    static Projection load(Tensors tensors, String name) {
        float[] weights = tensors.floats(name);
        return new Projection((int) Math.round(Math.sqrt(weights.length)), weights);
    }

    void save(Tensors.Builder tensors, String name) {
        tensors.halves(name, weights);
    }

    /** Of length one. */
    float[] of(float[] vector) {
        float[] turned = new float[dimensions];
        turn(vector, weights, turned);
        float length = (float) Math.sqrt(Signals.dot(turned, turned));
        for (int to = 0; to < dimensions && length > 0; to++) {
            turned[to] /= length;
        }
        return turned;
    }

    /** Adds the product of the vector and the matrix. */
    static void turn(float[] vector, float[] weights, float[] sum) {
        int dimensions = sum.length;
        for (int from = 0; from < dimensions; from++) {
            float factor = vector[from];
            int row = from * dimensions;
            for (int to = 0; to < dimensions; to++) {
                sum[to] += factor * weights[row + to];
            }
        }
    }
}
