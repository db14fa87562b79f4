package io.crowdfundfix.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.repositories.ArchiveCommit.Upload;
import io.crowdfundfix.repositories.Archives.Packed;
import io.crowdfundfix.repositories.Snapshot.TreeFile;
import io.crowdfundfix.testing.TempFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives as people send them, and as nobody should. */
class ArchiveCommitTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final RepositoriesConfig CONFIG =
            new RepositoriesConfig("", List.of(), List.of(), 60, 20, 64, 10, 10, 100, 365, 60, 1, 50, 1, 100);

    private final TempFolder folder = TempFolder.create();

    @AfterEach
    void close() {
        folder.close();
    }

    private String make(String home, byte[] archive, boolean zip, @Nullable String parent) throws IOException {
        Path file = Files.write(folder.path().resolve("upload"), archive);
        Budget budget = new Budget(Duration.ofMinutes(1), 60_000_000);
        return new ArchiveCommit(CONFIG, new SyncProgress(budget))
                .make(folder.path().resolve(home), new Upload(file, zip, parent, AT));
    }

    private List<String> files(String revision) throws IOException {
        return read("one", revision).files().stream().map(TreeFile::path).toList();
    }

    private Snapshot read(String home, String revision) throws IOException {
        Budget budget = new Budget(Duration.ofMinutes(1), 60_000_000);
        try (Mirror mirror =
                        Mirror.read(folder.path().resolve(home), 10_000_000).orElseThrow();
                HistoryWalk walk = new HistoryWalk(mirror, CONFIG, new SyncProgress(budget), AT)) {
            return walk.read(revision, null);
        }
    }

    private String refusal(byte[] archive, boolean zip) {
        Fault refused = Refusal.in(assertThrows(IOException.class, () -> make("one", archive, zip, null)));
        return refused == null ? "" : refused.code();
    }

    @Test
    void unpacksAZipAndATarIntoTheSameTree() throws IOException {
        List<Packed> files = List.of(
                Packed.text("shop-1.0/src/Cart.java", "class Cart {}"),
                Packed.text("shop-1.0/README.md", "Shop"),
                Packed.text("shop-1.0/" + "deep/".repeat(30) + "a.txt", "deep"));
        String zip = make("one", Archives.zip(files), true, null);
        assertEquals(List.of("README.md", "deep/".repeat(30) + "a.txt", "src/Cart.java"), files(zip));
        assertEquals(zip, make("one", Archives.tarGz(files), false, null));
        assertEquals(zip, make("other", Archives.zip(files), true, null));
        assertNotEquals(zip, make("one", Archives.zip(files), true, zip));
    }

    @Test
    void historyBeginsWithAnArchiveWhosePredecessorIsNotHere() throws IOException {
        List<Packed> files = List.of(Packed.text("a.txt", "a"), Packed.text("b.txt", "b"));
        String first = make("one", Archives.zip(List.of(Packed.text("a.txt", "a"))), true, null);
        String here = make("one", Archives.zip(files), true, first);
        String elsewhere = make("other", Archives.zip(files), true, first);
        assertEquals(here, elsewhere);
        assertEquals(2, read("one", here).history().commits());
        assertEquals(1, read("other", elsewhere).history().commits());
        assertEquals(2, read("other", elsewhere).history().files().size());
        String next = make("other", Archives.zip(List.of(Packed.text("c.txt", "c"))), true, elsewhere);
        assertEquals(2, read("other", next).history().commits());
    }

    @Test
    void aMirrorDoesNotGrowForEver() throws IOException {
        String last = make("one", Archives.zip(List.of(Packed.text("a.txt", "text"))), true, null);
        for (int i = 0; i < 60; i++) {
            Budget budget = new Budget(Duration.ofMinutes(1), 60_000_000);
            new ArchiveCommit(CONFIG, new SyncProgress(budget))
                    .prepare(folder.path().resolve("one"), last);
            last = make("one", Archives.zip(List.of(Packed.text("a.txt", "text " + i))), true, last);
        }
        try (var packs = Files.list(folder.path().resolve("one/git/objects/pack"))) {
            long many = packs.filter(file -> file.toString().endsWith(".pack")).count();
            assertTrue(many < 52, "packs: " + many);
        }
        assertEquals(List.of("a.txt"), files(last));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../evil", "a/../../evil", "/etc/passwd", "C:/evil", "a\\..\\evil", "a//b", "a/./b", "nul\0.txt"
            })
    void refusesPathsThatLeadOut(String name) throws IOException {
        List<Packed> files = List.of(Packed.text("fine.txt", "fine"), Packed.text(name, "evil"));
        assertEquals("archive_path", refusal(Archives.zip(files), true));
        if (name.indexOf('\0') < 0) {
            assertEquals("archive_path", refusal(Archives.tarGz(files), false));
        }
    }

    @Test
    void leavesLinksLargeFilesAndGitsOwnFolderOut() throws IOException {
        byte[] tar = Archives.tarGz(List.of(
                Packed.text("a.txt", "a"),
                Packed.link("b.txt", "/etc/passwd"),
                Packed.text(".git/config", "[core]"),
                Packed.text("large.txt", "x".repeat(100_000))));
        assertEquals(List.of("a.txt"), files(make("one", tar, false, null)));
    }

    @Test
    void refusesBombs() throws IOException {
        byte[] zeros = new byte[70_000_000];
        assertEquals("archive_too_large", refusal(Archives.zip(List.of(new Packed("zeros", zeros, false))), true));
        assertEquals("archive_too_large", refusal(Archives.tarGz(List.of(new Packed("zeros", zeros, false))), false));
    }

    @Test
    void refusesTooManyFiles() throws IOException {
        List<Packed> many = java.util.stream.IntStream.range(0, 30)
                .mapToObj(i -> Packed.text("f" + i, "x"))
                .toList();
        assertEquals("too_many_files", refusal(Archives.zip(many), true));
    }

    @Test
    void refusesWhatIsBroken() throws IOException {
        byte[] tar = Archives.tarGz(List.of(Packed.text("a.txt", "a".repeat(5_000))));
        byte[] zip = Archives.zip(List.of(Packed.text("a.txt", "abc".repeat(5_000))));
        assertEquals("archive_broken", refusal(java.util.Arrays.copyOf(tar, tar.length / 2), false));
        assertEquals("archive_broken", refusal(java.util.Arrays.copyOf(zip, 60), true));
        assertEquals("archive_broken", refusal("no archive".getBytes(java.nio.charset.StandardCharsets.UTF_8), false));
        assertEquals("archive_broken", refusal("no archive".getBytes(java.nio.charset.StandardCharsets.UTF_8), true));
    }
}
