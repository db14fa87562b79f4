package io.crowdfundfix.engine.price;

import static io.crowdfundfix.engine.price.InventedOffers.TEXTS;
import static io.crowdfundfix.engine.price.InventedOffers.bench;
import static io.crowdfundfix.engine.price.InventedOffers.folder;
import static io.crowdfundfix.engine.price.InventedOffers.jobs;
import static io.crowdfundfix.engine.price.InventedOffers.offers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.engine.learn.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceModelTest {
    private static final double TODAY = 18_500;

    private static PriceModel model = PriceModel.fit(List.of(), List.of(), 1);

    @BeforeAll
    static void train(@TempDir Path path) throws IOException {
        Tensors.Builder none = new Tensors.Builder();
        Tensors.Builder trained = new PriceTask().train(folder(path, offers(), jobs()), bench(none));
        model = PriceModel.load(Tensors.read(trained.bytes()));
    }

    private static PricedReport report(String id, String title, String repository, double day) {
        return new PricedReport(id, title, "It happens every time.", repository, day, TEXTS.vector(title));
    }

    @Test
    void aReportOfAnUnknownRepositoryHasAnIntervalAndReasons() {
        PriceEstimate estimate = model.price(report("1", "Export stops", "", TODAY), model.market());
        assertTrue(0 <= estimate.p10() && estimate.p10() <= estimate.p50() && estimate.p50() <= estimate.p90());
        assertTrue(!estimate.reasons().isEmpty());
    }

    @Test
    void ownPricesMoveTheEstimateAndAreNamed() {
        PricedReport asked = report("asked", "Export stops", "us/tool", TODAY);
        PaidPrices paid = model.market()
                .withPaid(IntStream.range(0, 40)
                        .mapToObj(i -> report("own-" + i, "Export " + i + " stops", "us/tool", TODAY - 40 + i))
                        .map(report -> new PaidReport(report, 1_003))
                        .toList());
        PriceEstimate before = model.price(asked, model.market());
        PriceEstimate after = model.price(asked, paid);
        assertTrue(Math.abs(after.p50() - 1_003) < Math.abs(before.p50() - 1_003), before + " " + after);
        assertTrue(after.reasons().get(0).contains("us/tool"), after.reasons().toString());
    }

    @Test
    void aPriceIsCountedOnce() {
        PaidReport paid = new PaidReport(report("own", "Export stops", "us/tool", TODAY - 1), 500);
        PaidPrices once = model.market().withPaid(List.of(paid));
        assertEquals(once.size(), once.withPaid(List.of(paid, paid)).size());
    }

    @Test
    void aModelThatLearnedNothingStillAnswers() {
        PriceModel empty = PriceModel.fit(List.of(), List.of(), 1);
        PriceEstimate estimate = empty.price(report("1", "Export stops", "", TODAY), empty.market());
        assertTrue(estimate.p10() <= estimate.p50() && estimate.p50() <= estimate.p90());
    }
}
