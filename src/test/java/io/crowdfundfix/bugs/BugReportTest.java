package io.crowdfundfix.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.crowdfundfix.bugs.BugsApi.BugReport;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.fault.Fault.FieldError;
import io.crowdfundfix.testing.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BugReportTest {
    private static final String EMOJI = "\ud83d\ude00";

    @Test
    void takesTheShortest() {
        BugReport report = report("t", "d", null, List.of(), null);
        assertEquals("t", report.title());
        assertEquals(List.of(), report.tags());
    }

    @Test
    void takesTheLongestInWhateverScript() {
        String link = "https://example.org/" + "a".repeat(480);
        BugReport report = report(
                EMOJI.repeat(200),
                EMOJI.repeat(20_000),
                link,
                IntStream.range(0, 10).mapToObj(i -> "t".repeat(39) + i).toList(),
                EMOJI.repeat(100_000));
        assertEquals(EMOJI.repeat(200), report.title());
        assertEquals(10, report.tags().size());
    }

    @Test
    void refusesWhatIsOneTooLongAndNamesAllOfIt() {
        assertEquals(
                List.of("title", "description", "repo_link", "stack_trace", "tags"),
                wrong(
                        "a".repeat(201),
                        "a".repeat(20_001),
                        "https://example.org/" + "a".repeat(481),
                        IntStream.range(0, 11).mapToObj(i -> "t" + i).toList(),
                        "a".repeat(100_001)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "a\0b", "half \ud83d", "half \ude00"})
    void refusesTextThatSaysNothingOrCannotBeStored(String text) {
        assertEquals(List.of("title", "description", "stack_trace"), wrong(text, text, null, List.of(), text));
    }

    @Test
    void refusesWhatIsMissing() {
        AssertionError refused =
                assertThrows(AssertionError.class, () -> Samples.construct(BugReport.class, new @Nullable Object[7]));
        assertEquals(List.of("title", "description"), fields((Fault) Objects.requireNonNull(refused.getCause())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/acme/shop",
                "http://localhost:3000/a",
                "HTTPS://EXAMPLE.ORG",
                "https://[::1]/x",
                "https://example.org/zoë?q=%20#f"
            })
    void takesAnyWebAddress(String link) {
        assertEquals(link, report("t", "d", link, List.of(), null).repoLink());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme/shop",
                "ftp://example.org/a",
                "javascript:alert(1)",
                "https://",
                "https:///path",
                "https:example.org",
                "https://user:password@example.org/a",
                "https://example.org/a b",
                "https://example.org/%zz"
            })
    void refusesALinkThatLeadsNowhereOrTellsASecret(String link) {
        assertEquals(List.of("repo_link"), wrong("t", "d", link, List.of(), null));
    }

    @Test
    void takesEveryKindOfTag() {
        List<String> tags = List.of("c++", "c#", "1", "node.js", "front-end", "t".repeat(40));
        assertEquals(tags, report("t", "d", null, tags, null).tags());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "UI", "two words", "-x", ".net", "#1", "zoë", "a,b", "x\n"})
    void refusesATagOfAnotherForm(String tag) {
        assertEquals(List.of("tags[1]"), wrong("t", "d", null, List.of("ok", tag), null));
    }

    @Test
    void refusesATagThatIsTooLongOrNone() {
        assertEquals(
                List.of("tags[0]", "tags[2]"), wrong("t", "d", null, Arrays.asList("t".repeat(41), "ok", null), null));
    }

    @Test
    void keepsEachTagOnceInItsOrder() {
        assertEquals(
                List.of("z", "a", "m"),
                report("t", "d", null, List.of("z", "a", "z", "m", "a"), null).tags());
    }

    private static BugReport report(
            String title, String description, @Nullable String link, List<String> tags, @Nullable String trace) {
        return new BugReport(title, description, link, null, tags, trace);
    }

    private static List<String> wrong(
            String title, String description, @Nullable String link, List<String> tags, @Nullable String trace) {
        return fields(assertThrows(Fault.class, () -> report(title, description, link, tags, trace)));
    }

    private static List<String> fields(Fault fault) {
        assertEquals(Fault.Kind.INVALID, fault.kind());
        return fault.fields().stream().map(FieldError::field).toList();
    }
}
