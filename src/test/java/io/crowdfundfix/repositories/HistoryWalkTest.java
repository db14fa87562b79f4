package io.crowdfundfix.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.repositories.History.FileHistory;
import io.crowdfundfix.repositories.RepositoriesApi.ChangedFile;
import io.crowdfundfix.repositories.RepositoriesApi.Changes;
import io.crowdfundfix.repositories.RepositoriesApi.ReadChanges;
import io.crowdfundfix.repositories.Snapshot.TreeFile;
import io.crowdfundfix.testing.TempFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is read of a mirror, whatever it holds. */
class HistoryWalkTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private final GitOrigin origin = GitOrigin.create();
    private final TempFolder mirrors = TempFolder.create();

    @AfterEach
    void close() {
        origin.close();
        mirrors.close();
    }

    private RepositoriesConfig config(int maxFiles, int maxCommits) {
        return new RepositoriesConfig(
                "",
                List.of(),
                List.of(origin.root().toString()),
                200,
                maxFiles,
                64,
                60,
                10,
                maxCommits,
                365,
                60,
                1,
                50,
                1,
                100);
    }

    private Path home() {
        return mirrors.path().resolve("1");
    }

    private String fetch() throws IOException {
        return fetch(config(1_000, 1_000));
    }

    private String fetch(RepositoriesConfig config) throws IOException {
        Budget budget = budget();
        return new MirrorFetch(config)
                .fetch(home(), Location.path(origin.path().toRealPath().toString()), null, new SyncProgress(budget));
    }

    private static Budget budget() {
        return new Budget(Duration.ofMinutes(1), 200_000_000);
    }

    private Snapshot read(String revision, @Nullable String before) throws IOException {
        return read(revision, before, config(1_000, 1_000));
    }

    private Snapshot read(String revision, @Nullable String before, RepositoriesConfig config) throws IOException {
        Budget budget = budget();
        try (Mirror mirror = Mirror.read(home(), 60_000_000).orElseThrow();
                HistoryWalk walk = new HistoryWalk(mirror, config, new SyncProgress(budget), NOW)) {
            return walk.read(revision, before);
        }
    }

    private Changes changes(String from, String after, String to) throws IOException {
        return changes(config(1_000, 1_000), from, after, to);
    }

    private Changes changes(RepositoriesConfig config, String from, String after, String to) throws IOException {
        try (Mirror mirror = Mirror.read(home(), 60_000_000).orElseThrow()) {
            return new ChangeReader(mirror, config, budget()).read(new ReadChanges(1, from, after, to), to);
        }
    }

    private static FileHistory file(Snapshot read, String path) {
        return Objects.requireNonNull(read.history().files().get(path));
    }

    private static double weight(FileHistory file, String person) {
        return Objects.requireNonNull(file.touchByPerson.get(person)).weight();
    }

    private static Set<String> paths(Snapshot read) {
        return read.files().stream().map(TreeFile::path).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void readsOnlyPlainFilesOfAHostileTree() throws IOException {
        byte[] large = new byte[50_000_000];
        new Random(1).nextBytes(large);
        byte[] binary = {1, 2, 0, 3};
        byte[] latin = "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        origin.file("fine.txt", "fine\n")
                .file("large.bin", large)
                .file("line.txt", "x".repeat(10_000_000))
                .file("binary.dat", binary)
                .file("latin.txt", latin)
                .link("link.txt", "../../../etc/passwd")
                .submodule("module")
                .file("../evil.txt", "evil")
                .file("a/../../evil.txt", "evil")
                .file(".git/config", "evil")
                .file("sub/.GIT/hooks", "evil")
                .file("C:evil.txt", "evil")
                .file("back\\slash.txt", "evil")
                .file("bell\u0007.txt", "evil")
                .file("n".repeat(600), "long");
        origin.commit("Everything", "Ada Lovelace");
        String head = fetch();
        assertEquals(Set.of("binary.dat", "fine.txt", "large.bin", "latin.txt", "line.txt"), paths(read(head, null)));
        Changes all = changes("", "", head);
        assertEquals(
                List.of(new ChangedFile("fine.txt", "fine\n"), new ChangedFile("latin.txt", "caf\uFFFD")), all.files());
        assertTrue(all.whole());
    }

    @Test
    void refusesAnObjectThatIsTooLarge() throws IOException {
        origin.file("large.bin", new byte[2_000_000]).commit("Large", "Ada Lovelace");
        RepositoriesConfig small = new RepositoriesConfig(
                "", List.of(), List.of(origin.root().toString()), 200, 10, 64, 1, 10, 10, 365, 60, 1, 50, 1, 100);
        Fault refused = Refusal.in(assertThrows(IOException.class, () -> fetch(small)));
        assertEquals("object_too_large", refused == null ? "" : refused.code());
    }

    @Test
    void refusesMoreFilesThanItsLimit() throws IOException {
        for (int i = 0; i < 5; i++) {
            origin.file("f" + i, "x");
        }
        origin.commit("Many", "Ada Lovelace");
        String head = fetch();
        Fault refused = Refusal.in(assertThrows(IOException.class, () -> read(head, null, config(4, 10))));
        assertEquals("too_many_files", refused == null ? "" : refused.code());
    }

    private static String refused(IOException failure) {
        Fault refused = Refusal.in(failure);
        return refused == null ? failure.toString() : refused.code();
    }

    @Test
    void refusesATreeOfTreesWithoutAFile() throws IOException {
        origin.file("a.txt", "1").commit("First", "Ada Lovelace");
        String plain = fetch();
        String bomb = origin.bomb("folders", 12, false).commit("Ten to the twelfth folders", "Ada Lovelace");
        assertEquals(bomb, fetch());
        assertEquals("too_many_files", refused(assertThrows(IOException.class, () -> read(bomb, null))));
        assertEquals("too_many_files", refused(assertThrows(IOException.class, () -> read(bomb, plain))));
        assertEquals(
                "too_many_files",
                assertThrows(Fault.class, () -> changes("", "", bomb)).code());
        assertEquals(
                "too_many_files",
                assertThrows(Fault.class, () -> changes(plain, "", bomb)).code());
    }

    @Test
    void refusesATreeOfLinks() throws IOException {
        String bomb = origin.bomb("links", 12, true).commit("Ten to the twelfth links", "Ada Lovelace");
        assertEquals(bomb, fetch());
        assertEquals("too_many_files", refused(assertThrows(IOException.class, () -> read(bomb, null))));
    }

    @Test
    void readsOnWhereABombIsOnlyInTheHistory() throws IOException {
        origin.file("a.txt", "1").commit("First", "Ada Lovelace");
        origin.bomb("folders", 12, false).bomb("links", 12, true).commit("Bombs", "Ada Lovelace");
        origin.remove("folders").remove("links").file("a.txt", "2").commit("Away with them", "Grace Hopper");
        Snapshot read = read(fetch(), null);
        assertEquals(3, read.history().commits());
        assertEquals(2, file(read, "a.txt").touchByPerson.size());
    }

    @Test
    void endsTheHistoryWhereAllCommitsTogetherAreTooMuch() throws IOException {
        // each walk ends after 4 entries, all of them after 2,000
        for (int i = 0; i < 510; i++) {
            origin.bomb("links" + i % 2, 2, true).remove("links" + (i + 1) % 2).commit("Change " + i, "Ada Lovelace");
        }
        origin.remove("links1").file("a.txt", "1").commit("Away with it", "Ada Lovelace");
        assertEquals(500, read(fetch(), null, config(1, 1_000)).history().commits());
    }

    @Test
    void entersNoFolderBelowWhatIsRead() throws IOException {
        String deep = String.join("/", java.util.Collections.nCopies(300, "folder-in-a-folder")) + "/a.txt";
        String head = origin.file("a.txt", "1").file(deep, "1").commit("Deep", "Ada Lovelace");
        assertEquals(head, fetch());
        assertEquals(Set.of("a.txt"), paths(read(head, null, config(40, 10))));
    }

    @Test
    void whatIsBrokenOffReadsNoTreeToItsEnd() throws IOException {
        String head = origin.file("a.txt", "1").commit("First", "Ada Lovelace");
        fetch();
        Budget over = budget();
        over.end();
        try (Mirror mirror = Mirror.read(home(), 60_000_000).orElseThrow()) {
            ChangeReader reader = new ChangeReader(mirror, config(10, 10), over);
            assertEquals(
                    "stopping",
                    refused(assertThrows(
                            IOException.class, () -> reader.read(new ReadChanges(1, "", "", head), head))));
        }
    }

    @Test
    void refusesACommitOfManyMegabytes() throws IOException {
        origin.file("a.txt", "1").commit("m".repeat(1_100_000), "Ada Lovelace");
        origin.file("a.txt", "2").commit("Second", "Ada Lovelace");
        String head = fetch();
        assertEquals("commit_too_large", refused(assertThrows(IOException.class, () -> read(head, null))));
    }

    @Test
    void countsWhoHasChangedWhat() throws IOException {
        origin.at("2024-01-01T00:00:00Z").file("a.txt", "1").file("b.txt", "1").commit("First", "Ada Lovelace");
        origin.at("2025-12-31T00:00:00Z").file("a.txt", "2").commit("Second", "Grace Hopper");
        origin.file("a.txt", "3").commit("Third", "helper[bot]");
        Snapshot read = read(fetch(), null);
        assertEquals(
                Set.of("ada.lovelace@example.org", "grace.hopper@example.org"),
                read.history().people().keySet());
        FileHistory file = file(read, "a.txt");
        double ada = weight(file, "ada.lovelace@example.org");
        double grace = weight(file, "grace.hopper@example.org");
        assertEquals(4.0, grace / ada, 0.02);
        assertEquals("helper[bot]", file.lastAuthor);
        assertEquals(3, read.history().commits());
    }

    @Test
    void aRenamedFileKeepsItsHistory() throws IOException {
        origin.file("old/A.java", "class A {}").commit("First", "Ada Lovelace");
        origin.rename("old/A.java", "new/A.java").commit("Move", "Grace Hopper");
        origin.file("new/A.java", "class A { }").commit("Change", "Grace Hopper");
        FileHistory file = file(read(fetch(), null), "new/A.java");
        assertEquals(2, file.touchByPerson.size());
    }

    @Test
    void readsOnlyWhatIsNew() throws IOException {
        origin.file("a.txt", "1").file("b.txt", "1").file("c.txt", "1").commit("First", "Ada Lovelace");
        String first = fetch();
        origin.file("a.txt", "2").remove("b.txt").rename("c.txt", "d.txt").commit("fix: second", "Grace Hopper");
        String second = fetch();
        Snapshot read = read(second, first);
        assertEquals(first, read.base());
        assertEquals(Set.of("a.txt", "d.txt"), paths(read));
        assertEquals(Set.of("a.txt", "b.txt", "c.txt", "d.txt"), read.gone());
        assertEquals("d.txt", read.renamed().get("c.txt"));
        assertEquals(1, read.history().commits());
        assertEquals(List.of("a.txt", "d.txt"), read.history().fixes().get(0).paths());
        assertEquals(2, read.fileCount());
        Changes changed = changes(first, "", second);
        assertEquals(
                List.of("a.txt=2", "b.txt=null", "c.txt=null", "d.txt=1"),
                changed.files().stream()
                        .map(file -> file.path() + "=" + file.text())
                        .toList());
        assertEquals(false, changed.whole());
    }

    @Test
    void beginsAnewAfterAForcePush() throws IOException {
        origin.file("a.txt", "1").commit("First", "Ada Lovelace");
        String first = fetch();
        origin.orphan().file("b.txt", "1").commit("Anew", "Grace Hopper");
        String anew = fetch();
        Snapshot read = read(anew, first);
        assertNull(read.base());
        assertEquals(Set.of("b.txt"), paths(read));
        assertEquals(false, changes(first, "", anew).whole());
        assertEquals(true, changes("f".repeat(40), "", anew).whole());
    }

    @Test
    void stopsAtItsLimitOfCommits() throws IOException {
        for (int i = 0; i < 6; i++) {
            origin.file("a.txt", "v" + i).commit("Change " + i, "Ada Lovelace");
        }
        assertEquals(4, read(fetch(), null, config(10, 4)).history().commits());
    }

    @Test
    void dropsFixesThatTouchHalfTheTree() throws IOException {
        for (int i = 0; i < 61; i++) {
            origin.file("f" + i, "x");
        }
        origin.commit("fix: everything", "Ada Lovelace");
        origin.file("f1", "y").commit("fix: one", "Ada Lovelace");
        assertEquals(1, read(fetch(), null).history().fixes().size());
    }

    @Test
    void takesTimesThatCannotBe() throws IOException {
        origin.at("2090-01-01T00:00:00Z").file("a.txt", "1").commit("From the future", "Ada Lovelace");
        assertEquals(NOW, file(read(fetch(), null), "a.txt").lastAt);
    }

    @Test
    void pagesThroughChangesInTheOrderOfPaths() throws IOException {
        for (int i = 0; i < 450; i++) {
            origin.file((i % 3 == 0 ? "a-b/" : i % 3 == 1 ? "a/" : "a.") + "f" + i + ".txt", "text " + i);
        }
        origin.commit("Many", "Ada Lovelace");
        String head = fetch();
        List<String> seen = new ArrayList<>();
        Changes page = changes("", "", head);
        while (page.more()) {
            assertTrue(page.files().size() <= RepositoriesApi.MAX_CHANGED_FILES);
            page.files().forEach(file -> seen.add(file.path()));
            page = changes("", page.resumeAfter(), head);
        }
        page.files().forEach(file -> seen.add(file.path()));
        assertEquals(450, seen.size());
        assertEquals(450, Set.copyOf(seen).size());
    }

    @Test
    void sweepsWhatAKilledFetchLeft() throws IOException {
        origin.file("a.txt", "1").commit("First", "Ada Lovelace");
        fetch();
        java.nio.file.Files.writeString(home().resolve("git/refs/heads/mirror.lock"), "");
        java.nio.file.Files.writeString(home().resolve("git/objects/incoming_1.pack"), "half");
        String second = origin.file("a.txt", "2").commit("Second", "Ada Lovelace");
        assertEquals(second, fetch());
        java.nio.file.Files.delete(home().resolve("git/HEAD"));
        assertEquals(second, fetch());
    }

    @Test
    void twoFetchesOfOneMirrorDoNotMeet() throws IOException {
        origin.file("a.txt", "1").commit("First", "Ada Lovelace");
        Mirror.locked(home(), () -> {
            Fault refused = Refusal.in(assertThrows(IOException.class, this::fetch));
            assertEquals("mirror_busy", refused == null ? "" : refused.code());
            return home();
        });
        fetch();
    }

    @Test
    void borrowsFromNoOtherFolder() throws IOException {
        origin.file("a.txt", "1").commit("First", "Ada Lovelace");
        Path info = origin.path().resolve(".git/objects/info");
        java.nio.file.Files.createDirectories(info);
        java.nio.file.Files.write(info.resolve("alternates"), Arrays.asList("/somewhere/else"));
        Fault refused = Refusal.in(assertThrows(IOException.class, this::fetch));
        assertEquals("path_not_allowed", refused == null ? "" : refused.code());
    }
}
