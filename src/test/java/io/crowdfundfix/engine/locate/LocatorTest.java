package io.crowdfundfix.engine.locate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocatorTest {
    private static final Locator LOCATOR = new Locator(null);
    private static final FixHistory NOTHING = FixHistory.of(List.of());
    private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init") // by fills
    private static CodeIndex shop;

    @BeforeAll
    static void fills() {
        shop = CodeIndex.open(folder);
        InventedShop.all().forEach(shop::put);
        shop.commit("1");
    }

    @AfterAll
    static void closes() {
        shop.close();
    }

    @Test
    void namesTheFileOfTheTraceFirst() {
        Suspect first =
                locate("Parcels are lost", "since yesterday, in the cart", """
                        java.lang.IllegalStateException: lost
                            at java.util.ArrayList.get(ArrayList.java:427)
                            at org.shop.parcel.ParcelReader.openParcelReader(ParcelReader.java:9)
                            at org.shop.cart.CartPanel.openCartPanel(CartPanel.java:9)
                        """).get(0);
        assertEquals("src/org/shop/parcel/ParcelReader.java", first.path());
        assertNull(first.probability());
        assertEquals(
                "named in the stack trace, frame 2: ParcelReader.openParcelReader line 9",
                first.reasons().get(0));
        assertEquals(
                new SuspectMethod("ParcelReader.openParcelReader", 9, 11),
                first.methods().get(0));
    }

    @Test
    void readsTracesWithinTheDescriptionEvenBroken() {
        Suspect first = locate(
                        "Fails",
                        "12:03 ERROR main    at\norg.shop.stock.StockCache.openStockCache(StockCache.java:9)\nand nothing more",
                        null)
                .get(0);
        assertEquals("src/org/shop/stock/StockCache.java", first.path());
    }

    @Test
    void namesTheFileThatTheReportNames() {
        Suspect first = locate("Wrong lines", "I believe that org.shop.refund.RefundPanel is to blame", null)
                .get(0);
        assertEquals("src/org/shop/refund/RefundPanel.java", first.path());
        assertEquals("its name is in the report: `RefundPanel`", first.reasons().get(0));
    }

    @Test
    void namesTheFileWhoseWordsTheReportUses() {
        assertEquals(
                "src/org/shop/voucher/VoucherWriter.java",
                locate("voucher writer closes too early", "", null).get(0).path());
    }

    @Test
    void aSimilarFixPointsAtItsFile() {
        FixedBug fixed = new FixedBug(
                "1",
                "Umlauts are printed as squares",
                "on every page",
                DAY,
                List.of(InventedShop.path(5), "gone.java"));
        FixedBug large = new FixedBug("2", "Umlauts are squares", "", DAY, paths(FixHistory.MOST_PATHS + 1));
        LocateQuery query = new LocateQuery("Squares where umlauts should be", "printed pages", null, null);
        List<Suspect> suspects = LOCATOR.locate(shop, FixHistory.of(List.of(fixed, large)), query, 10);
        assertEquals(InventedShop.path(5), suspects.get(0).path());
        assertTrue(
                suspects.get(0).reasons().contains("a similar bug was fixed here: Umlauts are printed as squares"),
                suspects.toString());
        assertEquals(1, suspects.size(), "a fix of very many files says nothing");
    }

    private static List<String> paths(int count) {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            paths.add(InventedShop.path(i % InventedShop.files()) + (i < InventedShop.files() ? "" : i));
        }
        return paths;
    }

    @Test
    void aFixAfterTheReportOrOfItselfIsNotKnown() {
        FixHistory history = FixHistory.of(List.of(
                new FixedBug("1", "Umlauts are squares", "", DAY, List.of("a")),
                new FixedBug("2", "Umlauts are squares", "", DAY.plusSeconds(9), List.of("a"))));
        assertEquals(2, history.nearest("Umlauts", "", Instant.MAX, "").size());
        assertEquals(1, history.nearest("Umlauts", "", Instant.MAX, "1").size());
        assertEquals(1, history.nearest("Umlauts", "", DAY.plusSeconds(9), "").size());
        assertEquals(0, history.nearest("Umlauts", "", DAY, "").size());
        assertEquals(0, history.nearest("", "", Instant.MAX, "").size());
        assertEquals(0, NOTHING.nearest("Umlauts", "", Instant.MAX, "").size());
    }

    @Test
    void importsOfATracedFileAreNear() {
        List<Suspect> suspects = locate(
                "Fails",
                "",
                "at org.shop.parcel.ParcelReader.openParcelReader(ParcelReader.java:9)\nat a.B.c(B.java:1)");
        assertTrue(
                suspects.stream()
                        .anyMatch(one -> one.path().equals("src/org/shop/voucher/VoucherReader.java")
                                && one.reasons().contains("imports, or is imported by, a file of the stack trace")),
                suspects.toString());
    }

    @Test
    void namesNothingWithoutAClue() {
        assertEquals(List.of(), locate("", "", null));
        assertEquals(List.of(), locate("zzz", "qqq", "at "));
    }

    @Test
    void answersHostileReports() {
        for (String hostile : List.of(
                "a.".repeat(200_000),
                "at ".repeat(100_000),
                "at a.B.c(B.java:1)\n".repeat(20_000),
                "CartReader ".repeat(50_000),
                "\u0000\ud800".repeat(10_000),
                "漢字かな".repeat(20_000),
                "$._/".repeat(50_000))) {
            List<Suspect> suspects = locate(hostile.substring(0, 900), hostile, hostile);
            assertTrue(suspects.size() <= 10);
            assertTrue(suspects.stream()
                    .allMatch(one -> one.methods().size() <= 5 && one.reasons().size() <= 5));
        }
    }

    @Test
    void givesNoMoreThanAreAskedFor() {
        LocateQuery query = new LocateQuery("the lines of the shop", "", null, null);
        assertEquals(3, LOCATOR.locate(shop, NOTHING, query, 3).size());
        assertEquals(0, LOCATOR.locate(shop, NOTHING, query, 0).size());
    }

    private static List<Suspect> locate(String title, String description, @Nullable String trace) {
        return LOCATOR.locate(shop, NOTHING, new LocateQuery(title, description, trace, null), 10);
    }
}
