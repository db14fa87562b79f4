package io.crowdfundfix.engine.retrieval;

import io.crowdfundfix.engine.Vectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cosine search over a file of vectors: sign codes in memory choose a shortlist, its floats decide. Up to {@value #EXACT} vectors all
 * floats are compared. Searches run side by side; a change waits for those under way. The file may be deleted whenever it is not open:
 * who opens the index asks it what it knows, and puts in the rest.
 */
public final class VectorIndex implements AutoCloseable {
    static final int EXACT = 4_096;

    /** The size at which the centre is taken anew while the index grows; it is at every opening. */
    private static final int CENTRED_AGAIN = 65_536;

    private final VectorFile file;
    private final Rows rows;
    private final SignCodes codes;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final int dimensions;

    private VectorIndex(VectorFile file) {
        this.file = file;
        this.rows = new Rows(file);
        this.dimensions = file.dimensions();
        this.codes = new SignCodes(dimensions);
        encodeAll();
    }

    /** One question to the index: the {@code k} nearest of those ids whose cosine is at least this. */
    public record Wanted(int k, float atLeast, LongPredicate which) {
        public static Wanted of(int k, float atLeast) {
            return new Wanted(k, atLeast, id -> true);
        }
    }

    /** Reads what the file has of this model, and begins it anew if it is another model's or no such file. */
    public static VectorIndex open(Path path, String model, int dimensions) {
        try {
            return new VectorIndex(VectorFile.open(path, model, dimensions));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + path, e);
        }
    }

    private void encodeAll() {
        float[] vector = new float[dimensions];
        if (rows.size() >= EXACT) {
            codes.centreOn(mean(vector));
        }
        for (int row = 0; row < rows.size(); row++) {
            rows.vector(row, vector);
            codes.put(row, vector);
        }
    }

    private float[] mean(float[] scratch) {
        int sample = Math.min(rows.size(), CENTRED_AGAIN);
        float[] mean = new float[dimensions];
        for (int row = 0; row < sample; row++) {
            rows.vector(row, scratch);
            for (int d = 0; d < dimensions; d++) {
                mean[d] += scratch[d] / sample;
            }
        }
        return mean;
    }

    /**
     * Adds the vector or replaces the one this id had; it need not be of length one.
     *
     * @param stamp tells this vector from another of the same id
     */
    public void put(long id, float[] vector, long stamp) {
        float[] unit = unit(vector);
        lock.writeLock().lock();
        try {
            int before = rows.size();
            codes.put(rows.put(id, stamp, unit), unit);
            if (rows.size() > before && (rows.size() == EXACT || rows.size() == CENTRED_AGAIN)) {
                encodeAll();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the index of vectors cannot grow", e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** False if the id was not there. */
    public boolean remove(long id) {
        lock.writeLock().lock();
        try {
            int row = rows.row(id);
            if (row < 0) {
                return false;
            }
            codes.copy(rows.size() - 1, row);
            rows.remove(row);
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** The stamp this id was put with, or {@link LongTable#ABSENT}. */
    public long stamp(long id) {
        lock.readLock().lock();
        try {
            int row = rows.row(id);
            return row < 0 ? LongTable.ABSENT : rows.stamp(row);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The vector of this id, of length one; null if it is not there. */
    public float @Nullable [] vector(long id) {
        lock.readLock().lock();
        try {
            int row = rows.row(id);
            if (row < 0) {
                return null;
            }
            float[] vector = new float[dimensions];
            rows.vector(row, vector);
            return vector;
        } finally {
            lock.readLock().unlock();
        }
    }

    public boolean contains(long id) {
        return stamp(id) != LongTable.ABSENT;
    }

    /** All ids as they are now, with their stamps. */
    public LongTable stamps() {
        LongTable stamps = new LongTable();
        lock.readLock().lock();
        try {
            for (int row = 0; row < rows.size(); row++) {
                stamps.put(rows.id(row), rows.stamp(row));
            }
            return stamps;
        } finally {
            lock.readLock().unlock();
        }
    }

    public int size() {
        lock.readLock().lock();
        try {
            return rows.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The cosines to these ids, in their order; NaN for one that is not there. */
    public float[] cosines(float[] vector, long[] ids) {
        float[] unit = unit(vector);
        float[] scratch = new float[dimensions];
        float[] cosines = new float[ids.length];
        lock.readLock().lock();
        try {
            for (int i = 0; i < ids.length; i++) {
                int row = rows.row(ids[i]);
                cosines[i] = row < 0 ? Float.NaN : cosine(unit, row, scratch);
            }
            return cosines;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The answer to this question, best first, ties by the older id. */
    public List<Neighbour> nearest(float[] vector, Wanted wanted) {
        return nearest(vector, List.of(wanted)).get(0);
    }

    /** The answers to several questions about one vector, for the price of one pass. */
    public List<List<Neighbour>> nearest(float[] vector, List<Wanted> wanted) {
        float[] unit = unit(vector);
        lock.readLock().lock();
        try {
            return rows.size() <= EXACT ? amongAll(unit, wanted) : amongShortlisted(unit, wanted);
        } finally {
            lock.readLock().unlock();
        }
    }

    private List<List<Neighbour>> amongAll(float[] unit, List<Wanted> wanted) {
        List<List<Neighbour>> answers = new ArrayList<>();
        for (Wanted question : wanted) {
            int[] candidates = IntStream.range(0, rows.size())
                    .filter(row -> question.which().test(rows.id(row)))
                    .toArray();
            answers.add(best(unit, candidates, question));
        }
        return answers;
    }

    private List<List<Neighbour>> amongShortlisted(float[] unit, List<Wanted> wanted) {
        Shortlists shortlists = new Shortlists(wanted, rows, dimensions);
        codes.scan(unit, rows.size(), shortlists);
        List<List<Neighbour>> answers = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            answers.add(best(unit, shortlists.rows(i), wanted.get(i)));
        }
        return answers;
    }

    private List<Neighbour> best(float[] unit, int[] candidates, Wanted wanted) {
        Best best = new Best(wanted.k(), wanted.atLeast());
        float[] scratch = new float[dimensions];
        for (int row : candidates) {
            best.offer(rows.id(row), cosine(unit, row, scratch));
        }
        return best.inOrder();
    }

    private float cosine(float[] unit, int row, float[] scratch) {
        rows.vector(row, scratch);
        return Vectors.dot(unit, scratch);
    }

    private float[] unit(float[] vector) {
        if (vector.length != dimensions) {
            throw new IllegalArgumentException(vector.length + " dimensions given, " + dimensions + " expected");
        }
        return Vectors.normalise(vector.clone());
    }

    /** What runs still may end, but nothing is kept any more. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the index of vectors does not close", e);
        }
    }
}
