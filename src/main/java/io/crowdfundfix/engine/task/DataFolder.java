package io.crowdfundfix.engine.task;

import io.crowdfundfix.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of data files, named by what is in them: {@code issue_type.anything.train.jsonl.gz}. */
public record DataFolder(Path path) {
    private static final String CORPUS = ".corpus.";

    /** The rows of all training files whose name begins so, files in the order of their names. INVALID if there is none. */
    public List<Row> training(String prefix) {
        return rows(files(prefix).stream().filter(DataFolder::trains).toList(), prefix + "*.train.jsonl[.gz]");
    }

    /** The rows of all files whose name begins so, such as a corpus. INVALID if there is none. */
    public List<Row> all(String prefix) {
        return rows(files(prefix), prefix + "*.jsonl[.gz]");
    }

    /** The rows of all files of a task that are no questions but what is searched: {@code <task>.<anything>.corpus.<anything>}. */
    public List<Row> corpora(String task) {
        List<Path> files =
                files(task).stream().filter(file -> name(file).contains(CORPUS)).toList();
        return rows(files, task + "*" + CORPUS + "*.jsonl[.gz]");
    }

    private List<Row> rows(List<Path> files, String wanted) {
        if (files.isEmpty()) {
            throw Fault.invalid("--data", path + " has no file " + wanted);
        }
        return files.stream().flatMap(file -> RowFile.read(file).stream()).toList();
    }

    private List<Path> files(String prefix) {
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(file ->
                            name(file).startsWith(prefix + ".") && name(file).matches(".*\\.jsonl(\\.gz)?"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Fault.invalid("--data", path + " is no folder that can be read");
        }
    }

    private static boolean trains(Path file) {
        return name(file).contains(".train.");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
