package io.crowdfundfix.bench;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.crowdfundfix.engine.Embedder;
import io.crowdfundfix.engine.MiniLm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Texts a second of our embedder and of LangChain4j's in-process model on the same texts, in turns, so that both see the same machine. */
public final class Embedding {
    private static final int TEXTS = 400;
    private static final int ROUNDS = 7;
    private static final int MAX_TOKENS = 128;
    private static final String[] WORDS =
            ("the server fails when a user uploads large files because memory grows and requests time out after restart"
                            + " login page shows error message database connection pool is exhausted under load cache returns"
                            + " stale value thread deadlock report export button does nothing on mobile browser version update")
                    .split(" ");

    private Embedding() {}

    public static void main(String[] arguments) throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(cores);
        EmbeddingModel theirs = new AllMiniLmL6V2QuantizedEmbeddingModel(workers);
        try (Embedder ours = MiniLm.bundled(MAX_TOKENS)) {
            System.out.printf("%d cores, median of %d interleaved rounds over %d texts%n", cores, ROUNDS, TEXTS);
            for (int words : new int[] {11, 45, 105}) {
                List<String> texts = texts(words);
                List<TextSegment> segments =
                        texts.stream().map(TextSegment::from).toList();
                double[] own = new double[ROUNDS];
                double[] other = new double[ROUNDS];
                for (int round = -1; round < ROUNDS; round++) {
                    double us = rate(() -> embedAll(ours, texts, workers, cores));
                    double them = rate(() -> theirs.embedAll(segments));
                    if (round >= 0) {
                        own[round] = us;
                        other[round] = them;
                    }
                }
                System.out.printf(
                        "%3d words: ours %.0f/s, LangChain4j %.0f/s, ratio %.2f%n",
                        words, median(own), median(other), median(own) / median(other));
            }
        } finally {
            workers.shutdown();
        }
    }

    private interface Work {
        Object run() throws Exception;
    }

    private static double rate(Work work) throws Exception {
        long started = System.nanoTime();
        work.run();
        return TEXTS * 1e9 / (System.nanoTime() - started);
    }

    private static Object embedAll(Embedder ours, List<String> texts, ExecutorService workers, int cores)
            throws Exception {
        List<Future<?>> parts = new ArrayList<>();
        for (int part = 0; part < cores; part++) {
            int first = part;
            parts.add(workers.submit(() -> {
                for (int i = first; i < texts.size(); i += cores) {
                    ours.embed(texts.get(i), List.of());
                }
            }));
        }
        for (Future<?> part : parts) {
            part.get();
        }
        return parts;
    }

    private static List<String> texts(int words) {
        Random random = new Random(words);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < words; word++) {
                text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            texts.add(text.toString().strip());
        }
        return texts;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
