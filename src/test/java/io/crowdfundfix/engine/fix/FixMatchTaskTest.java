package io.crowdfundfix.engine.fix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixMatchTaskTest {
    private static final List<String> THINGS = List.of(
            "toolbar",
            "printer",
            "mailbox",
            "calendar",
            "sandbox",
            "keyboard",
            "parser",
            "scheduler",
            "renderer",
            "importer",
            "exporter",
            "clipboard",
            "gateway",
            "ledger",
            "wallet",
            "beacon",
            "turbine",
            "harbour");
    private static final List<String> FAULTS =
            List.of("freezes", "loses its colour", "prints twice", "shows a blank page");

    @TempDir
    static Path folder;

    private static byte[] trained = new byte[0];

    private static List<ObjectNode> rows(int from, int until) {
        List<ObjectNode> rows = new ArrayList<>();
        for (int i = from; i < until; i++) {
            String thing = THINGS.get(i % THINGS.size());
            String fault = FAULTS.get(i / THINGS.size() % FAULTS.size());
            rows.add(Json.wire()
                    .createObjectNode()
                    .put("id", "row-" + i)
                    .put("project", i % 2 == 0 ? "north" : "south-af")
                    .put("title", "The " + thing + " " + fault)
                    .put("description", "After the update the " + thing + " " + fault + ", every time I start it.")
                    .put("commit_message", "Repair " + thing + ", which " + fault));
        }
        return rows;
    }

    private static Workbench bench() {
        Texts texts = new Texts(new HashingEmbedder(), null, Progress.SILENT);
        return new Workbench(texts, task -> tensors(), Progress.SILENT, 7);
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
        rows(0, 48).forEach(row -> lines.append(row).append('\n'));
        Files.writeString(folder.resolve("fix_match.invented.train.jsonl"), lines);
        trained = new FixMatchTask().train(new DataFolder(folder), bench()).bytes();
    }

    @Test
    void findsTheMessageThatNamesTheSameFault() {
        Evaluation evaluation = new FixMatchTask().evaluate(data(rows(48, 72)), bench());
        assertTrue(evaluation.metrics().get("recall_at_1").asDouble() > 0.9);
        assertEquals("row-51", evaluation.predictions().get(3).get("ids").get(0).asText());
        assertTrue(evaluation.predictions().stream()
                .allMatch(prediction -> prediction.get("ids").size() == 24));
    }

    @Test
    void learnsTheSameBytesTwice() {
        assertArrayEquals(
                trained,
                new FixMatchTask().train(new DataFolder(folder), bench()).bytes());
    }

    @Test
    void ranksTheSameWhateverTheOrderOfTheRows() {
        List<ObjectNode> rows = rows(48, 60);
        rows.get(5).put("commit_message", rows.get(4).get("commit_message").asText());
        List<ObjectNode> reversed = new ArrayList<>(rows);
        Collections.reverse(reversed);
        ObjectNode forth =
                new FixMatchTask().evaluate(data(rows), bench()).predictions().get(4);
        ObjectNode back = new FixMatchTask()
                .evaluate(data(reversed), bench())
                .predictions()
                .get(7);
        assertEquals(forth, back);
    }

    @Test
    void namesTheRowThatSaysNothing() {
        List<ObjectNode> rows = rows(48, 52);
        rows.get(2).put("title", "").put("description", "None");
        EvaluationData data = data(rows);
        FixMatchTask task = new FixMatchTask();
        Workbench bench = bench();
        Fault fault = assertThrows(Fault.class, () -> task.evaluate(data, bench));
        assertEquals("rows.jsonl:3", fault.fields().get(0).field());
        assertTrue(fault.fields().get(0).message().contains("title"));
    }

    @Test
    void doesNotReadTheHashLettersOfAProject() {
        assertEquals("south", FixRows.project(data(rows(1, 2)).rows().get(0)));
    }

    @Test
    void judgesOneChangeWithReasons() {
        FixVerdict right = judge("The toolbar freezes", "Repair the toolbar, which freezes");
        FixVerdict wrong = judge("The toolbar freezes", "Update the documentation");
        assertTrue(right.probability() > 0.8);
        assertTrue(wrong.probability() < 0.5);
        assertTrue(
                right.reasons().stream().anyMatch(reason -> reason.contains("toolbar") && reason.contains("freezes")));
        assertTrue(wrong.reasons().contains("report and change share no telling word"));
    }

    @Test
    void answersHostileTexts() {
        for (String text :
                List.of("", "x".repeat(1_000_000), "问题".repeat(50_000), "?!".repeat(10_000), "_".repeat(99))) {
            double probability = judge(text, text).probability();
            assertTrue(probability >= 0 && probability <= 1);
        }
    }

    private static FixVerdict judge(String title, String message) {
        Texts texts = bench().texts();
        FixMatchModel model = FixMatchModel.load(tensors());
        FixMatchModel.Meaning meaning = new FixMatchModel.Meaning(texts.vector(title), texts.vector(title));
        return model.judge(model.report(title, "", null, meaning), model.change(message, null, texts.vector(message)));
    }

    @Test
    void cutsNamesIntoTheirParts() {
        assertEquals(
                List.of("=parsexmlfile2", "pars", "xml", "fil", "2", "pars"),
                FixTerms.of("parseXMLFile2 of the Parsers"));
    }
}
