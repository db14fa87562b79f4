package io.crowdfundfix.engine.effort;

/**
 * What a project estimated before.
 *
 * @param vector the meaning of the story, of length one
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier into the model, never compared
public record EarlierEstimate(float[] vector, double points) {
    double likeness(float[] other) {
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += vector[i] * other[i];
        }
        return sum;
    }
}
