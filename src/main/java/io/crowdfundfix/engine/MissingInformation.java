package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.List;

/** What a maintainer would have to ask back before he can start. */
final class MissingInformation {
    private static final int SHORT_TELLING = 120;

    private MissingInformation() {}

    static List<String> of(ReportText report, String issueType, boolean fails) {
        return switch (issueType) {
            case "bug" -> ofBug(report, fails);
            case "feature" -> ofFeature(report);
            default -> ofQuestion(report);
        };
    }

    private static List<String> ofBug(ReportText report, boolean fails) {
        List<String> missing = new ArrayList<>();
        boolean traced = report.traces().stream().anyMatch(trace -> trace.depth() > 0);
        boolean logged = report.has(Signal.LOGS)
                || report.traces().stream().anyMatch(trace -> !trace.error().isEmpty());
        addUnless(report.has(Signal.STEPS) || report.has(Signal.CODE), "steps_to_reproduce", missing);
        addUnless(report.has(Signal.EXPECTED) || traced, "expected_behaviour", missing);
        addUnless(report.has(Signal.ACTUAL) || traced || telling(report) >= SHORT_TELLING, "actual_behaviour", missing);
        addUnless(report.has(Signal.VERSION), "version", missing);
        addUnless(report.has(Signal.ENVIRONMENT), "environment", missing);
        addUnless(!fails || traced || logged, "stack_trace_or_logs", missing);
        return missing;
    }

    private static List<String> ofFeature(ReportText report) {
        List<String> missing = new ArrayList<>();
        addUnless(report.has(Signal.PROPOSAL) || telling(report) >= SHORT_TELLING, "use_case", missing);
        return missing;
    }

    private static List<String> ofQuestion(ReportText report) {
        List<String> missing = new ArrayList<>();
        addUnless(report.has(Signal.CODE) || telling(report) >= SHORT_TELLING, "what_was_tried", missing);
        addUnless(report.has(Signal.VERSION), "version", missing);
        return missing;
    }

    private static int telling(ReportText report) {
        return report.sentences().stream().mapToInt(s -> s.end() - s.start()).sum();
    }

    private static void addUnless(boolean there, String field, List<String> missing) {
        if (!there) {
            missing.add(field);
        }
    }
}
