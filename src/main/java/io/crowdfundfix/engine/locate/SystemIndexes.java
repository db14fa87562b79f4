package io.crowdfundfix.engine.locate;

import io.crowdfundfix.engine.task.Progress;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Workbench;
import io.crowdfundfix.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The files of each system of the data, indexed in a folder that is gone afterwards. */
final class SystemIndexes implements AutoCloseable {
    private final Path folder;
    private final Map<String, CodeIndex> systemToIndex = new TreeMap<>();

    private SystemIndexes(Path folder) {
        this.folder = folder;
    }

    /** The system of a file is its row's, or what the name of the data file says behind ".corpus.". */
    static SystemIndexes of(List<Row> corpus, Workbench bench) {
        Map<String, List<Row>> systemToRows = new TreeMap<>();
        corpus.forEach(row -> systemToRows
                .computeIfAbsent(system(row), any -> new ArrayList<>())
                .add(row));
        try {
            SystemIndexes indexes = new SystemIndexes(Files.createTempDirectory("fault-loc"));
            AtomicLong done = new AtomicLong();
            systemToRows.forEach((system, rows) -> indexes.add(system, rows, bench, done, corpus.size()));
            return indexes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the files of the corpus", e);
        }
    }

    private static String system(Row row) {
        String name = row.file().replaceFirst("\\.gz$", "").replaceFirst("\\.jsonl$", "");
        int corpus = name.indexOf(".corpus.");
        return row.has("system")
                ? row.text("system")
                : corpus < 0 ? name : name.substring(corpus + ".corpus.".length());
    }

    private void add(String system, List<Row> rows, Workbench bench, AtomicLong done, int all) {
        CodeIndex index = CodeIndex.open(folder.resolve(system.replaceAll("[^\\w.-]", "_")));
        systemToIndex.put(system, index);
        Progress progress = bench.progress();
        rows.parallelStream().forEach(row -> {
            index.put(new SourceFile(row.required("path"), row.text("source")));
            progress.at("indexing", done.incrementAndGet(), all);
        });
        index.commit("corpus");
        List<CodeIndex.Unembedded> unembedded = index.unembedded(Integer.MAX_VALUE);
        float[][] vectors = bench.texts()
                .vectors(unembedded.stream().map(CodeIndex.Unembedded::text).toList());
        List<CodeIndex.Embedded> embedded = new ArrayList<>();
        for (int i = 0; i < vectors.length; i++) {
            embedded.add(new CodeIndex.Embedded(unembedded.get(i).path(), vectors[i]));
        }
        index.embedded(embedded);
        index.commit("corpus");
    }

    /** Fails as INVALID if there are no files of the system. */
    CodeIndex of(String system) {
        CodeIndex index = systemToIndex.get(system);
        if (index == null) {
            throw Fault.invalid("--corpus", "has no files of the system " + system);
        }
        return index;
    }

    @Override
    public void close() {
        systemToIndex.values().forEach(CodeIndex::close);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of the corpus stays: " + folder, e);
        }
    }
}
