package io.crowdfundfix.training;

import io.crowdfundfix.config.Terminal;
import io.crowdfundfix.engine.Embedder;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.DataFolder;
import io.crowdfundfix.engine.task.Task;
import io.crowdfundfix.engine.task.Workbench;
import io.crowdfundfix.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code train --task T --data DIR [--out models/] [--seed N] [--cache FILE]}; T may be {@code all}. */
public final class TrainCommand {
    private TrainCommand() {}

    /** Prints one JSON line for each model: task, file, bytes, seconds. */
    public static void run(Embedder embedder, Map<String, String> options, Terminal terminal) {
        TrainingOptions typed = new TrainingOptions(options).only(Set.of("task", "data", "out", "seed", "cache"));
        String wanted = typed.required("task");
        List<Task> tasks = wanted.equals("all") ? Tasks.all() : List.of(Tasks.named(wanted));
        DataFolder data = new DataFolder(Path.of(typed.required("data")));
        ModelFolder models = new ModelFolder(typed.path("out", "models"));
        try (OpenBench open = OpenBench.of(embedder, typed, models::read, terminal)) {
            for (Task task : tasks) {
                terminal.out().println(train(task, data, models, open.bench()));
            }
        }
    }

    private static String train(Task task, DataFolder data, ModelFolder models, Workbench bench) {
        long started = System.nanoTime();
        Tensors.Builder tensors = task.train(data, bench);
        tensors.property("task", task.name());
        tensors.property("encoder", bench.texts().embedder().model());
        tensors.property("seed", Long.toString(bench.seed()));
        Path file = models.write(task.name(), tensors);
        return Json.api()
                .createObjectNode()
                .put("task", task.name())
                .put("file", file.toString())
                .put("bytes", file.toFile().length())
                .put("seconds", Math.round((System.nanoTime() - started) / 1e8) / 10.0)
                .toString();
    }
}
