package io.crowdfundfix.engine.retrieval;

import java.util.Arrays;
import java.util.function.LongConsumer;

/** From ids to numbers without an object for each: open addressing, a removed entry closes its gap. Not for many threads. */
public final class LongTable {
    /** What an id has that is not there. */
    public static final long ABSENT = Long.MIN_VALUE;

    private static final int FIRST_SLOTS = 1_024;

    private long[] keys = new long[FIRST_SLOTS];
    private long[] values = filled(FIRST_SLOTS);
    private int size;

    public int size() {
        return size;
    }

    public boolean contains(long key) {
        return get(key) != ABSENT;
    }

    /** The number of this id, or {@link #ABSENT}. */
    public long get(long key) {
        return values[slot(key)];
    }

    public void put(long key, long value) {
        if (value == ABSENT) {
            throw new IllegalArgumentException("this number stands for absence");
        }
        int slot = slot(key);
        if (values[slot] == ABSENT) {
            keys[slot] = key;
            size++;
        }
        values[slot] = value;
        if (size * 3L > keys.length * 2L) {
            grow();
        }
    }

    /** The number the id had, or {@link #ABSENT}. */
    public long remove(long key) {
        int gap = slot(key);
        long removed = values[gap];
        if (removed == ABSENT) {
            return ABSENT;
        }
        size--;
        int mask = keys.length - 1;
        for (int next = gap + 1 & mask; values[next] != ABSENT; next = next + 1 & mask) {
            int home = home(keys[next]);
            boolean mayMove = (next - home & mask) >= (next - gap & mask);
            if (mayMove) {
                keys[gap] = keys[next];
                values[gap] = values[next];
                gap = next;
            }
        }
        values[gap] = ABSENT;
        return removed;
    }

    /** Shows every id, in no order; the table must not change meanwhile. */
    public void forEach(LongConsumer consumer) {
        for (int slot = 0; slot < keys.length; slot++) {
            if (values[slot] != ABSENT) {
                consumer.accept(keys[slot]);
            }
        }
    }

    /** Where the id is, or the free slot where it belongs. */
    private int slot(long key) {
        int slot = home(key);
        while (values[slot] != ABSENT && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private int home(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & keys.length - 1;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = filled(oldKeys.length * 2);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != ABSENT) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    private static long[] filled(int slots) {
        long[] values = new long[slots];
        Arrays.fill(values, ABSENT);
        return values;
    }
}
