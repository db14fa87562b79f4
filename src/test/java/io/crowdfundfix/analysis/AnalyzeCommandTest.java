package io.crowdfundfix.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.config.Terminal;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzeCommandTest {
    private static final String TITLE = "Login crashes";
    private static final String DESCRIPTION = "The server answers 500 after pressing the button.";
    private static final Set<String> FIELDS = Set.of(
            "summary",
            "category",
            "category_confidence",
            "complexity_score",
            "effort_days",
            "predicted_bounty",
            "predicted_bounty_cents",
            "impact_score",
            "priority_score",
            "error_clusters",
            "issue_type",
            "issue_type_confidence",
            "severity",
            "bounty_interval",
            "duplicates",
            "suspects",
            "missing_information",
            "explanations",
            "engine",
            "latency_ms");

    @TempDir
    private Path folder;

    @Test
    void printsTheWholeAnswerForAText() throws IOException {
        JsonNode view = analyze(file(TITLE + "\n\n" + DESCRIPTION), "");
        assertEquals(FIELDS, fields(view));
        assertEquals(Set.of("p10", "p50", "p90"), fields(view.path("bounty_interval")));
        assertEquals(view.path("predicted_bounty"), view.at("/bounty_interval/p50"));
        assertTrue(view.at("/engine/fallback").asBoolean());
        assertFalse(view.path("summary").asText().isEmpty());
        assertEquals("[]", view.path("duplicates").toString());
    }

    @Test
    void readsTheSameReportFromTextFromJsonAndFromStandardInput() throws IOException {
        String text = TITLE + "\n" + DESCRIPTION;
        String json = Json.api()
                .createObjectNode()
                .put("title", TITLE)
                .put("description", DESCRIPTION)
                .toString();
        JsonNode expected = timeless(analyze(file(text), ""));
        assertEquals(expected, timeless(analyze(file(json), "")));
        assertEquals(expected, timeless(analyze("-", text)));
        assertEquals(expected, timeless(analyze("-", " \n" + json + "\n")));
    }

    @Test
    void readsTheStackTraceOfAJsonReport() throws IOException {
        String trace = "java.lang.OutOfMemoryError: Java heap space\\n\\tat org.acme.Cart.add(Cart.java:12)";
        String report = "{\"title\":\"Cart\",\"description\":\"It fails.\",\"stack_trace\":%s}";
        JsonNode without = timeless(analyze("-", report.formatted("null")));
        JsonNode with = timeless(analyze("-", report.formatted("\"" + trace + "\"")));
        assertFalse(without.equals(with), with.toString());
    }

    @Test
    void takesATitleAlone() throws IOException {
        assertEquals(FIELDS, fields(analyze("-", TITLE)));
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Path missing = folder.resolve("missing.md");
        Fault fault = refused("", missing.toString());
        assertEquals(Fault.Kind.INVALID, fault.kind());
        assertTrue(fault.message().startsWith(missing + " cannot be read"), fault.message());
    }

    @Test
    void refusesAFolder() {
        assertEquals(Fault.Kind.INVALID, refused("", folder.toString()).kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t\n"})
    void refusesAReportThatSaysNothing(String nothing) throws IOException {
        String file = file(nothing);
        assertTrue(refused("", file).message().startsWith(file + " is empty"));
        assertTrue(refused(nothing, "-").message().startsWith("- is empty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"title\":}", "{\"title\":\"a\",\"title\":\"b\"}"})
    void refusesJsonThatIsNone(String broken) {
        assertEquals("malformed_json", refused(broken, "-").code());
    }

    @Test
    void wantsOneFile() {
        assertEquals(Fault.Kind.INVALID, refused("").kind());
        assertEquals(Fault.Kind.INVALID, refused("", "a", "b").kind());
    }

    private static Fault refused(String input, String... operands) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Fault fault = assertThrows(Fault.class, () -> run(input, out, operands));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        return fault;
    }

    private static JsonNode analyze(String operand, String input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        run(input, out, operand);
        return Json.api().readTree(out.toByteArray());
    }

    private static void run(String input, ByteArrayOutputStream out, String... operands) {
        AnalyzeCommand.run(
                new AnalysisConfig(1, "none", "", 256, 1000, 5, 256),
                List.of(operands),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, false));
    }

    private String file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "report", ".md"), content)
                .toString();
    }

    private static Set<String> fields(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode timeless(JsonNode view) {
        ((ObjectNode) view).remove("latency_ms");
        return view;
    }
}
