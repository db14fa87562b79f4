package io.crowdfundfix.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class VectorsTest {
    @Test
    void dotsVectorsOfAnyLength() {
        assertEquals(55f, Vectors.dot(new float[] {1, 2, 3, 4, 5}, new float[] {1, 2, 3, 4, 5}));
        assertEquals(0f, Vectors.dot(new float[0], new float[0]));
    }

    @Test
    void refusesVectorsOfDifferentLengths() {
        assertThrows(IllegalArgumentException.class, () -> Vectors.dot(new float[2], new float[3]));
    }

    @Test
    void leavesTheZeroVectorZero() {
        assertArrayEquals(new float[3], Vectors.normalise(new float[3]));
    }

    @Test
    void bytesAreLittleEndianAndComeBack() {
        float[] v = {1f, -2.5f, Float.MIN_VALUE};
        assertArrayEquals(v, Vectors.fromBytes(Vectors.toBytes(v)));
        assertArrayEquals(new byte[] {0, 0, (byte) 0x80, 0x3F}, Vectors.toBytes(new float[] {1f}));
        assertThrows(IllegalArgumentException.class, () -> Vectors.fromBytes(new byte[5]));
    }
}
