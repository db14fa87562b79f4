package io.crowdfundfix.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.config.Terminal;
import io.crowdfundfix.engine.Embedder;
import io.crowdfundfix.engine.task.DataFolder;
import io.crowdfundfix.engine.task.Evaluation;
import io.crowdfundfix.engine.task.EvaluationData;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.RowFile;
import io.crowdfundfix.engine.task.Task;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.json.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code evaluate --task T --data FILE [--corpus FILE|DIR] [--history FILE] [--predictions OUT.jsonl] [--models DIR] [--cache FILE]}.
 */
public final class EvaluateCommand {
    private EvaluateCommand() {}

    /** Prints one JSON line: task, rows, figures. */
    public static void run(Embedder embedder, Map<String, String> options, Terminal terminal) {
        TrainingOptions typed = new TrainingOptions(options)
                .only(Set.of("task", "data", "corpus", "history", "predictions", "models", "seed", "cache"));
        Task task = Tasks.named(typed.required("task"));
        typed.required("data");
        List<Row> rows = read(typed.file("data"));
        if (rows.isEmpty()) {
            throw Fault.invalid("--data", "holds no row");
        }
        EvaluationData data = new EvaluationData(rows, corpus(task, typed), read(typed.file("history")));
        boolean named = options.containsKey("models");
        ModelFolder models = new ModelFolder(typed.path("models", "models"));
        try (OpenBench open = OpenBench.of(embedder, typed, named ? models::read : models::readOrBundled, terminal)) {
            Evaluation evaluation = task.evaluate(data, open.bench());
            if (options.containsKey("predictions")) {
                write(evaluation.predictions(), typed.path("predictions", ""));
            }
            ObjectNode line =
                    Json.api().createObjectNode().put("task", task.name()).put("rows", rows.size());
            terminal.out().println(line.setAll(evaluation.metrics()));
        }
    }

    /** Of one file, or of all files of this task in a folder. */
    private static List<Row> corpus(Task task, TrainingOptions options) {
        Path named = options.path("corpus", "");
        return Files.isDirectory(named) && options.nameToValue().containsKey("corpus")
                ? new DataFolder(named).corpora(task.name())
                : read(options.file("corpus"));
    }

    private static List<Row> read(@Nullable Path file) {
        return file == null ? List.of() : RowFile.read(file);
    }

    private static void write(List<ObjectNode> predictions, Path file) {
        try (BufferedWriter lines = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (ObjectNode prediction : predictions) {
                lines.write(prediction.toString());
                lines.newLine();
            }
        } catch (IOException e) {
            throw Fault.invalid("--predictions", file + " cannot be written: " + e.getMessage());
        }
    }
}
