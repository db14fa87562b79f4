package io.crowdfundfix.bench;

import io.crowdfundfix.engine.Embedder;
import io.crowdfundfix.engine.MiniLm;
import io.crowdfundfix.engine.Vectors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Embeds the passages of {@link RealTexts} into a file of little-endian floats; what the file has already is not made again. */
public final class RealVectors {
    private static final int MAX_TOKENS = 64;
    private static final int BATCH = 4_096;
    private static final int PART = 64;

    private RealVectors() {}

    /**
     * Appends until the file holds as many as asked for, or the data has no more.
     *
     * @param arguments data folder, file, number of vectors, threads
     */
    public static void main(String[] arguments) throws Exception {
        List<String> texts = RealTexts.in(Path.of(arguments[0]));
        Path file = Path.of(arguments[1]);
        int wanted = Math.min(Integer.parseInt(arguments[2]), texts.size());
        ExecutorService workers = Executors.newFixedThreadPool(Integer.parseInt(arguments[3]));
        try (Embedder embedder = MiniLm.bundled(MAX_TOKENS);
                OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            int rowBytes = embedder.dimensions() * Float.BYTES;
            int done = (int) (Files.size(file) / rowBytes);
            if (Files.size(file) % rowBytes != 0) {
                throw new IOException(file + " ends within a vector; cut it to " + (long) done * rowBytes + " bytes");
            }
            System.out.printf("%d passages, %d embedded already, %d wanted%n", texts.size(), done, wanted);
            long started = System.nanoTime();
            for (int from = done; from < wanted; from += BATCH) {
                int to = Math.min(from + BATCH, wanted);
                out.write(embedAll(embedder, texts.subList(from, to), workers));
                System.out.printf("%d vectors, %.0f/s%n", to, (to - done) * 1e9 / (System.nanoTime() - started));
            }
        } finally {
            workers.shutdown();
        }
    }

    private static byte[] embedAll(Embedder embedder, List<String> texts, ExecutorService workers)
            throws InterruptedException, ExecutionException {
        int rowBytes = embedder.dimensions() * Float.BYTES;
        byte[] all = new byte[texts.size() * rowBytes];
        List<Future<?>> parts = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += PART) {
            int first = from;
            int end = Math.min(from + PART, texts.size());
            parts.add(workers.submit(() -> {
                for (int i = first; i < end; i++) {
                    float[] vector = embedder.embed(texts.get(i), List.of()).vector();
                    System.arraycopy(Vectors.toBytes(vector), 0, all, i * rowBytes, rowBytes);
                }
            }));
        }
        for (Future<?> part : parts) {
            part.get();
        }
        return all;
    }
}
