package io.crowdfundfix.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class VectorIndexTest {
    private static final int DIMENSIONS = 16;

    @Test
    void findsWhatAFullScanFindsAfterManyChanges() {
        Random random = new Random(7);
        VectorIndex index = new VectorIndex(DIMENSIONS);
        Map<Long, float[]> truth = new HashMap<>();
        for (int i = 0; i < 6_000; i++) {
            long id = random.nextInt(3_000);
            if (random.nextInt(4) == 0) {
                assertEquals(truth.remove(id) != null, index.remove(id));
            } else {
                float[] vector = vector(random);
                truth.put(id, vector);
                index.put(id, vector);
            }
        }
        assertEquals(truth.size(), index.size());
        float[] query = vector(random);
        List<Long> expected = truth.entrySet().stream()
                .sorted(Comparator.comparingDouble(e -> -Vectors.dot(e.getValue(), query)))
                .limit(10)
                .map(Map.Entry::getKey)
                .toList();
        assertEquals(
                expected,
                index.nearest(query, 10, -1, -1).stream().map(Neighbour::id).toList());
    }

    @Test
    void keepsTheThresholdAndLeavesOutTheExcluded() {
        VectorIndex index = new VectorIndex(2);
        index.put(1, new float[] {1, 0});
        index.put(2, new float[] {0, 1});
        index.put(3, new float[] {2, 0.1f});
        assertEquals(List.of(3L), ids(index.nearest(new float[] {5, 0}, 5, 0.9f, 1)));
        assertTrue(index.nearest(new float[] {5, 0}, 0, 0, 1).isEmpty());
    }

    @Test
    void breaksTiesByTheOlderId() {
        VectorIndex index = new VectorIndex(2);
        for (long id : new long[] {9, 4, 7}) {
            index.put(id, new float[] {1, 0});
        }
        assertEquals(List.of(4L, 7L), ids(index.nearest(new float[] {1, 0}, 2, 0, -1)));
    }

    @Test
    void forgetsTheLastOneAndStartsAgain() {
        VectorIndex index = new VectorIndex(2);
        index.put(1, new float[] {1, 0});
        assertTrue(index.remove(1));
        assertFalse(index.remove(1));
        assertTrue(index.nearest(new float[] {1, 0}, 3, -1, -1).isEmpty());
        index.put(2, new float[] {1, 0});
        assertEquals(List.of(2L), ids(index.nearest(new float[] {1, 0}, 3, -1, -1)));
    }

    @Test
    void readersSeeWholeVectorsWhileOneWrites() throws Exception {
        VectorIndex index = new VectorIndex(DIMENSIONS);
        index.put(0, unit(0));
        ExecutorService readers = Executors.newFixedThreadPool(3);
        try {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int r = 0; r < 3; r++) {
                answers.add(readers.submit(() -> {
                    boolean whole = true;
                    for (int i = 0; i < 500; i++) {
                        whole &= index.nearest(unit(0), 1, -1, -1).get(0).score() > 0.999f;
                    }
                    return whole;
                }));
            }
            for (int i = 1; i < 3_000; i++) {
                index.put(i, unit(1 + i % 15));
            }
            for (Future<Boolean> answer : answers) {
                assertTrue(answer.get());
            }
        } finally {
            readers.shutdown();
        }
        assertEquals(3_000, index.size());
    }

    private static List<Long> ids(List<Neighbour> neighbours) {
        return neighbours.stream().map(Neighbour::id).toList();
    }

    private static float[] unit(int axis) {
        float[] v = new float[DIMENSIONS];
        v[axis] = 1;
        return v;
    }

    private static float[] vector(Random random) {
        float[] v = new float[DIMENSIONS];
        for (int i = 0; i < v.length; i++) {
            v[i] = (float) random.nextGaussian();
        }
        return Vectors.normalise(v);
    }
}
