package io.crowdfundfix.engine.retrieval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.engine.retrieval.TextIndex.Asked;
import io.crowdfundfix.engine.retrieval.TextIndex.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextIndexTest {
    private static final long NOBODY = -1;

    @TempDir
    private Path folder;

    private TextIndex index;

    @BeforeEach
    void open() {
        index = TextIndex.open(folder);
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void findsByARareTerm() {
        fill(500);
        put(1_000, "Export stops", "The zephyrometer overflows while the report is printed");
        assertEquals(List.of(1_000L), ids(index.search("zephyrometers", 3)));
    }

    @Test
    void ranksByWhatIsRare() {
        fill(200);
        put(1_000, "Report is slow", "the report the report the report");
        put(1_001, "Invoice", "a deadlock in ConnectionPool.acquire");
        assertEquals(
                1_001,
                index.search("the report: deadlock when a connection is acquired", 5)
                        .get(0)
                        .id());
    }

    @Test
    void whatIsReplacedIsFoundByItsNewWordsOnly() {
        put(1, "Alpha", "before");
        put(1, "Beta", "after");
        assertEquals(List.of(), index.search("alpha before", 5));
        assertEquals(List.of(1L), ids(index.search("beta", 5)));
        assertEquals(1, index.size());
    }

    @Test
    void whatIsRemovedIsNeverFound() {
        put(1, "Alpha", "one");
        put(2, "Alpha", "two");
        assertTrue(index.remove(1));
        assertFalse(index.remove(1));
        index.refresh();
        assertEquals(List.of(2L), ids(index.search("alpha", 5)));
        reopen();
        assertEquals(List.of(2L), ids(index.search("alpha", 5)));
    }

    @Test
    void aBugIsNotItsOwnLike() {
        put(1, "Alpha", "one");
        put(2, "Alpha", "one");
        assertEquals(List.of(2L), ids(index.search(index.ask("Alpha", "one"), 1, 1)));
    }

    @Test
    void prefixesAndFormsDoNotCount() {
        put(1, "[UI][Windows] Alpha", "one");
        put(2, "Beta", "### Windows\nOperating UI:\ntwo");
        Asked asked = index.ask("[UI] [Windows] Gamma", "## Alpha beta\nUI:\n");
        assertEquals(List.of(), index.search(asked, 5, NOBODY));
    }

    @Test
    void scoresAreThoseOfTheSearch() {
        fill(50);
        put(1_000, "Alpha beta", "gamma");
        put(1_001, "Alpha", "delta");
        Asked asked = index.ask("Alpha", "gamma");
        List<Neighbour> found = index.search(asked, 5, NOBODY);
        assertEquals(List.of(1_000L, 1_001L), ids(found));
        assertArrayEquals(
                new float[] {found.get(1).score(), 0, found.get(0).score(), 0},
                index.scores(asked, new long[] {1_001, 7, 1_000, 99_999}));
    }

    @Test
    void findsTheSameCrashWhateverTheWords() {
        index.put(new Text(1, 0, "One", "x", List.of("NullPointerException", "Shop.pay")));
        index.put(new Text(2, 0, "Two", "y", List.of("NullPointerException", "Cart.add")));
        index.put(new Text(3, 0, "Three", "z", List.of("IOException", "Shop.pay")));
        index.refresh();
        assertEquals(
                List.of(1L),
                ids(index.sameCrash(List.of("NullPointerException"), List.of("Shop.pay", "A.b"), 5, NOBODY)));
        assertEquals(List.of(), index.sameCrash(List.of(), List.of("Shop.pay"), 5, NOBODY));
    }

    @Test
    void survivesBeingOpenedAgain() {
        fill(30);
        reopen();
        assertEquals(30, index.size());
        assertEquals(7, index.stamp(7));
        assertEquals(LongTable.ABSENT, index.stamp(31));
        assertEquals(List.of(7L), ids(index.search("number7", 1)));
    }

    @Test
    void aTornFileIsBegunAnew() throws IOException {
        fill(30);
        index.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(TextIndexTest::isData).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 0x55;
                Files.write(file, bytes);
            }
        }
        index = TextIndex.open(folder);
        assertEquals(0, index.size());
        put(1, "Alpha", "one");
        assertEquals(List.of(1L), ids(index.search("alpha", 3)));
    }

    @Test
    void searchesRunBesideWrites() throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(2);
        put(100_000, "Alpha", "one");
        try {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int r = 0; r < 2; r++) {
                answers.add(readers.submit(() -> {
                    boolean found = true;
                    for (int i = 0; i < 200; i++) {
                        found &= ids(index.search("alpha", 1)).equals(List.of(100_000L));
                    }
                    return found;
                }));
            }
            fill(2_000);
            for (Future<Boolean> answer : answers) {
                assertTrue(answer.get());
            }
        } finally {
            readers.shutdown();
        }
        assertEquals(2_001, index.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u767b", "!", "QUJD", "a b ", "\n", "[", "A_", "\ud83d\ude00", "x\n#\n"})
    void hostileTextIsTakenAndAskedFor(String part) {
        String text = part.repeat(1_000_000 / part.length());
        put(1, text, text);
        put(2, "Alpha", "one");
        index.search(text, 3);
        assertEquals(List.of(2L), ids(index.search(index.ask("Alpha", text), 3, 1)));
    }

    @Test
    void nothingIsFoundByNothing() {
        fill(3);
        assertEquals(List.of(), index.search("", 3));
        assertEquals(List.of(), index.search("number1", 0));
        assertArrayEquals(new float[0], index.scores(index.ask("number1", ""), new long[0]));
    }

    private void fill(int bugs) {
        for (int id = 1; id <= bugs; id++) {
            index.put(new Text(id, id, "Report " + id, "the report number" + id + " of this day", List.of()));
        }
        index.refresh();
    }

    private void put(long id, String title, String body) {
        index.put(new Text(id, 0, title, body, List.of()));
        index.refresh();
    }

    private void reopen() {
        index.close();
        index = TextIndex.open(folder);
    }

    private static boolean isData(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.startsWith("segments") && !name.endsWith(".lock");
    }

    private static List<Long> ids(List<Neighbour> neighbours) {
        return neighbours.stream().map(Neighbour::id).toList();
    }
}
