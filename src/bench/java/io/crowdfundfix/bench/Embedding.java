package io.crowdfundfix.bench;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.crowdfundfix.engine.Embedder;
import io.crowdfundfix.engine.MiniLm;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Texts a second of our embedder, of LangChain4j's in-process model on the same texts, and the share of the machine's 8-bit
 * matrix products that ours reaches: in turns, so that all three see the same machine.
 */
public final class Embedding {
    private static final int MAX_TOKENS = 128;
    /** Six layers, four square products of 384 and two with 1536, two operations each; attention itself is not counted. */
    private static final double OPERATIONS_PER_TOKEN = 6 * 2.0 * (4 * 384 * 384 + 2 * 384 * 1536);

    private static final String[] WORDS =
            ("the server fails when a user uploads large files because memory grows and requests time out after restart"
                            + " login page shows error message database connection pool is exhausted under load cache returns"
                            + " stale value thread deadlock report export button does nothing on mobile browser version update")
                    .split(" ");

    private final int cores = Runtime.getRuntime().availableProcessors();
    private final ExecutorService workers = Executors.newFixedThreadPool(cores);
    private final EmbeddingModel theirs = new AllMiniLmL6V2QuantizedEmbeddingModel(workers);
    private final Embedder ours = MiniLm.bundled(MAX_TOKENS);
    private final HuggingFaceTokenizer tokenizer;
    private final int rounds;

    private Embedding(HuggingFaceTokenizer tokenizer, int rounds) {
        this.tokenizer = tokenizer;
        this.rounds = rounds;
    }

    /** Optionally the number of rounds. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
        Map<String, String> options =
                Map.of("padding", "false", "truncation", "true", "maxLength", Integer.toString(MAX_TOKENS));
        try (InputStream json = Embedding.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json");
                HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(json, options)) {
            new Embedding(tokenizer, rounds).measure();
        }
    }

    private void measure() throws Exception {
        try (ours;
                EmbeddingCeiling ceiling = new EmbeddingCeiling()) {
            System.out.printf("%d cores, as many threads each, median of %d interleaved rounds%n", cores, rounds);
            measure(texts(12, 6), ceiling);
            measure(texts(49, 24), ceiling);
            measure(texts(140, 0), ceiling);
        } finally {
            workers.shutdown();
        }
    }

    private void measure(List<String> texts, EmbeddingCeiling ceiling) throws Exception {
        List<TextSegment> segments = texts.stream().map(TextSegment::from).toList();
        double tokens = texts.stream()
                .mapToInt(text -> tokenizer.encode(text).getIds().length)
                .average()
                .orElseThrow();
        double operations = tokens * OPERATIONS_PER_TOKEN;
        int products = (int) (texts.size() * operations / EmbeddingCeiling.OPERATIONS / cores);
        double[] own = new double[rounds];
        double[] ratio = new double[rounds];
        double[] share = new double[rounds];
        double[] bound = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            double us = texts.size() / seconds(() -> embedAll(texts));
            double them = texts.size() / seconds(() -> theirs.embedAll(segments));
            double most = cores
                    * products
                    * EmbeddingCeiling.OPERATIONS
                    / seconds(() -> onAll(part -> ceiling.multiply(products)));
            if (round >= 0) {
                own[round] = us;
                ratio[round] = us / them;
                share[round] = us * operations / most;
                bound[round] = most / cores / 1e9;
            }
        }
        System.out.printf(
                "%5.1f tokens: ours %.0f/s, ratio to LangChain4j %.2f, %.0f%% of the ceiling of %.0f GOP/s a core%n",
                tokens, median(own), median(ratio), 100 * median(share), median(bound));
    }

    private interface Work {
        void run() throws Exception;
    }

    private interface Part {
        void run(int part) throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long started = System.nanoTime();
        work.run();
        return (System.nanoTime() - started) / 1e9;
    }

    private void embedAll(List<String> texts) throws Exception {
        onAll(part -> {
            for (int i = part; i < texts.size(); i += cores) {
                ours.embed(texts.get(i), List.of());
            }
        });
    }

    private void onAll(Part work) throws Exception {
        List<Future<?>> parts = new ArrayList<>();
        for (int i = 0; i < cores; i++) {
            int part = i;
            parts.add(workers.submit(() -> {
                work.run(part);
                return part;
            }));
        }
        for (Future<?> part : parts) {
            part.get();
        }
    }

    private static List<String> texts(int words, int spread) {
        Random random = new Random(words);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 24_000 / words; i++) {
            int length = words - spread + random.nextInt(2 * spread + 1);
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < length; word++) {
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
