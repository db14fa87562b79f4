package io.crowdfundfix.engine.effort;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two invented teams: one gives 1 and 8 points, the other 10 and 80; typos are small, rewrites are large. */
class StoryPointsTaskTest {
    private static final StoryPointsTask TASK = new StoryPointsTask();
    private static final Texts TEXTS = new Texts(new HashingEmbedder(), null, Progress.SILENT);
    private static final String SMALL = "Typo in the label";
    private static final String LARGE = "Rewrite the scheduler for clusters";

    private static Tensors.Builder trained = new Tensors.Builder();

    @BeforeAll
    static void train(@TempDir Path path) throws IOException {
        trained = train(path, trained);
    }

    private static Tensors.Builder train(Path path, Tensors.Builder known) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            boolean small = i % 2 == 0;
            lines.add(story("alpha", i, small ? SMALL : LARGE, small ? 1 : 8).toString());
            lines.add(story("beta", i, small ? SMALL : LARGE, small ? 10 : 80).toString());
        }
        Files.write(path.resolve("story_points.invented.train.jsonl"), lines);
        return TASK.train(new DataFolder(path), bench(known));
    }

    private static ObjectNode story(String project, int number, String title, double points) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", project + "-" + number)
                .put("project", project)
                .put("title", title + " " + number)
                .put("description", "{code}x = 1{code}")
                .put("story_points", points);
    }

    private static Workbench bench(Tensors.Builder model) {
        return new Workbench(TEXTS, name -> tensors(model), Progress.SILENT, 42);
    }

    private static Tensors tensors(Tensors.Builder model) {
        try {
            return Tensors.read(model.bytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Row> rows(ObjectNode... all) {
        return IntStream.range(0, all.length)
                .mapToObj(i -> new Row("invented.jsonl", i + 1, all[i]))
                .toList();
    }

    private static Evaluation evaluate(List<Row> rows, List<Row> history) {
        return TASK.evaluate(new EvaluationData(rows, List.of(), history), bench(trained));
    }

    private static double points(ObjectNode asked, ObjectNode... history) {
        return evaluate(rows(asked), rows(history))
                .predictions()
                .get(0)
                .path("p50")
                .asDouble();
    }

    @Test
    void givesTheSameWorkThePointsOfItsOwnTeam() {
        assertEquals(1, points(story("alpha", 100, SMALL, 0)));
        assertEquals(8, points(story("alpha", 100, LARGE, 0)));
        assertEquals(10, points(story("beta", 100, SMALL, 0)));
        assertEquals(80, points(story("beta", 100, LARGE, 0)));
    }

    @Test
    void anUnknownTeamsLargeWorkIsLargerThanItsSmallWork() {
        assertTrue(points(story("gamma", 1, LARGE, 0)) > points(story("gamma", 1, SMALL, 0)));
    }

    @Test
    void anUnknownTeamIsLearnedFromWhatItEstimatedEarlier() {
        ObjectNode[] earlier = new ObjectNode[60];
        for (int i = 0; i < earlier.length; i++) {
            earlier[i] = story("gamma", i, i % 2 == 0 ? SMALL : LARGE, i % 2 == 0 ? 300 : 500);
        }
        assertEquals(300, points(story("gamma", 100, SMALL, 0), earlier));
        assertEquals(500, points(story("gamma", 100, LARGE, 0), earlier));
    }

    @Test
    void laterEstimatesAndTheOwnAreNotLookedAt() {
        ObjectNode asked = story("gamma", 1, SMALL, 999);
        ObjectNode[] later = new ObjectNode[60];
        for (int i = 0; i < later.length; i++) {
            later[i] = story("gamma", i + 1, SMALL, 999);
        }
        assertEquals(points(asked), points(asked, later));
    }

    @Test
    void measuresEachProjectOnItsOwn() {
        Evaluation evaluation = evaluate(rows(story("alpha", 100, SMALL, 1), story("beta", 100, SMALL, 80)), List.of());
        assertEquals(
                0,
                evaluation.metrics().path("projects").path("alpha").path("mae").asDouble());
        assertEquals(
                70,
                evaluation.metrics().path("projects").path("beta").path("mae").asDouble());
        assertEquals(35, evaluation.metrics().path("mean_project_mae").asDouble());
        assertEquals("beta", evaluation.predictions().get(1).path("project").asText());
    }

    @Test
    void aMissingProjectIsNamedWithItsFileAndRow() {
        ObjectNode homeless = story("alpha", 1, SMALL, 1);
        homeless.remove("project");
        Fault fault = assertThrows(Fault.class, () -> evaluate(rows(homeless), List.of()));
        assertTrue(
                fault.message().contains("invented.jsonl:1") && fault.message().contains("project"), fault.message());
    }

    @Test
    void hostileTextHasPoints() {
        String endless = "a".repeat(1_000_000);
        Evaluation evaluation = evaluate(
                rows(
                        story("alpha", 1, "", 1),
                        story("alpha", 2, endless, 1).put("description", endless),
                        story("gamma", 3, "価格が表示されない", 1).put("description", "{".repeat(1_000_000))),
                List.of());
        for (ObjectNode answer : evaluation.predictions()) {
            double p50 = answer.path("p50").asDouble();
            assertTrue(answer.path("p10").asDouble() <= p50
                    && p50 <= answer.path("p90").asDouble());
            assertTrue(p50 > 0);
        }
    }

    @Test
    void theSameDataAndSeedGiveTheSameBytes(@TempDir Path path) throws IOException {
        assertArrayEquals(trained.bytes(), train(path, trained).bytes());
    }

    @Test
    void aLiveReportHasAComplexityAndTheWordsThatDecided() {
        EffortModel model = EffortModel.load(tensors(trained));
        EffortEstimate small = model.points("", SMALL, "", TEXTS.vector(SMALL), List.of());
        EffortEstimate large = model.points("", LARGE, "", TEXTS.vector(LARGE), List.of());
        assertTrue(0 <= small.complexity() && small.complexity() < large.complexity() && large.complexity() <= 1);
        assertTrue(
                large.reasons().toString().contains("rewrite"), large.reasons().toString());
    }
}
