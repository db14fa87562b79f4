package io.crowdfundfix.bench;

import io.crowdfundfix.engine.Vectors;
import io.crowdfundfix.engine.retrieval.Candidates;
import io.crowdfundfix.engine.retrieval.Candidates.Report;
import io.crowdfundfix.engine.retrieval.TextIndex;
import io.crowdfundfix.engine.retrieval.TextIndex.Text;
import io.crowdfundfix.engine.retrieval.VectorIndex;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** How the time to find the candidates of one report grows with the number of stored ones. */
public final class CandidateSearch {
    private static final int DIMENSIONS = 384;
    private static final int CANDIDATES = 50;
    private static final int QUERIES = 300;
    /** Passages of which one stored report is put together. */
    private static final int PASSAGES = 4;

    private final List<String> passages;
    private final Path vectorFile;
    private final Random random = new Random(1);

    private CandidateSearch(List<String> passages, Path vectorFile) {
        this.passages = passages;
        this.vectorFile = vectorFile;
    }

    /**
     * Prints the time with each of these numbers of stored reports: vectors of the file, over again where it has fewer, beside reports of
     * four passages each, drawn anew for each report.
     *
     * @param arguments data folder, file of vectors, then the numbers of stored reports
     */
    public static void main(String[] arguments) throws IOException {
        CandidateSearch search = new CandidateSearch(RealTexts.in(Path.of(arguments[0])), Path.of(arguments[1]));
        for (String stored : List.of(arguments).subList(2, arguments.length)) {
            search.measure(Integer.parseInt(stored));
        }
    }

    private void measure(int stored) throws IOException {
        Path folder = Files.createTempDirectory("candidate-search");
        try (VectorIndex vectors = VectorIndex.open(folder.resolve("vectors"), "bench", DIMENSIONS);
                TextIndex words = TextIndex.open(folder.resolve("words"))) {
            fill(vectors, stored);
            for (int id = 0; id < stored; id++) {
                words.put(new Text(id, id, passage(), body(), List.of()));
            }
            words.commit();
            words.refresh();
            Candidates candidates = new Candidates(vectors, words);
            time(candidates, QUERIES);
            System.out.printf("%d stored, %s%n", stored, time(candidates, QUERIES));
        } finally {
            delete(folder);
        }
    }

    private void fill(VectorIndex vectors, int stored) throws IOException {
        int id = 0;
        while (id < stored) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(vectorFile), 1 << 20)) {
                byte[] row = in.readNBytes(DIMENSIONS * Float.BYTES);
                while (id < stored && row.length == DIMENSIONS * Float.BYTES) {
                    vectors.put(id, Vectors.fromBytes(row), id);
                    id++;
                    row = in.readNBytes(DIMENSIONS * Float.BYTES);
                }
            }
        }
    }

    private Latency time(Candidates candidates, int queries) {
        Latency latency = new Latency();
        for (int i = 0; i < queries; i++) {
            float[] vector = new float[DIMENSIONS];
            for (int d = 0; d < DIMENSIONS; d++) {
                vector[d] = (float) random.nextGaussian();
            }
            Report report = new Report(passage(), body(), vector, List.of(), List.of(), -1);
            latency.add(() -> candidates.of(report, CANDIDATES));
        }
        return latency;
    }

    private String passage() {
        return passages.get(random.nextInt(passages.size()));
    }

    private String body() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < PASSAGES; i++) {
            body.append(passage()).append('\n');
        }
        return body.toString();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
