package io.crowdfundfix.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.analysis.AnalysisApi.AnalysisView;
import io.crowdfundfix.analysis.AnalysisApi.DayInterval;
import io.crowdfundfix.analysis.AnalysisApi.Reason;
import io.crowdfundfix.config.Terminal;
import io.crowdfundfix.engine.Examined;
import io.crowdfundfix.engine.Report;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Analyses one report from a file or from standard input, without server and database. */
public final class AnalyzeCommand {
    private static final int MAX_BYTES = 1 << 20;

    private AnalyzeCommand() {}

    /**
     * Prints the analysis as JSON, or as text where it is a terminal. The report is JSON with title and description, or text
     * whose first line is the title.
     */
    public static void run(AnalysisConfig config, List<String> operands, InputStream in, Terminal terminal) {
        PrintStream out = terminal.out();
        if (operands.size() != 1) {
            throw Fault.invalid("analyze", "needs one file, or - for standard input");
        }
        Report report = report(read(operands.get(0), in));
        SharedEngine engine = new EngineLoader(config).get();
        long started = System.nanoTime();
        Examined examined = engine.analyst().examine(report);
        AnalysisView view = AnalysisViews.of(
                examined, new AnalysisViews.Around(List.of(), List.of(), List.of()), engine.name(), started);
        if (terminal.attached()) {
            readable(view, out);
        } else {
            out.println(json(view));
        }
        engine.analyst().embedder().close();
    }

    private static String read(String operand, InputStream in) {
        try {
            byte[] bytes = operand.equals("-") ? in.readNBytes(MAX_BYTES) : Files.readAllBytes(Path.of(operand));
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            if (text.isEmpty()) {
                throw Fault.invalid(operand, "is empty: the first line is taken as the title");
            }
            return text;
        } catch (IOException e) {
            throw Fault.invalid(operand, "cannot be read: " + e.getMessage());
        }
    }

    private static Report report(String text) {
        if (text.startsWith("{")) {
            try {
                JsonNode json = Json.api().readTree(text);
                if (json.path("title").asText().isBlank()) {
                    throw Fault.invalid("title", "is required in a JSON report");
                }
                JsonNode trace = json.path("stack_trace");
                return new Report(
                        json.path("title").asText(),
                        json.path("description").asText(),
                        trace.isTextual() ? trace.asText() : null,
                        null,
                        Report.repositoryOf(json.path("repo_link").asText()));
            } catch (JsonProcessingException e) {
                throw Fault.malformed("malformed_json", "The report is not valid JSON: " + e.getOriginalMessage());
            }
        }
        String title = text.lines().findFirst().orElse("");
        return Report.of(title, text.substring(title.length()).strip());
    }

    private static String json(AnalysisView view) {
        try {
            return Json.api().writerWithDefaultPrettyPrinter().writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void readable(AnalysisView view, PrintStream out) {
        out.println("Summary     " + view.summary());
        out.println("What        " + view.issueType() + ", " + view.category());
        out.println("Severity    " + view.severity() + "   priority " + view.priorityScore() + "   impact "
                + view.impactScore());
        DayInterval days = view.effortDays();
        out.println("Complexity  " + view.complexityScore()
                + (days == null ? "" : "   about " + days.p50() + " days (" + days.p10() + " to " + days.p90() + ")"));
        out.println("Worth       " + view.predictedBounty() + "   ("
                + view.bountyInterval().p10() + " to " + view.bountyInterval().p90() + ")");
        view.missingInformation().forEach(missing -> out.println("Missing     " + missing.question()));
        for (Reason reason : view.explanations()) {
            out.println("  because   " + reason.field() + ": " + reason.reason());
        }
        out.println("Engine      " + view.engine().name() + (view.engine().fallback() ? " (fallback)" : ""));
    }
}
