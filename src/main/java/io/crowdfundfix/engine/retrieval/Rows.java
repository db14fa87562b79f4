package io.crowdfundfix.engine.retrieval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Which id lies in which row of a file of vectors, without gaps. Not for many threads while it changes. */
final class Rows {
    private static final int BLOCK_ROWS = VectorFile.BLOCK_ROWS;

    private final VectorFile file;
    private final List<long[]> idBlocks = new ArrayList<>();
    private final LongTable rowById = new LongTable();

    /** Takes over what is whole in the file; what is not, or holds an id again, is filled with the last row. */
    Rows(VectorFile file) {
        this.file = file;
        int end = file.capacity();
        for (int row = 0; row < end; row++) {
            while (row < end && !isFresh(row)) {
                end--;
                fill(row, end);
            }
            if (row < end) {
                set(row, file.id(row));
            }
        }
    }

    private boolean isFresh(int row) {
        return file.isWhole(row) && row(file.id(row)) < 0;
    }

    private void fill(int row, int last) {
        if (file.isWhole(last)) {
            if (row != last) {
                float[] vector = new float[file.dimensions()];
                file.vector(last, vector);
                file.write(row, file.id(last), file.stamp(last), vector);
            }
            file.erase(last);
        }
    }

    int size() {
        return rowById.size();
    }

    long id(int row) {
        return idBlocks.get(row / BLOCK_ROWS)[row % BLOCK_ROWS];
    }

    long stamp(int row) {
        return file.stamp(row);
    }

    void vector(int row, float[] into) {
        file.vector(row, into);
    }

    /** The row, or −1. */
    int row(long id) {
        long row = rowById.get(id);
        return row == LongTable.ABSENT ? -1 : (int) row;
    }

    /** The row that the vector lies in now. */
    int put(long id, long stamp, float[] unit) throws IOException {
        int known = row(id);
        int row = known < 0 ? size() : known;
        if (row == file.capacity()) {
            file.grow();
        }
        file.write(row, id, stamp, unit);
        if (known < 0) {
            set(row, id);
        }
        return row;
    }

    /** Fills the row with the last one. */
    void remove(int row) {
        int last = size() - 1;
        long lastId = id(last);
        rowById.remove(id(row));
        fill(row, last);
        if (row != last) {
            set(row, lastId);
        }
    }

    private void set(int row, long id) {
        if (row == idBlocks.size() * BLOCK_ROWS) {
            idBlocks.add(new long[BLOCK_ROWS]);
        }
        idBlocks.get(row / BLOCK_ROWS)[row % BLOCK_ROWS] = id;
        rowById.put(id, row);
    }
}
