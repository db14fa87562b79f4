package io.crowdfundfix.bench;

import io.crowdfundfix.engine.HashingEmbedder;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.locate.CodeIndex;
import io.crowdfundfix.engine.locate.FixHistory;
import io.crowdfundfix.engine.locate.FixedBug;
import io.crowdfundfix.engine.locate.LocateQuery;
import io.crowdfundfix.engine.locate.LocationModel;
import io.crowdfundfix.engine.locate.Locator;
import io.crowdfundfix.engine.locate.SourceFile;
import io.crowdfundfix.engine.task.DataFolder;
import io.crowdfundfix.engine.task.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How long the files of a system take to be indexed, a commit to be searchable, and a report to be located. */
public final class FaultLocation {
    private static final int CHANGED = 50;
    private static final int ANSWERED = 10;

    private final List<Row> files;
    private final List<Row> reports;
    private final HashingEmbedder embedder = new HashingEmbedder();

    private FaultLocation(List<Row> files, List<Row> reports) {
        this.files = files;
        this.reports = reports;
    }

    /**
     * Vectors are hashed ones, as what they say does not change the time.
     *
     * @param arguments data folder, name of the system, model file
     */
    public static void main(String[] arguments) throws IOException {
        DataFolder data = new DataFolder(Path.of(arguments[0]));
        String system = arguments[1];
        List<Row> reports = data.training("fault_loc").stream()
                .filter(row -> row.text("system").equals(system))
                .toList();
        List<Row> files = data.corpora("fault_loc").stream()
                .filter(row -> row.file().contains(".corpus." + system + "."))
                .toList();
        LocationModel model = LocationModel.of(Tensors.read(Files.readAllBytes(Path.of(arguments[2]))));
        new FaultLocation(files, reports).measure(new Locator(model));
    }

    private void measure(Locator locator) throws IOException {
        Path folder = Files.createTempDirectory("fault-location");
        try (CodeIndex index = CodeIndex.open(folder)) {
            long started = System.nanoTime();
            files.parallelStream().forEach(row -> index.put(file(row)));
            index.commit("full");
            double megabytes =
                    files.stream().mapToLong(row -> row.text("source").length()).sum() / 1e6;
            double seconds = (System.nanoTime() - started) / 1e9;
            System.out.printf(
                    "%d files, %.1f MB: %.1f s, %.1f s for 100 MB%n",
                    files.size(), megabytes, seconds, 100 * seconds / megabytes);
            embed(index);
            for (int round = 0; round < 3; round++) {
                locate(index, locator);
            }
            for (int round = 0; round < 5; round++) {
                change(index, round);
            }
            locate(index, locator);
        }
    }

    private static SourceFile file(Row row) {
        return new SourceFile(row.text("path"), row.text("source"));
    }

    private void embed(CodeIndex index) {
        List<CodeIndex.Embedded> embedded = new ArrayList<>();
        for (CodeIndex.Unembedded one : index.unembedded(Integer.MAX_VALUE)) {
            embedded.add(new CodeIndex.Embedded(one.path(), vector(one.text())));
        }
        index.embedded(embedded);
        index.commit("embedded");
    }

    private float[] vector(String text) {
        return embedder.embed(text, List.of()).vector();
    }

    private void change(CodeIndex index, int round) {
        long started = System.nanoTime();
        for (int i = 0; i < CHANGED; i++) {
            SourceFile file = file(files.get((round * CHANGED + i) * 31 % files.size()));
            index.put(new SourceFile(file.path(), file.text() + "\n// changed " + round));
        }
        index.commit("changed " + round);
        System.out.printf("%d files changed: searchable after %.0f ms%n", CHANGED, (System.nanoTime() - started) / 1e6);
    }

    private void locate(CodeIndex index, Locator locator) {
        List<FixedBug> fixes = new ArrayList<>();
        for (Row row : reports) {
            List<String> paths = new ArrayList<>();
            row.json().path("gold").forEach(path -> paths.add(path.asText()));
            String text = row.text("description");
            Instant fixed = Instant.ofEpochSecond((long) row.number("bug_id"));
            fixes.add(new FixedBug(row.id(), row.text("title"), text, fixed, paths, vector(text)));
        }
        FixHistory history = FixHistory.of(fixes);
        Latency latency = new Latency();
        for (Row row : reports) {
            LocateQuery query =
                    new LocateQuery(row.text("title"), row.text("description"), null, vector(row.text("description")));
            latency.add(() -> locator.locate(index, history, query, ANSWERED));
        }
        System.out.println("reports located, " + latency);
    }
}
