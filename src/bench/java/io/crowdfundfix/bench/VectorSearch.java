package io.crowdfundfix.bench;

import io.crowdfundfix.engine.Vectors;
import io.crowdfundfix.engine.retrieval.Neighbour;
import io.crowdfundfix.engine.retrieval.VectorIndex;
import io.crowdfundfix.engine.retrieval.VectorIndex.Wanted;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Recall against a full scan, and time on one thread, of the search among the vectors of {@link RealVectors}. */
public final class VectorSearch {
    private static final int DIMENSIONS = 384;
    private static final int K = 10;
    private static final int WARM_UP = 300;

    private final VectorIndex index;
    private final List<float[]> queries;

    private VectorSearch(VectorIndex index, List<float[]> queries) {
        this.index = index;
        this.queries = queries;
    }

    /**
     * The first vectors of the file are the queries, those that follow are stored. If the file has fewer than are to be stored, the rest
     * are mixtures of two of it, good for measuring time and not recall: then there is no recall.
     *
     * @param arguments file of vectors, number to store, number of queries
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        int wanted = Integer.parseInt(arguments[1]);
        int asked = Integer.parseInt(arguments[2]);
        Path folder = Files.createTempDirectory("vector-search");
        Path path = folder.resolve("vectors.bin");
        try {
            int real = (int) Math.min(wanted, Files.size(file) / (DIMENSIONS * Float.BYTES) - asked);
            try (VectorIndex index = VectorIndex.open(path, "bench", DIMENSIONS)) {
                VectorSearch search = new VectorSearch(index, fill(index, file, asked, real));
                mix(index, file, real, wanted);
                System.out.printf("%d vectors, %d of them real%n", index.size(), real);
                search.time();
                if (real == wanted) {
                    search.recall();
                }
            }
            long started = System.nanoTime();
            VectorIndex.open(path, "bench", DIMENSIONS).close();
            System.out.printf("opened again in %.0f ms%n", (System.nanoTime() - started) / 1e6);
        } finally {
            Files.deleteIfExists(path);
            Files.delete(folder);
        }
    }

    private static List<float[]> fill(VectorIndex index, Path file, int asked, int real) throws IOException {
        List<float[]> queries = new ArrayList<>();
        long started = System.nanoTime();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            for (int i = 0; i < asked; i++) {
                queries.add(next(in));
            }
            for (int id = 0; id < real; id++) {
                index.put(id, next(in), id);
            }
        }
        System.out.printf("%.1f us for each vector put%n", (System.nanoTime() - started) / 1e3 / real);
        return queries;
    }

    private static void mix(VectorIndex index, Path file, int real, int wanted) throws IOException {
        Random random = new Random(1);
        int known = Math.min(real, 100_000);
        List<float[]> some = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            for (int i = 0; i < known && real < wanted; i++) {
                some.add(next(in));
            }
        }
        for (int id = real; id < wanted; id++) {
            float[] mixture = some.get(random.nextInt(known)).clone();
            float[] other = some.get(random.nextInt(known));
            for (int d = 0; d < DIMENSIONS; d++) {
                mixture[d] += other[d];
            }
            index.put(id, mixture, id);
        }
    }

    private static float[] next(InputStream in) throws IOException {
        return Vectors.fromBytes(in.readNBytes(DIMENSIONS * Float.BYTES));
    }

    private void time() {
        for (int i = 0; i < WARM_UP; i++) {
            index.nearest(queries.get(i % queries.size()), Wanted.of(K, -1));
        }
        Latency latency = new Latency();
        for (float[] query : queries) {
            latency.add(() -> index.nearest(query, Wanted.of(K, -1)));
        }
        System.out.println(latency);
    }

    /** A found one counts if it is as near as the tenth nearest of all: of two equally near ones either is right. */
    private void recall() {
        long[] ids = new long[index.size()];
        Arrays.setAll(ids, i -> i);
        int right = 0;
        for (float[] query : queries) {
            float[] cosines = index.cosines(query, ids);
            Arrays.sort(cosines);
            float bar = cosines[cosines.length - K] - 1e-6f;
            for (Neighbour found : index.nearest(query, Wanted.of(K, -1))) {
                right += found.score() >= bar ? 1 : 0;
            }
        }
        System.out.printf("recall@%d %.4f over %d queries%n", K, right / (double) K / queries.size(), queries.size());
    }
}
