package io.crowdfundfix.engine.retrieval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.engine.Vectors;
import io.crowdfundfix.engine.retrieval.VectorIndex.Wanted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
import org.junit.jupiter.api.io.TempDir;

class VectorIndexTest {
    private static final int DIMENSIONS = 16;
    private static final Wanted THREE = Wanted.of(3, -1);

    @TempDir
    private Path folder;

    @Test
    void findsWhatAFullScanFindsAfterManyChanges() {
        Random random = new Random(7);
        Map<Long, float[]> truth = new HashMap<>();
        try (VectorIndex index = open("a", DIMENSIONS)) {
            for (int i = 0; i < 6_000; i++) {
                long id = random.nextInt(3_000);
                if (random.nextInt(4) == 0) {
                    assertEquals(truth.remove(id) != null, index.remove(id));
                } else {
                    truth.put(id, vector(random));
                    index.put(id, truth.get(id), i);
                }
            }
            assertFindsAsAFullScan(truth, index, vector(random));
        }
        try (VectorIndex again = open("a", DIMENSIONS)) {
            assertFindsAsAFullScan(truth, again, vector(random));
        }
    }

    @Test
    void findsTheNearestAmongManyByTheirCodes() {
        Random random = new Random(3);
        int many = 2 * VectorIndex.EXACT;
        try (VectorIndex index = open("a", 384)) {
            for (int id = 0; id < many; id++) {
                index.put(id, around(id % 64, random), 0);
            }
            for (int removed = 0; removed < many; removed += 3) {
                index.remove(removed);
            }
            float[] wanted = around(5, random);
            index.put(70_000, wanted, 1);
            index.put(70_001, around(5, random), 1);
            List<Neighbour> found = index.nearest(wanted, Wanted.of(40, -1));
            assertEquals(70_000, found.get(0).id());
            assertTrue(found.stream().allMatch(near -> near.id() >= 70_000 || near.id() % 64 == 5), found.toString());
            assertTrue(found.stream().noneMatch(near -> near.id() < 70_000 && near.id() % 3 == 0), found.toString());
        }
    }

    @Test
    void answersSeveralQuestionsAtOnce() {
        try (VectorIndex index = open("a", 2)) {
            index.put(1, new float[] {1, 0}, 0);
            index.put(2, new float[] {0, 1}, 0);
            index.put(3, new float[] {2, 0.1f}, 0);
            List<List<Neighbour>> answers = index.nearest(
                    new float[] {5, 0}, List.of(new Wanted(5, 0.9f, id -> id != 1), Wanted.of(0, 0), Wanted.of(1, 0)));
            assertEquals(List.of(3L), ids(answers.get(0)));
            assertEquals(List.of(), answers.get(1));
            assertEquals(List.of(1L), ids(answers.get(2)));
        }
    }

    @Test
    void breaksTiesByTheOlderId() {
        try (VectorIndex index = open("a", 2)) {
            for (long id : new long[] {9, 4, 7}) {
                index.put(id, new float[] {1, 0}, 0);
            }
            assertEquals(List.of(4L, 7L), ids(index.nearest(new float[] {1, 0}, Wanted.of(2, 0))));
        }
    }

    @Test
    void forgetsTheLastOneAndStartsAgain() {
        try (VectorIndex index = open("a", 2)) {
            index.put(1, new float[] {1, 0}, 0);
            assertTrue(index.remove(1));
            assertFalse(index.remove(1));
            assertEquals(List.of(), index.nearest(new float[] {1, 0}, THREE));
            index.put(2, new float[] {1, 0}, 0);
            assertEquals(List.of(2L), ids(index.nearest(new float[] {1, 0}, THREE)));
        }
    }

    @Test
    void saysWhatItHasAndHowNearThatIs() {
        try (VectorIndex index = open("a", 2)) {
            index.put(4, new float[] {3, 4}, 77);
            assertEquals(77, index.stamp(4));
            assertEquals(LongTable.ABSENT, index.stamp(5));
            assertArrayEquals(
                    new float[] {0.6f, Float.NaN}, index.cosines(new float[] {1, 0}, new long[] {4, 5}), 1e-6f);
        }
    }

