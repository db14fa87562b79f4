package io.crowdfundfix.engine.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorCacheTest {
    @TempDir
    Path folder;

    private final AtomicInteger computed = new AtomicInteger();

    @Test
    void aTextIsEmbeddedOnceAlsoAfterReopening() throws IOException {
        Path file = folder.resolve("vectors");
        try (VectorCache cache = VectorCache.open(file)) {
            assertArrayEquals(new float[] {1, 2}, cache.get(bytes("a"), this::vector));
            assertArrayEquals(new float[] {1, 2}, cache.get(bytes("a"), this::vector));
        }
        try (VectorCache cache = VectorCache.open(file)) {
            assertArrayEquals(new float[] {1, 2}, cache.get(bytes("a"), this::vector));
            assertArrayEquals(new float[] {2, 2}, cache.get(bytes("b"), this::vector));
        }
        assertEquals(2, computed.get());
    }

    @Test
    void anEntryThatWasCutOffIsMadeAgain() throws IOException {
        Path file = folder.resolve("vectors");
        try (VectorCache cache = VectorCache.open(file)) {
            cache.get(bytes("a"), this::vector);
            cache.get(bytes("b"), this::vector);
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 3));
        try (VectorCache cache = VectorCache.open(file)) {
            assertArrayEquals(new float[] {1, 2}, cache.get(bytes("a"), this::vector));
            assertArrayEquals(new float[] {3, 2}, cache.get(bytes("b"), this::vector));
        }
        try (VectorCache cache = VectorCache.open(file)) {
            assertArrayEquals(new float[] {3, 2}, cache.get(bytes("b"), this::vector));
        }
    }

    @Test
    void whoeverChangesAVectorChangesOnlyHisOwn() throws IOException {
        try (VectorCache cache = VectorCache.open(folder.resolve("vectors"))) {
            cache.get(bytes("a"), this::vector)[0] = 99;
            assertArrayEquals(new float[] {1, 2}, cache.get(bytes("a"), this::vector));
        }
    }

    private float[] vector() {
        return new float[] {computed.incrementAndGet(), 2};
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
