package io.crowdfundfix.engine.triage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.Evaluation;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.fault.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssigneeTaskTest {
    private static final AssigneeTask TASK = new AssigneeTask();

    @TempDir
    static Path folder;

    private static Tensors.Builder trained = new Tensors.Builder();

    @BeforeAll
    static void trains() throws IOException {
        trained = InventedTracker.train(TASK, InventedTracker.folder(folder, InventedTracker.rows(0, 300)));
    }

    @Test
    void namesWhoAlwaysFixesThisComponent() {
        Evaluation evaluation = InventedTracker.evaluate(TASK, trained, InventedTracker.rows(300, 340), List.of());
        assertTrue(evaluation.metrics().path("acc_at_1").asDouble() > 0.95);
        assertEquals("ann", evaluation.predictions().get(0).path("ids").get(0).asText());
    }

    @Test
    void sameDataAndSeedGiveTheSameBytes() throws IOException {
        Tensors.Builder again =
                InventedTracker.train(TASK, InventedTracker.folder(folder, InventedTracker.rows(0, 300)));
        assertArrayEquals(trained.bytes(), again.bytes());
    }

    @Test
    void historyOfAnotherProjectNamesItsPeople() {
        List<Row> others = moved(InventedTracker.rows(0, 60));
        Evaluation evaluation = InventedTracker.evaluate(TASK, trained, others.subList(58, 60), others);
        String people = evaluation.predictions().get(1).path("ids").toString();
        assertTrue(people.contains("ann") && people.contains("bob"), people);
    }

    @Test
    void outcomesThatCameLaterAreNotSeen() {
        List<Row> others = moved(InventedTracker.rows(0, 60));
        Row query = others.get(1);
        Evaluation with = InventedTracker.evaluate(TASK, trained, List.of(query), others);
        assertEquals(
                "[\"user1\",\"user0\"]", with.predictions().get(0).path("ids").toString());
    }

    @Test
    void answersHostileText() {
        ObjectNode strange =
                InventedTracker.ticket(301).put("title", "漢字".repeat(2_000)).put("description", "x".repeat(1_000_000));
        ObjectNode empty = InventedTracker.ticket(302)
                .put("title", "")
                .put("description", "")
                .put("reporter", "");
        Evaluation evaluation = InventedTracker.evaluate(
                TASK, trained, List.of(new Row("dev", 1, strange), new Row("dev", 2, empty)), List.of());
        assertTrue(evaluation.predictions().stream()
                .allMatch(answer -> answer.path("ids").size() >= 2));
    }

    @Test
    void saysWhichRowHasNoDate() {
        ObjectNode undated = InventedTracker.ticket(301);
        undated.remove("created");
        List<Row> rows = List.of(new Row("dev.jsonl", 7, undated));
        Fault fault = assertThrows(Fault.class, () -> InventedTracker.evaluate(TASK, trained, rows, List.of()));
        assertTrue(fault.message().contains("dev.jsonl:7") && fault.message().contains("created"), fault.message());
    }

    private static List<Row> moved(List<Row> rows) {
        List<Row> moved = new ArrayList<>();
        for (Row row : rows) {
            ObjectNode copy = row.json().deepCopy();
            moved.add(new Row("history", row.number(), copy.put("project", "Y")));
        }
        return moved;
    }
}
