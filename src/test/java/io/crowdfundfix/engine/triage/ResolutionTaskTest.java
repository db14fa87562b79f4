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

class ResolutionTaskTest {
    private static final ResolutionTask TASK = new ResolutionTask();

    @TempDir
    static Path folder;

    private static Tensors.Builder trained = new Tensors.Builder();

    @BeforeAll
    static void trains() throws IOException {
        trained = InventedTracker.train(TASK, InventedTracker.folder(folder, InventedTracker.rows(0, 400)));
    }

    @Test
    void tellsQuickFromSlowReports() {
        Evaluation evaluation = InventedTracker.evaluate(TASK, trained, InventedTracker.rows(400, 440), List.of());
        assertTrue(evaluation.metrics().path("improvement").asDouble() > 0.8, evaluation.metrics()::toString);
    }

    @Test
    void intervalsHoldTheirMiddle() {
        Evaluation evaluation = InventedTracker.evaluate(TASK, trained, InventedTracker.rows(400, 440), List.of());
        for (ObjectNode answer : evaluation.predictions()) {
            double p50 = answer.path("p50").asDouble();
            assertTrue(answer.path("p10").asDouble() <= p50
                    && p50 <= answer.path("p90").asDouble());
        }
    }

    @Test
    void sameDataAndSeedGiveTheSameBytes() throws IOException {
        Tensors.Builder again =
                InventedTracker.train(TASK, InventedTracker.folder(folder, InventedTracker.rows(0, 400)));
        assertArrayEquals(trained.bytes(), again.bytes());
    }

    @Test
    void answersDoNotDependOnTheRowsOwnOutcome() {
        ObjectNode blind = InventedTracker.ticket(400);
        blind.remove(List.of("resolved", "days_to_resolve", "assignee"));
        Evaluation seen =
                InventedTracker.evaluate(TASK, trained, InventedTracker.rows(400, 401), InventedTracker.rows(400, 401));
        Evaluation unseen = InventedTracker.evaluate(TASK, trained, List.of(new Row("dev", 1, blind)), List.of());
        assertEquals(seen.predictions(), unseen.predictions());
    }

    @Test
    void judgesAReportOfWhichOnlyTheTextIsKnown() throws IOException {
        ResolutionModel model = ResolutionModel.load(Tensors.read(trained.bytes()));
        ResolutionModel.Days days = model.days(NewReport.ofText("", "", new float[0]), Tracker.EMPTY);
        assertTrue(days.p10() >= 0 && days.p90() >= days.p50());
    }
}
