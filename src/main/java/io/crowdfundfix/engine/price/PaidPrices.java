package io.crowdfundfix.engine.price;

import io.crowdfundfix.engine.learn.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Prices that were paid before, oldest first: the training's own, and those of an installation. Immutable. Names are kept as
 * 32 bit hashes, titles as vectors.
 */
public final class PaidPrices {
    /** What is kept; older prices are forgotten first. */
    static final int MOST = 6_000;

    static final int OWNER = 0;
    static final int REPOSITORY = 1;
    static final int KEYWORDS = 2;
    private static final int KEYS = 4;
    private static final int ID = 3;
    /** In a model, time is counted in whole seconds from September 2001 on, so that "before" stays exact. */
    private static final long EPOCH = 1_000_000_000;

    private static final double SECONDS_OF_DAY = 86_400;

    private final double[] days;
    private final double[] logPrices;
    /** Of each price its owner, repository, keywords and id; 0 for none. */
    private final int[] keys;

    private final float[][] vectors;

    private PaidPrices(double[] days, double[] logPrices, int[] keys, float[][] vectors) {
        this.days = days;
        this.logPrices = logPrices;
        this.keys = keys;
        this.vectors = vectors;
    }

    static PaidPrices none() {
        return new PaidPrices(new double[0], new double[0], new int[0], new float[0][]);
    }

    /** These and an installation's own; a price whose id is known already is not counted twice. */
    public PaidPrices withPaid(List<PaidReport> own) {
        return and(own.stream().map(PaidReport::paid).toList());
    }

    /** These and more; a price whose id is known already is not counted twice. */
    PaidPrices and(List<Paid> more) {
        Set<Integer> known = new HashSet<>();
        for (int i = 0; i < size(); i++) {
            known.add(keys[KEYS * i + ID]);
        }
        List<Paid> added = more.stream()
                .filter(paid -> Double.isFinite(paid.posting().day()))
                .filter(paid -> known.add(paid.posting().idKey()))
                .toList();
        return joined(added);
    }

    private PaidPrices joined(List<Paid> added) {
        int all = size() + added.size();
        double[] day = Arrays.copyOf(days, all);
        for (int i = size(); i < all; i++) {
            day[i] = added.get(i - size()).posting().day();
        }
        int[] order = IntStream.range(0, all)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> day[i]))
                .skip(Math.max(0, all - MOST))
                .mapToInt(Integer::intValue)
                .toArray();
        PaidPrices joined = new PaidPrices(
                new double[order.length],
                new double[order.length],
                new int[KEYS * order.length],
                new float[order.length][]);
        for (int to = 0; to < order.length; to++) {
            int from = order[to];
            if (from < size()) {
                joined.copy(to, this, from);
            } else {
                joined.put(to, added.get(from - size()));
            }
        }
        return joined;
    }

    private void copy(int to, PaidPrices other, int from) {
        days[to] = other.days[from];
        logPrices[to] = other.logPrices[from];
        vectors[to] = other.vectors[from];
        System.arraycopy(other.keys, KEYS * from, keys, KEYS * to, KEYS);
    }

    private void put(int to, Paid paid) {
        Posting posting = paid.posting();
        days[to] = posting.day();
        logPrices[to] = paid.logPrice();
        vectors[to] = posting.vector();
        keys[KEYS * to + OWNER] = posting.ownerKey();
        keys[KEYS * to + REPOSITORY] = posting.repositoryKey();
        keys[KEYS * to + KEYWORDS] = posting.keywordsKey();
        keys[KEYS * to + ID] = posting.idKey();
    }

    /** Reads what {@link #save} wrote. */
    static PaidPrices load(Tensors tensors, String name) {
        double[] days = Arrays.stream(tensors.ints(name + ".seconds"))
                .mapToDouble(second -> (EPOCH + second) / SECONDS_OF_DAY)
                .toArray();
        float[] flat = tensors.floats(name + ".vectors");
        int width = days.length == 0 ? 0 : flat.length / days.length;
        float[][] vectors = new float[days.length][];
        Arrays.setAll(vectors, i -> Arrays.copyOfRange(flat, i * width, (i + 1) * width));
        return new PaidPrices(days, tensors.doubles(name + ".prices"), tensors.ints(name + ".keys"), vectors);
    }

    void save(Tensors.Builder tensors, String name) {
        int width = size() == 0 ? 0 : vectors[0].length;
        float[] flat = new float[size() * width];
        for (int i = 0; i < size(); i++) {
            System.arraycopy(vectors[i], 0, flat, i * width, width);
        }
        int[] seconds = Arrays.stream(days)
                .mapToInt(day -> (int) (Math.round(day * SECONDS_OF_DAY) - EPOCH))
                .toArray();
        tensors.ints(name + ".seconds", seconds);
        tensors.doubles(name + ".prices", logPrices);
        tensors.ints(name + ".keys", keys);
        tensors.bytes(name + ".vectors", flat);
    }

    public int size() {
        return days.length;
    }

    /** How many are strictly older than the day. */
    int before(double day) {
        int low = 0;
        int high = days.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (days[middle] < day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    double day(int index) {
        return days[index];
    }

    double logPrice(int index) {
        return logPrices[index];
    }

    /** One of {@link #OWNER}, {@link #REPOSITORY}, {@link #KEYWORDS}. */
    int key(int index, int which) {
        return keys[KEYS * index + which];
    }

    double likeness(int index, float[] vector) {
        float[] other = vectors[index];
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += vector[i] * other[i];
        }
        return sum;
    }

    /** The places of the latest prices with that key, latest first, at most {@code most} of the first {@code known}. */
    int[] latest(int known, int which, int key, int most) {
        List<Integer> found = new ArrayList<>();
        for (int i = known - 1; i >= 0 && found.size() < most && key != 0; i--) {
            if (key(i, which) == key) {
                found.add(i);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }
}
