package io.crowdfundfix.matching;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Unit vectors by place, in eight bits for each dimension, and beside them one bit that says on which side of the middle they lie. The
 * bits choose a shortlist, the bytes decide. Whoever uses it keeps readers and writers apart.
 */
final class VectorTable {
    private static final int EXACT = 1_024;
    private static final int SHORTLIST = 6;
    private static final float LEVELS = 127;
    /** Of cosines, finer than eight bits tell. */
    private static final int STEPS = 10_000;

    private static final int ORDER_BITS = 48;
    private static final short FAR = Short.MAX_VALUE;

    private final BitSet present = new BitSet();
    private boolean[] there = new boolean[0];
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
            if (place < there.length) {
                there[place] = false;
            }
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
        there[place] = true;
        if (place >= 2 * centredAt && place >= EXACT) {
            centre();
        }
    }

    private void grow(int places) {
        if (places > scales.length) {
            int room = Math.max(places, Math.max(64, scales.length * 2));
            scales = Arrays.copyOf(scales, room);
            there = Arrays.copyOf(there, room);
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
    @Nullable Double cosine(int place, Question question) {
        return present.get(place) && question.values.length == dimensions ? (double) exact(place, question) : null;
    }

    /** A vector in the same eight bits. */
    static final class Question {
        private final float[] vector;
        private final byte[] values;
        private final float scale;

        Question(float[] vector) {
            float most = 0;
            for (float value : vector) {
                most = Math.max(most, Math.abs(value));
            }
            this.vector = vector;
            scale = most / LEVELS;
            values = new byte[vector.length];
            for (int d = 0; d < vector.length; d++) {
                values[d] = most == 0 ? 0 : (byte) Math.round(vector[d] / most * LEVELS);
            }
        }
    }

    private float exact(int place, Question question) {
        byte[] asked = question.values;
        int at = place * dimensions;
        int s0 = 0;
        int s1 = 0;
        int s2 = 0;
        int s3 = 0;
        int d = 0;
        for (; d + 4 <= dimensions; d += 4) {
            s0 += values[at + d] * asked[d];
            s1 += values[at + d + 1] * asked[d + 1];
            s2 += values[at + d + 2] * asked[d + 2];
            s3 += values[at + d + 3] * asked[d + 3];
        }
        for (; d < dimensions; d++) {
            s0 += values[at + d] * asked[d];
        }
        return (s0 + s1 + s2 + s3) * scales[place] * question.scale;
    }

    /** The places of the nearest, in no order; of those equally near, those whose order, of 48 bits, is the smallest. */
    int[] nearest(Question question, int k, IntToLongFunction order) {
        if (question.vector.length != dimensions) {
            return new int[0];
        }
        Fewest best = new Fewest(k);
        int[] candidates = present.length() <= EXACT
                ? present.stream().toArray()
                : shortlist(question.vector, SHORTLIST * k, order);
        for (int place : candidates) {
            long far = Math.round((1 - exact(place, question)) * STEPS);
            best.offer(far << ORDER_BITS | order.applyAsLong(place), place);
        }
        return best.places();
    }

    private int[] shortlist(float[] vector, int most, IntToLongFunction order) {
        long[] code = new long[words];
        for (int d = 0; d < dimensions; d++) {
            code[d / Long.SIZE] |= vector[d] > middle[d] ? 1L << d : 0;
        }
        int end = present.length();
        short[] distances = new short[end];
        int[] counts = new int[dimensions + 1];
        for (int place = 0; place < end; place++) {
            distances[place] = there[place] ? (short) distance(place * words, code) : FAR;
            if (there[place]) {
                counts[distances[place]]++;
            }
        }
        int bar = 0;
        int nearer = 0;
        while (nearer + counts[bar] < most && bar < dimensions) {
            nearer += counts[bar++];
        }
        int[] near = new int[nearer];
        int found = 0;
        Fewest atTheBar = new Fewest(most - nearer);
        for (int place = 0; place < end; place++) {
            if (distances[place] < bar) {
                near[found++] = place;
            } else if (distances[place] == bar) {
                atTheBar.offer(order.applyAsLong(place), place);
            }
        }
        return IntStream.concat(Arrays.stream(near), Arrays.stream(atTheBar.places()))
                .toArray();
    }

    /** In how many dimensions they lie on different sides of the middle. */
    private int distance(int at, long[] code) {
        int distance = 0;
        for (int w = 0; w < code.length; w++) {
            distance += Long.bitCount(codes[at + w] ^ code[w]);
        }
        return distance;
    }
}
