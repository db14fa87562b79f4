package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.learn.Tensors;

/** A linear map of the encoder's vectors under which reports of one bug lie closer together. */
final class Projection {
    private final int dimensions;
    /** Row after row: weights[to × dimensions + from]. */
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
        double squared = 0;
        for (int to = 0; to < dimensions; to++) {
            double sum = 0;
            for (int from = 0; from < dimensions; from++) {
                sum += weights[to * dimensions + from] * vector[from];
            }
            turned[to] = (float) sum;
            squared += sum * sum;
        }
        float scale = squared == 0 ? 0 : (float) (1 / Math.sqrt(squared));
        for (int to = 0; to < dimensions; to++) {
            turned[to] *= scale;
        }
        return turned;
    }
}
