package io.crowdfundfix.engine.locate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.engine.HashingEmbedder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeIndexTest {
    private static final Locator LOCATOR = new Locator(null);
    private static final FixHistory NOTHING = FixHistory.of(List.of());

    @TempDir
    Path folder;

    @Test
    void isEmptyAtFirst() {
        try (CodeIndex index = CodeIndex.open(folder)) {
            assertEquals("", index.revision());
            assertEquals(0, index.files());
            assertEquals(List.of(), index.unembedded(10));
            assertEquals(List.of(), find(index, "anything at all"));
            index.embedded(List.of(new CodeIndex.Embedded("gone", new float[4])));
            index.remove("gone");
            index.commit("empty");
            assertEquals(0, index.files());
        }
    }

    @Test
    void seesWhatWasCommittedOnly() {
        try (CodeIndex index = CodeIndex.open(folder)) {
            index.put(new SourceFile("a.java", "class Voucher {}"));
            assertEquals(0, index.files());
            index.commit("1");
            assertEquals(List.of("a.java"), find(index, "voucher"));
        }
    }

    @Test
    void replacesAndRemoves() {
        try (CodeIndex index = CodeIndex.open(folder)) {
            index.put(new SourceFile("a.java", "class Voucher {}"));
            index.put(new SourceFile("b.java", "class Parcel {}"));
            index.put(new SourceFile("a.java", "class Invoice {}"));
            index.commit("1");
            assertEquals(2, index.files());
            assertEquals(List.of(), find(index, "voucher"));
            assertEquals(List.of("a.java"), find(index, "invoice"));
            index.remove("a.java");
            index.remove("a.java");
            index.commit("2");
            assertEquals(1, index.files());
            assertEquals(List.of(), find(index, "invoice"));
            index.clear();
            index.commit("3");
            assertEquals(0, index.files());
        }
    }

    @Test
    void isThereAgainAfterItWasClosed() {
        try (CodeIndex index = CodeIndex.open(folder)) {
            index.put(new SourceFile("a.java", "class Voucher {}"));
            index.commit("abc");
            index.put(new SourceFile("b.java", "class Parcel {}"));
        }
        try (CodeIndex index = CodeIndex.open(folder)) {
            assertEquals("abc", index.revision());
            assertEquals(1, index.files(), "what was not committed is lost");
            assertEquals(List.of("a.java"), find(index, "voucher"));
        }
    }

    @Test
    void beginsAnewWhereAFileIsDamaged() throws IOException {
        fill();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".cfs")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        }
        assertBegunAnew();
    }

    @Test
    void beginsAnewWhereAFileIsMissing() throws IOException {
        fill();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".si")).toList()) {
                Files.delete(file);
            }
        }
        assertBegunAnew();
    }

    @Test
    void beginsAnewAmongFilesThatAreNoIndex() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("segments_1"), "not at all");
        assertBegunAnew();
    }

    @Test
    void isNotTakenFromWhoeverHasItOpen() {
        fill();
        try (CodeIndex index = CodeIndex.open(folder)) {
            assertThrows(UncheckedIOException.class, () -> CodeIndex.open(folder));
            assertEquals(InventedShop.files(), index.files());
            index.put(InventedShop.file(1));
            index.commit("2");
        }
    }

    private void fill() {
        try (CodeIndex index = CodeIndex.open(folder)) {
            InventedShop.all().forEach(index::put);
            index.commit("full");
        }
    }

    private void assertBegunAnew() {
        try (CodeIndex index = CodeIndex.open(folder)) {
            assertEquals("", index.revision());
            assertEquals(0, index.files());
            index.put(new SourceFile("a.java", "class Voucher {}"));
            index.commit("1");
            assertEquals(List.of("a.java"), find(index, "voucher"));
        }
    }

    @Test
    void keepsVectorsUntilTheirFileChanges() {
        try (CodeIndex index = CodeIndex.open(folder);
                HashingEmbedder embedder = new HashingEmbedder()) {
            InventedShop.all().forEach(index::put);
            index.commit("1");
            List<CodeIndex.Unembedded> unembedded = index.unembedded(1_000);
            assertEquals(InventedShop.files(), unembedded.size());
            assertEquals(5, index.unembedded(5).size());
            List<CodeIndex.Embedded> embedded = new ArrayList<>();
            unembedded.forEach(one -> embedded.add(new CodeIndex.Embedded(
                    one.path(), embedder.embed(one.text(), List.of()).vector())));
            embedded.add(new CodeIndex.Embedded("gone.java", new float[8]));
            index.embedded(embedded);
            index.commit("1");
            assertEquals(List.of(), index.unembedded(10));
            float[] asked = embedder.embed(unembedded.get(7).text(), List.of()).vector();
            LocateQuery query = new LocateQuery("?", "", null, asked);
            assertEquals(
                    unembedded.get(7).path(),
                    LOCATOR.locate(index, NOTHING, query, 1).get(0).path());
            index.put(InventedShop.file(3));
            index.refresh();
            assertEquals(
                    List.of(InventedShop.path(3)),
                    index.unembedded(10).stream()
                            .map(CodeIndex.Unembedded::path)
                            .toList());
        }
    }

    @Test
    void filesInAnotherOrderAndOneByOneGiveTheSameSuspects() {
        List<SourceFile> shuffled = new ArrayList<>(InventedShop.all());
        Collections.shuffle(shuffled, new Random(3));
        try (CodeIndex full = CodeIndex.open(folder.resolve("full"));
                CodeIndex slow = CodeIndex.open(folder.resolve("slow"))) {
            InventedShop.all().forEach(full::put);
            full.commit("1");
            for (SourceFile file : shuffled) {
                slow.put(new SourceFile(file.path(), "class Old { int voucher, parcel; }"));
                slow.put(new SourceFile(file.path() + ".bak", file.text()));
                slow.commit("begun");
            }
            for (SourceFile file : shuffled) {
                slow.put(file);
                slow.remove(file.path() + ".bak");
            }
            slow.commit("1");
            for (int i = 0; i < 30; i++) {
                LocateQuery query = new LocateQuery(
                        InventedShop.report(i).path("title").asText(),
                        InventedShop.report(i).path("description").asText(),
                        null,
                        null);
                assertEquals(LOCATOR.locate(full, NOTHING, query, 50), LOCATOR.locate(slow, NOTHING, query, 50));
            }
        }
    }

    @Test
    void takesHostileFiles() {
        try (CodeIndex index = CodeIndex.open(folder)) {
            index.put(new SourceFile("one-line.js", "x".repeat(10_000_000)));
            index.put(new SourceFile("binary.java", "\u0000\ufffd".repeat(50_000)));
            index.put(new SourceFile("empty.java", ""));
            index.put(new SourceFile("", "class Nameless {}"));
            index.put(new SourceFile("../up.java", "class Upwards {}"));
            index.put(new SourceFile("p/".repeat(3_000) + "deep.java", "class Deep {}"));
            index.put(new SourceFile("p".repeat(20_000), "class TooLong {}"));
            index.put(new SourceFile("漢字/名前.java", "class 名前 { void 開く() {} }"));
            index.put(new SourceFile("long.java", "class A { int " + "a".repeat(15_000) + "; }"));
            index.commit("1");
            assertEquals(8, index.files());
            assertEquals(8, index.unembedded(100).size());
            assertTrue(index.unembedded(100).stream().allMatch(one -> one.text().length() <= 700));
            assertEquals(List.of("one-line.js"), find(index, "one line js"));
        }
    }

    @Test
    void answersWhileFilesChange() throws InterruptedException {
        try (CodeIndex index = CodeIndex.open(folder)) {
            InventedShop.all().forEach(index::put);
            index.commit("0");
            AtomicBoolean wrong = new AtomicBoolean();
            List<Thread> readers = new ArrayList<>();
            for (int reader = 0; reader < 3; reader++) {
                readers.add(new Thread(() -> {
                    for (int i = 0; i < 40; i++) {
                        if (find(index, "CartReader does not close").isEmpty()) {
                            wrong.set(true);
                        }
                    }
                }));
            }
            readers.forEach(Thread::start);
            for (int i = 0; i < 20; i++) {
                index.put(InventedShop.file(i));
                index.commit("c" + i);
            }
            for (Thread reader : readers) {
                reader.join();
            }
            assertEquals("c19", index.revision());
            assertTrue(!wrong.get());
        }
    }

    private static List<String> find(CodeIndex index, String text) {
        return LOCATOR.locate(index, NOTHING, new LocateQuery("", text, null, null), 10).stream()
                .map(Suspect::path)
                .toList();
    }
}
