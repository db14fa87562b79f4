package io.crowdfundfix.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.fault.Fault;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiffReaderTest {
    /** As git 2.39 wrote it, but for the binary's bytes. */
    private static final String REAL = """
            diff --git a/empty.txt b/added-empty.txt
            similarity index 100%
            rename from empty.txt
            rename to added-empty.txt
            diff --git a/bin.dat b/bin.dat
            index 2791f9a..dbfa77d 100644
            Binary files a/bin.dat and b/bin.dat differ
            diff --git a/crlf.txt b/crlf.txt
            new file mode 100644
            index 0000000..9a915a4
            --- /dev/null
            +++ b/crlf.txt
            @@ -0,0 +1 @@
            +crlf\r
            diff --git a/q.sql b/q.sql
            index 44ae285..587be6b 100644
            --- a/q.sql
            +++ b/q.sql
            @@ -1,2 +1 @@
            --- sql comment
            -++ plus
            +x
            diff --git a/s.sh b/s.sh
            old mode 100644
            new mode 100755
            diff --git a/src/A.java b/src/B.java
            similarity index 100%
            rename from src/A.java
            rename to src/B.java
            diff --git a/src/test/T.java b/src/test/T.java
            deleted file mode 100644
            index 1faab63..0000000
            --- a/src/test/T.java
            +++ /dev/null
            @@ -1,3 +0,0 @@
            -class T {
            - @Test void t() {}
            -}
            diff --git "a/with space \\303\\251.txt" "b/with space \\303\\251.txt"
            index c1805b0..0a44b6f 100644
            --- "a/with space \\303\\251.txt"\t
            +++ "b/with space \\303\\251.txt"\t
            @@ -1,2 +1,2 @@
            -old content
            +new content
             line
            diff --git a/x.txt b/y.txt
            similarity index 83%
            rename from x.txt
            rename to y.txt
            index 0fdf397..7a93e87 100644
            --- a/x.txt
            +++ b/y.txt
            @@ -3,4 +3,4 @@ void total(Cart cart) {
             c
             d
             e
            -f
            +f
            \\ No newline at end of file
            """;

    @Test
    void readsWhatGitWrites() {
        FixDiff diff = DiffReader.read(REAL);
        assertEquals(
                List.of(
                        "MOVED added-empty.txt +0 -0",
                        "MODIFIED bin.dat +0 -0 binary",
                        "ADDED crlf.txt +1 -0",
                        "MODIFIED q.sql +1 -2",
                        "MODIFIED s.sh +0 -0",
                        "MOVED src/B.java +0 -0",
                        "DELETED src/test/T.java +0 -3",
                        "MODIFIED with space é.txt +1 -1",
                        "MOVED y.txt +1 -1"),
                diff.files().stream().map(DiffReaderTest::told).toList());
        ChangedFile sql = diff.files().get(3);
        assertEquals(List.of("-- sql comment", "++ plus"), sql.removed());
        ChangedFile moved = diff.files().get(8);
        assertEquals("x.txt", moved.oldPath());
        assertEquals(List.of("total"), moved.places());
        assertEquals(64, diff.sha256().length());
        assertEquals("", diff.message());
    }

    @Test
    void readsWhatACommitSaysOfItself() {
        FixDiff diff = DiffReader.read("""
                From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001
                From: A <a@example.org>
                Date: Mon, 1 Jan 2026 00:00:00 +0000
                Subject: [PATCH] Checkout: an empty cart
                 has a total of zero

                The sum of no prices was null.
                ---
                 Cart.java | 2 +-
                 1 file changed

                """ + change("Cart.java", "-a", "+b") + "-- \n2.39.5\n");
        assertEquals("Checkout: an empty cart\n has a total of zero\n\nThe sum of no prices was null.", diff.message());
        assertTrue(diff.telling().contains("Cart.java"));
        assertEquals(2, diff.lines());
    }

    @Test
    void readsADiffWithoutTheHeadersOfGit() {
        FixDiff diff = DiffReader.read("--- a/Cart.java\n+++ b/Cart.java\n@@ -1 +1 @@\n-a\n+b\n");
        assertEquals("MODIFIED Cart.java +1 -1", told(diff.files().get(0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "diff --git",
                "--- \n",
                "diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n@@ -1,9 +1,9 @@\n-a\n+b\n"
            })
    void refusesWhatIsNoWholeDiff(String text) {
        Fault fault = assertThrows(Fault.class, () -> DiffReader.read(text));
        assertEquals("diff", fault.fields().get(0).field());
    }

    @Test
    void refusesMoreThanAnybodyReads() {
        String files = IntStream.rangeClosed(0, DiffReader.MAX_FILES)
                .mapToObj(i -> change("f" + i + ".txt", "-a", "+b"))
                .collect(Collectors.joining());
        String lines = change("x.txt", "-a", "+b") + "\n".repeat(DiffReader.MAX_LINES);
        String bytes = change("x.txt", "-a", "+" + "x".repeat(DiffReader.MAX_BYTES));
        for (String text : List.of(files, lines, bytes)) {
            Fault fault = assertThrows(Fault.class, () -> DiffReader.read(text));
            assertTrue(fault.message().startsWith("diff must "), fault.message());
        }
    }

    @Test
    void staysReadableWhenItsPiecesAreCutAndShuffled() {
        for (int cut = 0; cut < REAL.length(); cut += 7) {
            String half = REAL.substring(cut) + REAL.substring(0, cut);
            try {
                DiffReader.read(half);
            } catch (Fault refused) {
                assertEquals("diff", refused.fields().get(0).field());
            }
        }
    }

    @Test
    void survivesWhatHasBeenTamperedWith() {
        Random random = new Random(7);
        String letters = "+-@ \n\t\"\\0123456789abdifx/,";
        for (int i = 0; i < 4_000; i++) {
            StringBuilder changed = new StringBuilder(REAL);
            for (int j = random.nextInt(6); j >= 0; j--) {
                int at = random.nextInt(changed.length());
                char letter = letters.charAt(random.nextInt(letters.length()));
                if (random.nextBoolean()) {
                    changed.setCharAt(at, letter);
                } else {
                    changed.delete(at, Math.min(changed.length(), at + random.nextInt(40)));
                }
            }
            try {
                DiffReader.read(changed.toString());
            } catch (Fault refused) {
                assertEquals("diff", refused.fields().get(0).field());
            }
        }
    }

    @Test
    void refusesAPathThatIsNone() {
        String path = "a/".repeat(600) + "x";
        assertThrows(Fault.class, () -> DiffReader.read(change(path, "-a", "+b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\000", "\\n", "\\ty", "\\033[2J", "\\302\\205"})
    void refusesAPathWithAControlCharacterAndSaysSo(String escaped) {
        String diff = change("x", "-a", "+b")
                .replace(" a/x ", " \"a/x" + escaped + "\" ")
                .replace("b/x", "\"b/x" + escaped + "\"")
                .replace("--- a/x", "--- \"a/x" + escaped + "\"");
        Fault refused = assertThrows(Fault.class, () -> DiffReader.read(diff));
        assertTrue(refused.message().contains("control character"), refused.message());
    }

    @Test
    void aHeadingThatIsNoneNamesNothing() {
        assertEquals(List.of("sum"), placesUnder("int sum(int a)"));
        assertEquals(List.of(), placesUnder("a".repeat(201)));
    }

    private static List<String> placesUnder(String heading) {
        String diff = change("src/Cart.java", "-a", "+b").replaceFirst("(@@ [^@]*@@)", "$1 " + heading);
        return DiffReader.read(diff).files().get(0).places();
    }

    /** A change of one file in one hunk. */
    static String change(String path, String... lines) {
        long removed =
                List.of(lines).stream().filter(line -> line.startsWith("-")).count();
        long added =
                List.of(lines).stream().filter(line -> line.startsWith("+")).count();
        return "diff --git a/%1$s b/%1$s\nindex 1111111..2222222 100644\n--- a/%1$s\n+++ b/%1$s\n@@ -1,%2$d +1,%3$d @@\n%4$s\n"
                .formatted(path, removed, added, String.join("\n", lines));
    }

    /** A file that goes. */
    static String deletion(String path, String... lines) {
        return "diff --git a/%1$s b/%1$s\ndeleted file mode 100644\nindex 1111111..0000000\n--- a/%1$s\n+++ /dev/null\n@@ -1,%2$d +0,0 @@\n%3$s\n"
                .formatted(path, lines.length, String.join("\n", lines));
    }

    private static String told(ChangedFile file) {
        return file.kind() + " " + file.path() + " +" + file.added().size() + " -"
                + file.removed().size() + (file.binary() ? " binary" : "");
    }
}
