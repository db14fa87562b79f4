package io.crowdfundfix.engine.locate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.DataFolder;
import io.crowdfundfix.engine.task.Evaluation;
import io.crowdfundfix.engine.task.EvaluationData;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocationTaskTest {
    private static final LocationTask TASK = new LocationTask();

    @TempDir
    static Path folder;

    private static Tensors.Builder trained = new Tensors.Builder();

    @BeforeAll
    static void trains() throws IOException {
        write("fault_loc.shop.train.jsonl", InventedShop.reports(0, 150));
        write("fault_loc.shop.corpus.shop.jsonl", InventedShop.corpus());
        trained = TASK.train(new DataFolder(folder), InventedShop.bench(null));
    }

    private static void write(String name, List<Row> rows) throws IOException {
        Files.write(
                folder.resolve(name),
                rows.stream().map(row -> row.json().toString()).toList());
    }

    @Test
    void namesTheFileThatWasChanged() {
        Evaluation evaluation = evaluate(InventedShop.reports(150, 190), InventedShop.reports(0, 150));
        assertTrue(
                evaluation.metrics().path("hit_at_1").asDouble() > 0.9,
                evaluation.metrics().toString());
        assertTrue(evaluation.metrics().path("map_of_all").asDouble() <= 0.5, "half of the files are not there");
        assertEquals(
                Set.of("NL", "PE", "ST"), Set.copyOf(names(evaluation.metrics().path("kinds"))));
        ObjectNode first = evaluation.predictions().get(0);
        assertEquals("shop-150", first.path("id").asText());
        assertEquals(
                InventedShop.path(150 * 7 % InventedShop.files()),
                first.path("ids").get(0).asText());
    }

    private static List<String> names(com.fasterxml.jackson.databind.JsonNode node) {
        return node.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }

    @Test
    void sameDataAndSeedGiveTheSameBytes() {
        assertArrayEquals(
                trained.bytes(),
                TASK.train(new DataFolder(folder), InventedShop.bench(null)).bytes());
    }

    @Test
    void aProbabilityComesWithTheModel() throws IOException {
        LocationModel model = LocationModel.of(Tensors.read(trained.bytes()));
        try (CodeIndex index = CodeIndex.open(folder.resolve("index"))) {
            InventedShop.all().forEach(index::put);
            index.commit("1");
            LocateQuery query = new LocateQuery("CartReader", "CartReader shows the wrong lines", null, null);
            List<Suspect> suspects = new Locator(model).locate(index, FixHistory.of(List.of()), query, 10);
            assertEquals(InventedShop.path(0), suspects.get(0).path());
            for (Suspect suspect : suspects) {
                Double probability = suspect.probability();
                assertTrue(probability != null && probability >= 0 && probability <= 1);
            }
        }
    }

    @Test
    void answersHostileReports() {
        ObjectNode strange =
                InventedShop.report(151).put("title", "漢字".repeat(2_000)).put("description", "x.y(".repeat(250_000));
        ObjectNode empty = InventedShop.report(152).put("title", "").put("description", "");
        empty.remove("gold");
        Evaluation evaluation = evaluate(List.of(new Row("a", 1, strange), new Row("a", 2, empty)), List.of());
        assertEquals(2, evaluation.predictions().size());
    }

    @Test
    void saysWhatIsMissing() {
        List<Row> rows = InventedShop.reports(0, 1);
        EvaluationData noCorpus = new EvaluationData(rows, List.of(), List.of());
        assertNames("--corpus", () -> TASK.evaluate(noCorpus, InventedShop.bench(trained)));
        ObjectNode elsewhere = InventedShop.report(1).put("system", "moon");
        assertNames("the system moon", () -> evaluate(List.of(new Row("a", 1, elsewhere)), List.of()));
        ObjectNode unnumbered = InventedShop.report(1);
        unnumbered.remove("bug_id");
        assertNames("bug_id", () -> evaluate(List.of(new Row("a.jsonl", 7, unnumbered)), List.of()));
        assertNames(".corpus.", () -> new DataFolder(folder).corpora("assignee"));
    }

    @Test
    void refusesAModelOfOtherSignals() {
        Tensors.Builder other = new Tensors.Builder();
        other.ints("columns", 3);
        assertThrows(IllegalArgumentException.class, () -> LocationModel.of(Tensors.read(other.bytes())));
    }

    private static void assertNames(String wanted, Runnable command) {
        Fault fault = assertThrows(Fault.class, command::run);
        assertTrue(fault.message().contains(wanted), fault.message());
    }

    private static Evaluation evaluate(List<Row> rows, List<Row> history) {
        return TASK.evaluate(new EvaluationData(rows, InventedShop.corpus(), history), InventedShop.bench(trained));
    }
}
