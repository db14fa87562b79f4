package io.crowdfundfix.matching;

import java.util.Arrays;

/** Keeps the so many places with the smallest keys; of equal keys the earlier offered. */
final class Fewest {
    private final long[] keys;
    private final int[] places;
    private int size;

    Fewest(int most) {
        this.keys = new long[most];
        this.places = new int[most];
    }

    /** A heap with the greatest kept key at its top. */
    void offer(long key, int place) {
        if (size < keys.length) {
            rise(size++, key, place);
        } else if (size > 0 && key < keys[0]) {
            sink(key, place);
        }
    }

    private void rise(int at, long key, int place) {
        int here = at;
        while (here > 0 && keys[(here - 1) / 2] < key) {
            move((here - 1) / 2, here);
            here = (here - 1) / 2;
        }
        keys[here] = key;
        places[here] = place;
    }

    private void sink(long key, int place) {
        int here = 0;
        while (2 * here + 1 < size) {
            int child = 2 * here + 1;
            if (child + 1 < size && keys[child + 1] > keys[child]) {
                child++;
            }
            if (keys[child] <= key) {
                break;
            }
            move(child, here);
            here = child;
        }
        keys[here] = key;
        places[here] = place;
    }

    private void move(int from, int to) {
        keys[to] = keys[from];
        places[to] = places[from];
    }

    /** The kept ones, in no order. */
    int[] places() {
        return Arrays.copyOf(places, size);
    }
}
