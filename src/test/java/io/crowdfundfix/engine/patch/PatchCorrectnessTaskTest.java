package io.crowdfundfix.engine.patch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.crowdfundfix.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchCorrectnessTaskTest {
    private static final List<String> NAMES =
            List.of("size", "depth", "owner", "label", "price", "stamp", "route", "phase");
    private static final PatchCorrectnessTask TASK = new PatchCorrectnessTask();

    @TempDir
    static Path folder;

    private static byte[] trained = new byte[0];

    /** Wrong patches switch a check off, right ones complete it. */
    private static ObjectNode row(int bug, String tool, boolean wrong) {
        String name = NAMES.get(bug % NAMES.size());
        String check = "        if (" + name + " > " + bug + ") {";
        String mended =
                wrong ? "        if (false) {" : "        if (" + name + " != null && " + name + " > " + bug + ") {";
        return Json.wire()
                .createObjectNode()
                .put("id", tool + bug)
                .put("project", "Mill")
                .put("bug_id", Integer.toString(bug))
                .put("tool", tool)
                .put("label", wrong ? 1 : 0)
                .put("diff", "int old = " + name + "; -" + check + " +" + mended + " old++; }");
    }

    private static List<ObjectNode> rows(int from, int until) {
        List<ObjectNode> rows = new ArrayList<>();
        for (int bug = from; bug < until; bug++) {
            rows.add(row(bug, "alpha", bug % 3 > 0));
            rows.add(row(bug, "beta", bug % 3 > 0));
            rows.add(row(bug, "developer", false));
        }
        return rows;
    }

    private static Workbench bench() {
        return new Workbench(
                new Texts(new HashingEmbedder(), null, Progress.SILENT), task -> tensors(), Progress.SILENT, 7);
    }

    private static Tensors tensors() {
        try {
            return Tensors.read(trained);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static EvaluationData data(List<ObjectNode> objects) {
        List<Row> rows = new ArrayList<>();
        for (ObjectNode object : objects) {
            rows.add(new Row("rows.jsonl", rows.size() + 1, object));
        }
        return new EvaluationData(rows, List.of(), List.of());
    }

    @BeforeAll
    static void train() throws IOException {
        StringBuilder lines = new StringBuilder();
        rows(0, 30).forEach(row -> lines.append(row).append('\n'));
        Files.writeString(folder.resolve("patch_correctness.invented.train.jsonl"), lines);
        trained = TASK.train(new DataFolder(folder), bench()).bytes();
    }

    @Test
    void knowsAPatchThatSwitchesACheckOff() {
        Evaluation evaluation = TASK.evaluate(data(rows(30, 45)), bench());
        assertEquals(1, evaluation.metrics().get("auc_tool_made_unseen_bugs").asDouble());
        assertEquals(0, evaluation.metrics().get("rows_seen_bugs").asInt());
        double wrong = evaluation.predictions().get(3).get("prediction").asDouble();
        assertTrue(wrong > 0.7, "was " + wrong);
    }

    @Test
    void learnsTheSameBytesTwice() {
        assertArrayEquals(trained, TASK.train(new DataFolder(folder), bench()).bytes());
    }

    @Test
    void readsNeitherToolNorIdNorFileName() {
        List<ObjectNode> rows = rows(30, 33);
        List<ObjectNode> plain = rows(30, 33);
        plain.forEach(row -> row.put("tool", "nobody").put("filename", "plausible"));
        assertEquals(
                TASK.evaluate(data(rows), bench()).predictions(),
                TASK.evaluate(data(plain), bench()).predictions());
    }

    @Test
    void predictsRowsWithoutAnswers() {
        List<ObjectNode> rows = rows(30, 33);
        rows.forEach(row -> row.remove("label"));
        Evaluation evaluation = TASK.evaluate(data(rows), bench());
        assertEquals(9, evaluation.predictions().size());
        assertFalse(evaluation.metrics().has("auc"));
    }

    @Test
    void namesTheRowWithoutADiff() {
        List<ObjectNode> rows = rows(30, 33);
        rows.get(4).remove("diff");
        EvaluationData data = data(rows);
        Workbench bench = bench();
        Fault fault = assertThrows(Fault.class, () -> TASK.evaluate(data, bench));
        assertEquals("rows.jsonl:5", fault.fields().get(0).field());
        assertTrue(fault.fields().get(0).message().contains("diff"));
    }

    @Test
    void saysWhyAndReadsUnifiedDiffsToo() {
        PatchModel model = PatchModel.load(tensors());
        String diff =
                "--- a/Mill.java\n+++ b/Mill.java\n@@ -3,3 +3,3 @@\n int old;\n-    if (size > 4) {\n+    if (false) {\n old++;\n";
        PatchVerdict verdict = model.judge(diff);
        assertTrue(verdict.incorrect() > 0.6, "was " + verdict.incorrect());
        assertTrue(
                verdict.reasons().stream().anyMatch(reason -> reason.contains("false")), verdict.reasons()::toString);
        assertTrue(model.judge(diff, "Mill", "1").reasons().get(0).startsWith("other patches of this bug: 1 right"));
    }

    @Test
    void doesNotSeeTheHeadersThatOnlyDevelopersPatchesHave() {
        assertEquals(
                PatchCode.of("int a; -    b = 1; +    b = 2; }"),
                PatchCode.of("index d9fa592..dcf512b 100644 int a; -    b = 1; +    b = 2; }"));
    }

    @Test
    void tellsChangedLinesFromWhatFollows() {
        PatchLines lines =
                PatchLines.of("a(); -        for (int i = 0; i < n; i++) { use(i - 1); } +        b(); c();");
        assertEquals(List.of("for (int i = 0; i < n; i++) {"), lines.removed());
        assertEquals(List.of("b();"), lines.added());
    }

    @Test
    void answersHostileDiffs() {
        PatchModel model = PatchModel.load(tensors());
        for (String diff : List.of(
                "",
                "x".repeat(1_000_000),
                "+\n".repeat(300_000),
                " +  ".repeat(200_000),
                "-  (".repeat(200_000),
                "问题".repeat(100_000),
                " +   \"".repeat(100_000))) {
            double incorrect = model.judge(diff).incorrect();
            assertTrue(incorrect >= 0 && incorrect <= 1);
        }
    }
}
