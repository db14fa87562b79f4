package io.crowdfundfix.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReportTextTest {
    private static final String TEMPLATED = """
            <!-- please fill in -->
            ### Checklist
            - [x] I looked for other reports
            ### Describe the problem
            Hi all,
            Saving a **large** drawing loses the [last layer](https://example.org/x).
            It worked before the update!
            ### Steps to reproduce
            1. Open a drawing
            2. Save it
            ### Expected behaviour
            All layers are kept.
            ### Version
            Painter 4.2.1 on Windows 11
            ### Logs
            ```
            2026-01-02T10:11:12 ERROR save failed
            ```
            """;

    @Test
    void keepsTheTellingAndDropsTheTemplate() {
        ReportText report = ReportText.parse("[Bug]: Layer lost", TEMPLATED, null);
        assertEquals("Layer lost", report.title().text());
        assertEquals(List.of("bug"), report.title().labels());
        assertEquals(
                List.of(
                        "Hi all, Saving a large drawing loses the last layer.",
                        "It worked before the update!",
                        "All layers are kept."),
                report.sentences().stream()
                        .map(span -> span.of(report.embeddingText()))
                        .toList());
        for (String gone : List.of("Checklist", "looked for", "Painter", "ERROR", "please fill", "###", "https")) {
            assertFalse(report.embeddingText().contains(gone), gone);
        }
    }

    @Test
    void seesWhatTheReportHolds() {
        ReportText report = ReportText.parse("Layer lost", TEMPLATED, null);
        for (Signal signal : List.of(Signal.STEPS, Signal.EXPECTED, Signal.LOGS, Signal.URL)) {
            assertTrue(report.has(signal), signal.name());
        }
        assertFalse(report.has(Signal.PROPOSAL));
    }

    @Test
    void readsAJavaTraceWithItsCause() {
        String trace = """
                Exception in thread "main" java.lang.IllegalStateException: no cart
                    at com.shop.CartService.total(CartService.java:42)
                    at java.base/java.lang.Thread.run(Thread.java:840)
                Caused by: java.io.IOException: closed
                    at com.shop.Store.read(Store.java:7)
                    ... 12 more
                """;
        List<Trace> traces = ReportText.parse("Total fails", "", trace).traces();
        assertEquals(List.of("java.lang.IllegalStateException", "java.io.IOException"), errors(traces));
        assertEquals(
                new Frame("com.shop.CartService.total", "CartService.java", 42),
                traces.get(0).frames().get(0));
        assertEquals("java.lang.Thread.run", traces.get(0).frames().get(1).symbol());
        assertEquals("no cart", traces.get(0).message());
    }

    @Test
    void readsAPythonTraceInnermostFirst() {
        String trace = """
                Traceback (most recent call last):
                  File "/app/main.py", line 9, in <module>
                    run()
                  File "/app/jobs.py", line 21, in run
                    return table["x"]
                KeyError: 'x'
                """;
        Trace read = ReportText.parse("Job fails", trace, null).traces().get(0);
        assertEquals("KeyError", read.error());
        assertEquals(new Frame("run", "/app/jobs.py", 21), read.frames().get(0));
    }

    @Test
    void readsTheTracesOfOtherLanguages() {
        assertFrame(
                "TypeError: x is undefined\n    at Cart.total (/srv/cart.js:10:5)", "Cart.total", "/srv/cart.js", 10);
        assertFrame(
                "System.NullReferenceException: gone\n   at Shop.Cart.Total(Int32 a) in C:\\src\\Cart.cs:line 12",
                "Shop.Cart.Total",
                "C:\\src\\Cart.cs",
                12);
        assertFrame(
                "panic: index out of range\ngoroutine 1 [running]:\nmain.total(0x1)\n\t/srv/cart.go:33 +0x1d",
                "main.total",
                "/srv/cart.go",
                33);
        assertFrame(
                "thread 'main' panicked at 'no cart', src/main.rs:4\n    at /srv/src/main.rs:4:9",
                "",
                "/srv/src/main.rs",
                4);
        assertFrame("Segmentation fault\n#0  0x00007f in total (cart=0x0) at cart.c:5\n", "total", "cart.c", 5);
    }

    @Test
    void ordinarySentencesAreNoTraces() {
        String prose = "It fails at startup (see below): the error is shown at 10:30\nError handling is poor at best.";
        assertTrue(ReportText.parse("Startup", prose, null).traces().isEmpty());
    }

    @Test
    void findsTheSameInEveryLengthOfTrace() {
        String frames = "    at com.shop.Cart.add(Cart.java:1)\n".repeat(5_000);
        Trace trace = ReportText.parse("Overflow", "", "java.lang.StackOverflowError\n" + frames)
                .traces()
                .get(0);
        assertEquals("java.lang.StackOverflowError", trace.error());
        assertTrue(trace.depth() > 1_000);
        assertTrue(trace.frames().size() < 50);
    }

    @Test
    void leavesNothingThatADatabaseRefuses() {
        String text = "half \ud83d and NUL \u0000 " + "😀".repeat(3_000);
        ReportText report = ReportText.parse(text, text, "x.YException: " + text);
        String all = report.embeddingText()
                + report.traces()
                + Fingerprint.of(report).encoded();
        assertTrue(all.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF)));
        report.sentences()
                .forEach(span -> assertFalse(
                        Character.isLowSurrogate(span.of(report.embeddingText()).charAt(0))));
    }

    @Test
    void takesHostileText() {
        StringBuilder noise = new StringBuilder();
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            noise.append((char) random.nextInt(0x10000));
        }
        List<String> texts = List.of(
                "",
                "\n\n\n",
                "?!.,;",
                "x".repeat(1_000_000),
                "[".repeat(200_000),
                "[a](".repeat(50_000),
                "<".repeat(200_000),
                "<a ".repeat(70_000),
                "<!--".repeat(50_000),
                "`".repeat(200_000),
                "at (".repeat(50_000),
                "# ".repeat(90_000),
                "QUJD".repeat(50_000),
                "漢字".repeat(100_000),
                "a. ".repeat(70_000),
                "1.".repeat(90_000),
                "- [ ] ".repeat(50_000),
                "```\n".repeat(50_000),
                ":1:1".repeat(50_000),
                noise.toString());
        for (String text : texts) {
            ReportText report = ReportText.parse(text, text, text);
            int length = report.embeddingText().length();
            assertTrue(
                    length < 10_000,
                    () -> length + " characters from " + text.substring(0, Math.min(9, text.length())));
            report.sentences().forEach(span -> assertTrue(span.end() <= length));
        }
    }

    private static List<String> errors(List<Trace> traces) {
        return traces.stream().map(Trace::error).toList();
    }

    private static void assertFrame(String trace, String symbol, String file, int line) {
        List<Trace> traces = ReportText.parse("Fails", "", trace).traces();
        assertEquals(
                new Frame(symbol, file, line),
                traces.get(traces.size() - 1).frames().get(0));
    }
}
