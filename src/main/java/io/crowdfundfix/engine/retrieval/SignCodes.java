package io.crowdfundfix.engine.retrieval;

import java.util.ArrayList;
import java.util.List;

/**
 * One bit for each dimension of each row: on which side of the centre it lies. Two such codes differ in about as many bits as the angle
 * between the vectors says (Charikar 2002), and comparing them costs a small part of comparing floats.
 */
final class SignCodes {
    private static final int BLOCK_ROWS = VectorFile.BLOCK_ROWS;
    /** The words of 384 dimensions, for which the loop is written out. */
    private static final int USUAL_WORDS = 6;

    private final int dimensions;
    private final int words;
    private final List<long[]> blocks = new ArrayList<>();
    private float[] centre;

    SignCodes(int dimensions) {
        this.dimensions = dimensions;
        this.words = (dimensions + Long.SIZE - 1) / Long.SIZE;
        this.centre = new float[dimensions];
    }

    /** What was put before must be put again. */
    void centreOn(float[] newCentre) {
        centre = newCentre;
    }

    void put(int row, float[] vector) {
        if (row == blocks.size() * BLOCK_ROWS) {
            blocks.add(new long[BLOCK_ROWS * words]);
        }
        System.arraycopy(code(vector), 0, blocks.get(row / BLOCK_ROWS), at(row), words);
    }

    void copy(int from, int to) {
        System.arraycopy(blocks.get(from / BLOCK_ROWS), at(from), blocks.get(to / BLOCK_ROWS), at(to), words);
    }

    private int at(int row) {
        return row % BLOCK_ROWS * words;
    }

    private long[] code(float[] vector) {
        long[] code = new long[words];
        for (int d = 0; d < dimensions; d++) {
            code[d / Long.SIZE] |= vector[d] > centre[d] ? 1L << d : 0;
        }
        return code;
    }

    /** Offers the rows below {@code rows} that are near enough to be among those wanted. */
    void scan(float[] vector, int rows, Shortlists wanted) {
        long[] code = code(vector);
        for (int first = 0; first < rows; first += BLOCK_ROWS) {
            long[] block = blocks.get(first / BLOCK_ROWS);
            int end = Math.min(BLOCK_ROWS, rows - first) * words;
            if (words == USUAL_WORDS) {
                scanUsual(code, block, new Stretch(first, end), wanted);
            } else {
                scanAny(code, block, new Stretch(first, end), wanted);
            }
        }
    }

    /** A part of a block: its first row, and where its words end. */
    private record Stretch(int first, int end) {}

    private static void scanUsual(long[] code, long[] block, Stretch stretch, Shortlists wanted) {
        long c0 = code[0];
        long c1 = code[1];
        long c2 = code[2];
        long c3 = code[3];
        long c4 = code[4];
        long c5 = code[5];
        int bar = wanted.bar();
        for (int at = 0; at < stretch.end(); at += USUAL_WORDS) {
            int distance = Long.bitCount(block[at] ^ c0)
                    + Long.bitCount(block[at + 1] ^ c1)
                    + Long.bitCount(block[at + 2] ^ c2)
                    + Long.bitCount(block[at + 3] ^ c3)
                    + Long.bitCount(block[at + 4] ^ c4)
                    + Long.bitCount(block[at + 5] ^ c5);
            if (distance <= bar) {
                wanted.offer(stretch.first() + at / USUAL_WORDS, distance);
                bar = wanted.bar();
            }
        }
    }

    private void scanAny(long[] code, long[] block, Stretch stretch, Shortlists wanted) {
        for (int at = 0; at < stretch.end(); at += words) {
            int distance = 0;
            for (int w = 0; w < words; w++) {
                distance += Long.bitCount(block[at + w] ^ code[w]);
            }
            if (distance <= wanted.bar()) {
                wanted.offer(stretch.first() + at / words, distance);
            }
        }
    }
}
