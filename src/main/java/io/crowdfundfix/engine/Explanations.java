package io.crowdfundfix.engine;

import io.crowdfundfix.engine.effort.EffortEstimate;
import io.crowdfundfix.engine.issuetype.Classified;
import io.crowdfundfix.engine.price.PriceEstimate;
import io.crowdfundfix.engine.triage.ResolutionModel.Days;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Puts the reasons of a triage into words that name what was found in the report. */
final class Explanations {
    private static final int MOST_WORDINGS = 4;

    private final ReportText report;
    private final Map<Cue, List<String>> cues;
    private final List<Explanation> list = new ArrayList<>();

    Explanations(ReportText report, Map<Cue, List<String>> cues) {
        this.report = report;
        this.cues = cues;
    }

    List<Explanation> list() {
        return list;
    }

    void type(String type, Map<String, Double> types) {
        List<String> found = new ArrayList<>();
        if (!report.declaredType().isEmpty()) {
            found.add("the reporter chose \"" + shortened(report.declaredType()) + "\"");
        }
        report.title().labels().stream()
                .filter(label -> IssueTypes.says(label, type))
                .findFirst()
                .ifPresent(label -> found.add("the title is labelled \"" + shortened(label) + "\""));
        report.signals().stream()
                .filter(signal -> speaksFor(type, signal))
                .sorted()
                .forEach(signal -> found.add(words(signal)));
        if (type.equals("question") && report.prose().contains("?")) {
            found.add("it asks something");
        }
        String why = found.isEmpty() ? "by the meaning of its text" : String.join(", ", found);
        add("issue_type", type + " (" + percent(types.getOrDefault(type, 0.0)) + "): " + why);
    }

    void learnedType(String type, Map<String, Double> types, Classified classified) {
        String why = classified.reasons().stream()
                .limit(MOST_WORDINGS)
                .map(Classified.Reason::words)
                .collect(Collectors.joining(", "));
        boolean agreed = classified.type().label().equals(type) && !why.isEmpty();
        add(
                "issue_type",
                type + " (" + percent(types.getOrDefault(type, 0.0)) + "): "
                        + (agreed ? why : "by its wording as a whole"));
    }

    void learnedComplexity(double complexity, EffortEstimate effort) {
        add("complexity_score", number(complexity) + ": " + String.join("; ", effort.reasons()));
    }

    void days(Days days) {
        add(
                "effort_days",
                String.format(Locale.ROOT, "half of such reports are resolved within %.1f days: ", days.p50())
                        + (days.reasons().isEmpty()
                                ? "nothing in the text speaks for more or less"
                                : String.join("; ", days.reasons())));
    }

    void learnedBounty(BountyInterval bounty, PriceEstimate price) {
        add(
                "predicted_bounty",
                bounty.p50() / 100 + ", eight times in ten " + bounty.p10() / 100 + " to " + bounty.p90() / 100 + ": "
                        + String.join("; ", price.reasons()));
    }

    void category(String category, Map<String, Double> categories) {
        String second = categories.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(category))
                .max(Map.Entry.comparingByValue())
                .map(entry -> ", next " + entry.getKey() + " (" + percent(entry.getValue()) + ")")
                .orElse("");
        String trace = trace();
        String why = trace.isEmpty() ? "" : "; " + trace;
        add(
                "category",
                "reads most like " + category + " (" + percent(categories.getOrDefault(category, 0.0)) + ")" + second
                        + why);
    }

    void severity(Gravity gravity) {
        List<String> reasons = new ArrayList<>();
        SeverityLevel given = gravity.given();
        if (given != null) {
            reasons.add(
                    given == gravity.level()
                            ? "as the reporter says"
                            : "the reporter says " + given + ", but the text speaks against it");
        }
        String raising = wordings(cue -> cue.impact() > 0);
        String lowering = wordings(cue -> cue.impact() < 0);
        if (!raising.isEmpty()) {
            reasons.add("raised by " + raising);
        }
        if (!lowering.isEmpty()) {
            reasons.add("lowered by " + lowering);
        }
        if (gravity.vague()) {
            reasons.add("the report says too little to judge more");
        }
        String why = reasons.isEmpty()
                ? "nothing in the text raises or lowers it beyond its category"
                : String.join("; ", reasons);
        add("severity", gravity.level() + ": " + why);
    }

    void complexity(double complexity, String category) {
        List<String> reasons = new ArrayList<>();
        reasons.add(category + " sets the usual effort");
        int depth = report.traces().stream().mapToInt(Trace::depth).max().orElse(0);
        if (depth > 0) {
            reasons.add("a trace of " + depth + (depth == 1 ? " frame" : " frames"));
        }
        String raising = wordings(cue -> cue.complexity() > 0.05);
        String lowering = wordings(cue -> cue.complexity() < -0.05);
        if (!raising.isEmpty()) {
            reasons.add("harder for " + raising);
        }
        if (!lowering.isEmpty()) {
            reasons.add("easier for " + lowering);
        }
        add("complexity_score", number(complexity) + ": " + String.join(", ", reasons));
    }

    void bounty(BountyInterval bounty, double complexity, double impact) {
        add(
                "predicted_bounty",
                bounty.p50() / 100 + " from complexity " + number(complexity) + " and impact " + number(impact)
                        + "; a rule of thumb, not learned from paid bounties");
    }

    void priority(double priority, List<String> missing, boolean vague) {
        String asks = vague
                ? "lowered because the report hardly says anything"
                : missing.isEmpty()
                        ? "the report has what a maintainer needs"
                        : "lowered because it lacks "
                                + String.join(", ", missing).replace('_', ' ');
        add("priority_score", number(priority) + ": impact and severity; " + asks);
    }

    private void add(String field, String reason) {
        list.add(new Explanation(field, reason));
    }

    /** {@code NullPointerException at CartService.total (CartService.java:42) in the trace}. */
    private String trace() {
        for (Trace trace : report.traces()) {
            if (!trace.error().isEmpty()) {
                String at = Fingerprint.ownFrames(trace.frames()).stream()
                        .findFirst()
                        .map(frame -> " at " + frame)
                        .orElse("");
                return trace.shortError() + at + " in the trace";
            }
        }
        return "";
    }

    private String wordings(Predicate<Cue> wanted) {
        return cues.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .map(entry -> "\"" + entry.getValue().get(0) + "\"")
                .distinct()
                .limit(MOST_WORDINGS)
                .collect(Collectors.joining(", "));
    }

    private static boolean speaksFor(String type, Signal signal) {
        return switch (signal) {
            case STEPS, EXPECTED -> type.equals("bug");
            case PROPOSAL -> type.equals("feature");
            default -> false;
        };
    }

    private static String words(Signal signal) {
        return switch (signal) {
            case STEPS -> "it gives steps to reproduce";
            case EXPECTED -> "it says what was expected";
            default -> "it proposes something";
        };
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : Cut.to(text, 60) + "…";
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    private static String number(double score) {
        return String.format(Locale.ROOT, "%.2f", score);
    }
}