    @Test
    void anotherModelBeginsAnew() {
        try (VectorIndex index = open("a", 2)) {
            index.put(1, new float[] {1, 0}, 0);
        }
        try (VectorIndex index = open("b", 2)) {
            assertEquals(0, index.size());
            index.put(2, new float[] {1, 0}, 0);
        }
        try (VectorIndex index = open("b", 3)) {
            assertEquals(0, index.size());
        }
    }

    @Test
    void aForeignFileBeginsAnew() throws IOException {
        Files.writeString(folder.resolve("vectors"), "this is something else");
        try (VectorIndex index = open("a", 2)) {
            assertEquals(0, index.size());
            index.put(1, new float[] {1, 0}, 0);
        }
        try (VectorIndex index = open("a", 2)) {
            assertEquals(1, index.size());
        }
    }

    @Test
    void aTornRowIsLostAndTheOthersAreNot() throws IOException {
        try (VectorIndex index = open("a", 2)) {
            for (long id = 1; id <= 5; id++) {
                index.put(id, new float[] {1, id}, id);
            }
        }
        damage(4_096 + 2 * 28 + 17);
        try (VectorIndex index = open("a", 2)) {
            assertEquals(List.of(5L, 4L, 2L, 1L), ids(index.nearest(new float[] {0, 1}, Wanted.of(9, -1))));
            assertFalse(index.contains(3));
        }
    }

    @Test
    void aFileThatIsCutOffKeepsItsWholeBlocks() throws IOException {
        try (VectorIndex index = open("a", 2)) {
            for (long id = 0; id < 1_500; id++) {
                index.put(id, new float[] {1, id}, id);
            }
        }
        try (FileChannel file = FileChannel.open(folder.resolve("vectors"), StandardOpenOption.WRITE)) {
            file.truncate(file.size() - 5);
        }
        try (VectorIndex index = open("a", 2)) {
            assertEquals(1_024, index.size());
            index.put(1_400, new float[] {1, 0}, 0);
            assertEquals(1_025, index.size());
        }
    }

    @Test
    void readersSeeWholeVectorsWhileOneWrites() throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(3);
        try (VectorIndex index = open("a", DIMENSIONS)) {
            index.put(0, unit(0), 0);
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int r = 0; r < 3; r++) {
                answers.add(readers.submit(() -> {
                    boolean whole = true;
                    for (int i = 0; i < 300; i++) {
                        whole &= index.nearest(unit(0), THREE).get(0).score() > 0.999f;
                    }
                    return whole;
                }));
            }
            for (int i = 1; i < 6_000; i++) {
                index.put(i, unit(1 + i % 15), 0);
            }
            for (Future<Boolean> answer : answers) {
                assertTrue(answer.get());
            }
            assertEquals(6_000, index.size());
        } finally {
            readers.shutdown();
        }
    }

    private VectorIndex open(String model, int dimensions) {
        return VectorIndex.open(folder.resolve("vectors"), model, dimensions);
    }

    private void damage(long at) throws IOException {
        try (FileChannel file = FileChannel.open(folder.resolve("vectors"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {0x55}), at);
        }
    }

    private static void assertFindsAsAFullScan(Map<Long, float[]> truth, VectorIndex index, float[] query) {
        List<Long> expected = truth.entrySet().stream()
                .sorted(Comparator.comparingDouble(e -> -Vectors.dot(e.getValue(), query)))
                .limit(10)
                .map(Map.Entry::getKey)
                .toList();
        assertEquals(truth.size(), index.size());
        assertEquals(expected, ids(index.nearest(query, Wanted.of(10, -1))));
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

    /** Near to one of 64 corners. */
    private static float[] around(int corner, Random random) {
        Random ofTheCorner = new Random(corner);
        float[] v = new float[384];
        for (int i = 0; i < v.length; i++) {
            v[i] = (float) (ofTheCorner.nextGaussian() + 0.3 * random.nextGaussian());
        }
        return v;
    }
}
