package io.crowdfundfix.engine.triage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.Evaluation;
import io.crowdfundfix.engine.task.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriorityTaskTest {
    private static final PriorityTask TASK = new PriorityTask();

    @TempDir
    static Path folder;

    private static Tensors.Builder trained = new Tensors.Builder();

    @BeforeAll
    static void trains() throws IOException {
        trained = InventedTracker.train(TASK, InventedTracker.folder(folder, InventedTracker.rows(0, 400)));
    }

    @Test
    void findsWhichComponentIsUrgent() {
        Evaluation evaluation = InventedTracker.evaluate(TASK, trained, InventedTracker.rows(400, 440), List.of());
        assertTrue(evaluation.metrics().path("macro_f1").asDouble() > 0.95, evaluation.metrics()::toString);
    }

    @Test
    void answersInTheWordsOfTheProject() {
        Evaluation evaluation = InventedTracker.evaluate(TASK, trained, InventedTracker.rows(400, 402), List.of());
        assertEquals(
                "Urgent", evaluation.predictions().get(0).path("prediction").asText());
        assertEquals("Low", evaluation.predictions().get(1).path("prediction").asText());
    }

    @Test
    void sameDataAndSeedGiveTheSameBytes() throws IOException {
        Tensors.Builder again =
                InventedTracker.train(TASK, InventedTracker.folder(folder, InventedTracker.rows(0, 400)));
        assertArrayEquals(trained.bytes(), again.bytes());
    }

    @Test
    void takesTheNewWordsOfCassandraForTheOldOnes() {
        assertEquals(PriorityScale.step("Minor"), PriorityScale.step("Low"));
        assertEquals(PriorityScale.step("Major"), PriorityScale.step("Normal"));
        assertEquals(PriorityScale.step("Critical"), PriorityScale.step("Urgent"));
        assertEquals(-1, PriorityScale.step("soon"));
    }

    @Test
    void judgesAReportOfWhichOnlyTheTextIsKnown() throws IOException {
        PriorityModel model = PriorityModel.load(Tensors.read(trained.bytes()));
        NewReport report = NewReport.ofText("socket closed while reading", "", new float[0]);
        PriorityModel.Urgency urgency = model.assess(report, Tracker.EMPTY);
        assertEquals(1, urgency.probabilities().stream().mapToDouble(p -> p).sum(), 1e-9);
        assertTrue(PriorityScale.WORDS.contains(urgency.word()));
    }

    @Test
    void answersRowsWithoutAnswersAndHostileText() {
        ObjectNode strange = InventedTracker.ticket(401)
                .put("title", "漢字".repeat(2_000))
                .put("description", "x".repeat(1_000_000))
                .put("priority", "");
        Evaluation evaluation = InventedTracker.evaluate(TASK, trained, List.of(new Row("dev", 1, strange)), List.of());
        assertTrue(evaluation.predictions().get(0).has("prediction"));
        assertTrue(evaluation.metrics().isEmpty());
    }
}
