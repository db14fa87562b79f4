package io.crowdfundfix.engine.triage;

import io.crowdfundfix.engine.learn.SparseVector;

/** How much past reports are like one new report, in words and in meaning; made once for each new report. */
final class Likeness {
    private static final int BYTE = 256;

    private final double[] weights;
    private final float[][] sums;
    private final double scale;

    /** The vector may be empty, if there is no encoder. */
    Likeness(SparseVector words, int vocabulary, float[] vector) {
        weights = new double[vocabulary];
        words.addTo(weights, 1);
        sums = new float[vector.length / 8][BYTE];
        double length = 0;
        for (int i = 0; i < vector.length; i++) {
            length += Math.abs(vector[i]);
        }
        scale = length == 0 ? 0 : 1 / length;
        for (int group = 0; group < sums.length; group++) {
            fill(sums[group], vector, 8 * group);
        }
    }

    /** For each value of eight signs the sum of the eight numbers that carry them. */
    private static void fill(float[] sum, float[] vector, int from) {
        for (int signs = 0; signs < BYTE; signs++) {
            for (int bit = 0; bit < 8; bit++) {
                sum[signs] += (signs >> bit & 1) == 1 ? vector[from + bit] : -vector[from + bit];
            }
        }
    }

    /** Cosine over the words that are remembered of the other one. */
    double ofWords(Content past) {
        return past.words().dot(weights);
    }

    /** From -1 to 1: the share of the vector that agrees in sign; 0 if either vector is unknown. */
    double ofMeaning(Content past) {
        byte[] code = past.code();
        if (code.length != sums.length) {
            return 0;
        }
        float sum = 0;
        for (int i = 0; i < code.length; i++) {
            sum += sums[i][code[i] & 0xff];
        }
        return sum * scale;
    }
}
