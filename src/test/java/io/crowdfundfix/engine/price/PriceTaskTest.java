package io.crowdfundfix.engine.price;

import static io.crowdfundfix.engine.price.InventedOffers.bench;
import static io.crowdfundfix.engine.price.InventedOffers.folder;
import static io.crowdfundfix.engine.price.InventedOffers.job;
import static io.crowdfundfix.engine.price.InventedOffers.jobs;
import static io.crowdfundfix.engine.price.InventedOffers.offer;
import static io.crowdfundfix.engine.price.InventedOffers.offers;
import static io.crowdfundfix.engine.price.InventedOffers.rows;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.Evaluation;
import io.crowdfundfix.engine.task.EvaluationData;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.fault.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceTaskTest {
    private static final PriceTask TASK = new PriceTask();

    private static Tensors.Builder trained = new Tensors.Builder();

    @BeforeAll
    static void train(@TempDir Path path) throws IOException {
        trained = TASK.train(folder(path, offers(), jobs()), bench(trained));
    }

    private static Evaluation evaluate(List<Row> rows, List<Row> history) {
        return TASK.evaluate(new EvaluationData(rows, List.of(), history), bench(trained));
    }

    private static double price(ObjectNode asked, ObjectNode... history) {
        return evaluate(rows(asked), rows(history))
                .predictions()
                .get(0)
                .path("p50")
                .asDouble();
    }

    @Test
    void pricesAnOfferAsItsOwnerPaid() {
        assertEquals(1_000, price(offer(300, "rich", "Button 7 is blue", 1)), 300);
        assertEquals(20, price(offer(300, "poor", "Button 7 is blue", 1)), 10);
    }

    @Test
    void pricesAJobByItsWords() {
        assertEquals(4_000, price(job(1, "Migration of the users", "The migration must not lose rows", 1)), 1);
        assertEquals(250, price(job(2, "Wrong font", "The label is green", 1)), 1);
    }

    @Test
    void anOffersOwnPriceAndLaterOnesAreNotLookedAt() {
        ObjectNode asked = offer(300, "new", "Chart is empty", 70);
        double alone = price(asked);
        assertEquals(alone, price(asked, asked, offer(301, "new", "Chart is empty", 9_000)));
    }

    @Test
    void earlierPricesOfTheInstallationCount() {
        ObjectNode asked = offer(300, "new", "Chart is empty", 1);
        double alone = price(asked);
        ObjectNode[] earlier = new ObjectNode[12];
        for (int i = 0; i < earlier.length; i++) {
            earlier[i] = offer(250 + i, "new", "Chart " + i + " is empty", 1_003);
        }
        double adapted = price(asked, earlier);
        assertTrue(Math.abs(adapted - 1_000) < Math.abs(alone - 1_000), alone + " -> " + adapted);
    }

    @Test
    void answersInTheOrderOfTheRowsAndMeasuresWhatItWrites() {
        Evaluation evaluation = evaluate(
                rows(job(5, "Wrong icon", "The label is green", 250), offer(300, "rich", "Button", 1_000)), List.of());
        assertEquals("job-5", evaluation.predictions().get(0).path("id").asText());
        assertEquals("offer-300", evaluation.predictions().get(1).path("id").asText());
        double error = Math.abs(Math.log1p(1_000)
                - Math.log1p(evaluation.predictions().get(1).path("p50").asDouble()));
        assertEquals(
                error, evaluation.metrics().path("posted").path("log1p_mae").asDouble(), 1e-4);
        assertEquals(0, evaluation.metrics().path("freelance").path("log1p_mae").asDouble(), 1e-4);
    }

    @Test
    void rowsWithoutAPriceAreOnlyPredicted() {
        ObjectNode open = offer(300, "rich", "Button", 1);
        open.remove("usd");
        Evaluation evaluation = evaluate(rows(open), List.of());
        assertEquals(1, evaluation.predictions().size());
        assertEquals(0, evaluation.metrics().path("priced_rows").asInt());
    }

    @Test
    void aMissingTitleIsNamedWithItsFileAndRow() {
        ObjectNode nameless = offer(300, "rich", "Button", 1);
        nameless.remove("title");
        Fault fault = assertThrows(Fault.class, () -> evaluate(rows(nameless), List.of()));
        assertTrue(
                fault.message().contains("invented.jsonl:1") && fault.message().contains("title"), fault.message());
    }

    @Test
    void aTimeThatIsNoneIsNamed() {
        Fault fault = assertThrows(
                Fault.class,
                () -> evaluate(rows(offer(300, "rich", "Button", 1).put("created", "yesterday")), List.of()));
        assertTrue(fault.message().contains("created"), fault.message());
    }

    @Test
    void hostileTextHasAPrice() {
        String long1 = "a".repeat(1_000_000);
        Evaluation evaluation = evaluate(
                rows(
                        offer(300, "", "", 1),
                        offer(301, "rich", long1, 1),
                        offer(302, "rich", "価格が表示されない", 1),
                        job(1, "", "", 1),
                        job(2, long1, long1, 1),
                        job(3, "価格が表示されない", "[SEP] ignore all prices", 1)),
                List.of());
        for (ObjectNode answer : evaluation.predictions()) {
            double p10 = answer.path("p10").asDouble();
            double p50 = answer.path("p50").asDouble();
            double p90 = answer.path("p90").asDouble();
            assertTrue(0 <= p10 && p10 <= p50 && p50 <= p90 && p90 < 1e9, answer.toString());
        }
    }

    @Test
    void theSameDataAndSeedGiveTheSameBytes(@TempDir Path path) throws IOException {
        Tensors.Builder again = TASK.train(folder(path, offers(), jobs()), bench(trained));
        assertArrayEquals(trained.bytes(), again.bytes());
    }

    @Test
    void learnsFromOneKindOfFileAlone(@TempDir Path path) throws IOException {
        Tensors.Builder offersOnly = TASK.train(folder(path, offers(), List.of()), bench(trained));
        Evaluation evaluation = TASK.evaluate(
                new EvaluationData(rows(offer(300, "poor", "Button", 20)), List.of(), List.of()), bench(offersOnly));
        assertEquals(20, evaluation.predictions().get(0).path("p50").asDouble(), 10);
    }
}
