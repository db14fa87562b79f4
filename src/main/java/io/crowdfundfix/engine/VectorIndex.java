package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Exact cosine search in memory: rows lie in blocks of plain floats, a removed row is filled with the last one. Searches
 * run side by side; a change waits for those under way.
 */
public final class VectorIndex {
    private static final int BLOCK_ROWS = 1_024;
    private static final Comparator<Neighbour> WORST_FIRST =
            Comparator.comparingDouble(Neighbour::score).thenComparing(Neighbour::id, Comparator.reverseOrder());

    private final int dimensions;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final List<float[]> blocks = new ArrayList<>();
    private final List<long[]> blockIds = new ArrayList<>();
    private final Map<Long, Integer> idToRow = new HashMap<>();

    public VectorIndex(int dimensions) {
        this.dimensions = dimensions;
    }

    /** Adds the vector or replaces the one this id had; it need not be of length one. */
    public void put(long id, float[] vector) {
        check(vector);
        float[] unit = Vectors.normalise(vector.clone());
        lock.writeLock().lock();
        try {
            Integer known = idToRow.get(id);
            int row = known == null ? append(id) : known;
            System.arraycopy(unit, 0, blocks.get(row / BLOCK_ROWS), offset(row), dimensions);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** False if the id was not there. */
    public boolean remove(long id) {
        lock.writeLock().lock();
        try {
            Integer row = idToRow.remove(id);
            if (row == null) {
                return false;
            }
            fillWithLast(row);
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    public boolean contains(long id) {
        lock.readLock().lock();
        try {
            return idToRow.containsKey(id);
        } finally {
            lock.readLock().unlock();
        }
    }

    public int size() {
        lock.readLock().lock();
        try {
            return idToRow.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The {@code k} nearest whose cosine is at least {@code atLeast}, best first, ties by the older id. */
    public List<Neighbour> nearest(float[] vector, int k, float atLeast, long exclude) {
        check(vector);
        if (k <= 0) {
            return List.of();
        }
        float[] unit = Vectors.normalise(vector.clone());
        PriorityQueue<Neighbour> best = new PriorityQueue<>(WORST_FIRST);
        lock.readLock().lock();
        try {
            int rows = idToRow.size();
            for (int first = 0; first < rows; first += BLOCK_ROWS) {
                scan(first, Math.min(BLOCK_ROWS, rows - first), new Search(unit, k, atLeast, exclude, best));
            }
        } finally {
            lock.readLock().unlock();
        }
        List<Neighbour> found = new ArrayList<>(best);
        found.sort(Collections.reverseOrder(WORST_FIRST));
        return found;
    }

    @SuppressWarnings("ArrayRecordComponent") // the parameters of one search, never compared
    private record Search(float[] unit, int k, float atLeast, long exclude, PriorityQueue<Neighbour> best) {
        /** The score that a row has to reach to be worth an object. */
        float bar() {
            Neighbour worst = best.size() < k ? null : best.peek();
            return worst == null ? atLeast : Math.max(atLeast, worst.score());
        }

        void offer(long id, float score) {
            best.add(new Neighbour(id, score));
            if (best.size() > k) {
                best.poll();
            }
        }
    }

    private void scan(int first, int rows, Search search) {
        float[] block = blocks.get(first / BLOCK_ROWS);
        long[] ids = blockIds.get(first / BLOCK_ROWS);
        float bar = search.bar();
        for (int row = 0; row < rows; row++) {
            float score = Vectors.dot(search.unit(), 0, block, row * dimensions, dimensions);
            if (score >= bar && ids[row] != search.exclude()) {
                search.offer(ids[row], score);
                bar = search.bar();
            }
        }
    }

    private int append(long id) {
        int row = idToRow.size();
        if (row == blocks.size() * BLOCK_ROWS) {
            blocks.add(new float[BLOCK_ROWS * dimensions]);
            blockIds.add(new long[BLOCK_ROWS]);
        }
        blockIds.get(row / BLOCK_ROWS)[row % BLOCK_ROWS] = id;
        idToRow.put(id, row);
        return row;
    }

    private void fillWithLast(int row) {
        int last = idToRow.size();
        if (row != last) {
            long lastId = blockIds.get(last / BLOCK_ROWS)[last % BLOCK_ROWS];
            float[] from = blocks.get(last / BLOCK_ROWS);
            System.arraycopy(from, offset(last), blocks.get(row / BLOCK_ROWS), offset(row), dimensions);
            blockIds.get(row / BLOCK_ROWS)[row % BLOCK_ROWS] = lastId;
            idToRow.put(lastId, row);
        }
        boolean blockIsEmpty = last % BLOCK_ROWS == 0;
        if (blockIsEmpty) {
            blocks.remove(blocks.size() - 1);
            blockIds.remove(blockIds.size() - 1);
        }
    }

    private int offset(int row) {
        return row % BLOCK_ROWS * dimensions;
    }

    private void check(float[] vector) {
        if (vector.length != dimensions) {
            throw new IllegalArgumentException(vector.length + " dimensions given, " + dimensions + " expected");
        }
    }
}
