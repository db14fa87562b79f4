package io.crowdfundfix.engine.triage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.HashingEmbedder;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.DataFolder;
import io.crowdfundfix.engine.task.Evaluation;
import io.crowdfundfix.engine.task.EvaluationData;
import io.crowdfundfix.engine.task.Progress;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Task;
import io.crowdfundfix.engine.task.Texts;
import io.crowdfundfix.engine.task.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tracker with an obvious pattern: "net" is fixed by ann in a day and urgent, "ui" by bob in a month and minor. */
final class InventedTracker {
    private static final LocalDateTime START = LocalDateTime.parse("2020-01-01T00:00:00");

    private InventedTracker() {}

    static List<Row> rows(int from, int until) {
        List<Row> rows = new ArrayList<>();
        for (int i = from; i < until; i++) {
            rows.add(new Row("dev.jsonl", i + 1, ticket(i)));
        }
        return rows;
    }

    static ObjectNode ticket(int i) {
        boolean net = i * 7 % 5 < 2;
        LocalDateTime created = START.plusHours(16L * i);
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", "X-" + i)
                .put("project", "X")
                .put("title", net ? "socket closed while reading " + i : "button is drawn twice " + i)
                .put("description", net ? "the connection ends early" : "the window shows it again")
                .put("component", net ? "net" : "ui")
                .put("reporter", "user" + i % 6)
                .put("assignee", net ? "ann" : "bob")
                .put("priority", net ? "Urgent" : "Low")
                .put("created", created.toString())
                .put("resolved", created.plusDays(net ? 1 : 30).toString())
                .put("days_to_resolve", net ? 1 : 30);
    }

    static DataFolder folder(Path path, List<Row> rows) throws IOException {
        Files.write(
                path.resolve("jira_triage.invented.train.jsonl"),
                rows.stream().map(row -> row.json().toString()).toList());
        return new DataFolder(path);
    }

    static Tensors.Builder train(Task task, DataFolder data) {
        return task.train(data, bench(null));
    }

    static Evaluation evaluate(Task task, Tensors.Builder trained, List<Row> rows, List<Row> history) {
        return task.evaluate(new EvaluationData(rows, List.of(), history), bench(trained));
    }

    private static Workbench bench(Tensors.@Nullable Builder trained) {
        return new Workbench(
                new Texts(new HashingEmbedder(), null, Progress.SILENT),
                name -> {
                    try {
                        return Tensors.read(trained == null ? new byte[0] : trained.bytes());
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Progress.SILENT,
                42);
    }
}
