package io.crowdfundfix.engine.duplicate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.HashingEmbedder;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.DataFolder;
import io.crowdfundfix.engine.task.Evaluation;
import io.crowdfundfix.engine.task.EvaluationData;
import io.crowdfundfix.engine.task.Progress;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Texts;
import io.crowdfundfix.engine.task.Workbench;
import io.crowdfundfix.fault.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicateTaskTest {
    @TempDir
    private static Path folder;

    private static byte[] model = new byte[0];

    @BeforeAll
    static void train() throws IOException {
        InventedReports.write(folder);
        model = bytes();
    }

    @Test
    void findsTheOtherReportOfTheSameBug() throws IOException {
        List<Row> rows = new DataFolder(folder).training("duplicates.pairs");
        Evaluation evaluation = evaluate(rows);
        assertTrue(
                evaluation.metrics().path("recall_at_10").asDouble() > 0.9,
                evaluation.metrics().toString());
        JsonNode first = evaluation.predictions().get(0);
        assertEquals("1", first.path("id").asText());
        assertFalse(first.path("ids").toString().contains("[1,"), "never the query itself");
    }

    @Test
    void learnsTheSameTwice() throws IOException {
        assertArrayEquals(model, bytes());
    }

    @Test
    void namesTheRowAndTheFieldThatIsMissing() {
        ObjectNode row =
                JsonNodeFactory.instance.objectNode().put("project", "Shop").put("id_a", 1);
        Fault fault = assertThrows(Fault.class, () -> evaluate(List.of(new Row("pairs.jsonl", 7, row))));
        String fields = fault.fields().toString();
        assertTrue(fields.contains("title_a") && fields.contains("pairs.jsonl:7"), fields);
    }

    @Test
    void saysThatItNeedsACorpus() {
        EvaluationData data = new EvaluationData(List.of(), List.of(), List.of());
        assertThrows(Fault.class, () -> new DuplicateTask().evaluate(data, bench()));
    }

    @Test
    void hostileTextIsAnswered() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String body : List.of(
                "", "a".repeat(1_000_000), "打开文件时崩溃".repeat(10_000), "!?(\u0000 at at at", "at ".repeat(9_000))) {
            ObjectNode row =
                    JsonNodeFactory.instance.objectNode().put("project", "Shop").put("id_a", "new");
            rows.add(new Row(
                    "pairs.jsonl", rows.size() + 1, row.put("title_a", "?").put("desc_a", body)));
        }
        for (ObjectNode prediction : evaluate(rows).predictions()) {
            assertEquals(100, prediction.path("ids").size());
        }
    }

    private static byte[] bytes() throws IOException {
        return InventedReports.train(folder).bytes();
    }

    private static Evaluation evaluate(List<Row> rows) throws IOException {
        List<Row> corpus = new DataFolder(folder).all("duplicates.corpus");
        return new DuplicateTask().evaluate(new EvaluationData(rows, corpus, List.of()), bench());
    }

    private static Workbench bench() {
        Texts texts = new Texts(new HashingEmbedder(), null, Progress.SILENT);
        return new Workbench(texts, DuplicateTaskTest::read, Progress.SILENT, 42);
    }

    private static Tensors read(String task) {
        try {
            return Tensors.read(model);
        } catch (IOException e) {
            throw new IllegalStateException(task, e);
        }
    }
}
