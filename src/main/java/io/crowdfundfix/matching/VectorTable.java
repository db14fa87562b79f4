package io.crowdfundfix.matching;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Unit vectors by place, in eight bits for each dimension, and beside them one bit that says on which side of the middle they lie. The
 * bits choose a shortlist, the bytes decide. Whoever uses it keeps readers and writers apart.
 */
final class VectorTable {
    private static final int EXACT = 1_024;
    private static final int SHORTLIST = 12;
    private static final float LEVELS = 127;

    private final BitSet present = new BitSet();
    private int dimensions;
    private int words;
    private byte[] values = new byte[0];
    private float[] scales = new float[0];
    private long[] codes = new long[0];
    private float[] middle = new float[0];
    private int centredAt;

    /** Puts the vector there or, where it is null, takes away what is there. A vector of other dimensions is none. */
    void put(int place, float @Nullable [] vector) {
        if (vector == null || dimensions != 0 && vector.length != dimensions) {
            present.clear(place);
            return;
        }
        if (dimensions == 0) {
            dimensions = vector.length;
            words = (dimensions + Long.SIZE - 1) / Long.SIZE;
            middle = new float[dimensions];
        }
        grow(place + 1);
        quantise(place, vector);
        encode(place);
        present.set(place);
        if (place >= 2 * centredAt && place >= EXACT) {
            centre();
        }
    }

    private void grow(int places) {
        if (places > scales.length) {
            int room = Math.max(places, Math.max(64, scales.length * 2));
            scales = Arrays.copyOf(scales, room);
            values = Arrays.copyOf(values, room * dimensions);
            codes = Arrays.copyOf(codes, room * words);
        }
    }

    private void quantise(int place, float[] vector) {
        float most = 0;
        for (float value : vector) {
            most = Math.max(most, Math.abs(value));
        }
        scales[place] = most / LEVELS;
        for (int d = 0; d < dimensions; d++) {
            values[place * dimensions + d] = most == 0 ? 0 : (byte) Math.round(vector[d] / most * LEVELS);
        }
    }

    private void encode(int place) {
        Arrays.fill(codes, place * words, (place + 1) * words, 0);
        for (int d = 0; d < dimensions; d++) {
            if (values[place * dimensions + d] * scales[place] > middle[d]) {
                codes[place * words + d / Long.SIZE] |= 1L << d;
            }
        }
    }

    /** What all have in common tells nobody from another. */
    private void centre() {
        Arrays.fill(middle, 0);
        int count = present.cardinality();
        for (int place = present.nextSetBit(0); place >= 0; place = present.nextSetBit(place + 1)) {
            for (int d = 0; d < dimensions; d++) {
                middle[d] += values[place * dimensions + d] * scales[place] / count;
            }
        }
        for (int place = present.nextSetBit(0); place >= 0; place = present.nextSetBit(place + 1)) {
            encode(place);
        }
        centredAt = present.length();
    }

    /** Null where there is none, or the question is of other dimensions. */
    @Nullable Double cosine(int place, float[] question) {
        return present.get(place) && question.length == dimensions ? (double) exact(place, question) : null;
    }

    private float exact(int place, float[] question) {
        float sum = 0;
        float more = 0;
        int at = place * dimensions;
        for (int d = 0; d + 1 < dimensions; d += 2) {
            sum += values[at + d] * question[d];
            more += values[at + d + 1] * question[d + 1];
        }
        return (sum + more) * scales[place];
    }

    /** The places of the nearest, in no order. */
    int[] nearest(float[] question, int k) {
        if (question.length != dimensions) {
            return new int[0];
        }
        Fewest best = new Fewest(k);
        int[] candidates = present.length() <= EXACT ? present.stream().toArray() : shortlist(question, SHORTLIST * k);
        for (int place : candidates) {
            best.offer((long) (-exact(place, question) * 1e9), place);
        }
        return best.places();
    }

    private int[] shortlist(float[] question, int most) {
        long[] code = new long[words];
        for (int d = 0; d < dimensions; d++) {
            code[d / Long.SIZE] |= question[d] > middle[d] ? 1L << d : 0;
        }
        int end = present.length();
        short[] distances = new short[end];
        int[] counts = new int[dimensions + 1];
        for (int place = 0; place < end; place++) {
            int distance = 0;
            for (int w = 0; w < words; w++) {
                distance += Long.bitCount(codes[place * words + w] ^ code[w]);
            }
            distances[place] = (short) distance;
            counts[distance] += present.get(place) ? 1 : 0;
        }
        int bar = 0;
        for (int seen = counts[0]; seen < most && bar < dimensions; seen += counts[bar]) {
            bar++;
        }
        int last = bar;
        return java.util.stream.IntStream.range(0, end)
                .filter(place -> distances[place] <= last && present.get(place))
                .toArray();
    }
}
