package io.crowdfundfix.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells bugs, wishes and questions apart: likeness to examples, plus what the report's form says. */
final class IssueTypes {
    private static final List<String> WISHES =
            List.of(("would be nice|would be great|would be good|would be useful|would be helpful|it would"
                            + "|ability to|option to|a way to|allow|support for|proposal|suggestion|enhancement"
                            + "|please add|i'd like|i would like|wish|consider adding|could be added|should support|nice to have|would be lovely|would love|feature request"
                            + "|could the|could you add|schön wäre|wäre schön")
                    .split("\\|"));
    private static final List<String> WISH_STARTS = List.of(
            ("add |support |allow |implement |provide |enable |improve |introduce |consider |make |create |expose "
                            + "|extend |replace |remove |move |use |show |update |optimize |rename |port |increase "
                            + "|refactor |new |better ")
                    .split("\\|"));
    private static final List<String> ASKING = List.of(
            ("how to|how can|how do|is there a way|is there any|is it possible|can i|can we|could you|what is|what are"
                            + "|why does|why is|should i|anyone|any idea|help me|need help|explain|i don't understand"
                            + "|confused|i want to know|stackoverflow|tutorial|i wonder|wondering|question|questions"
                            + "|not sure")
                    .split("\\|"));
    private static final List<String> QUESTION_STARTS = List.of(
            "how ", "what ", "why ", "where ", "which ", "when ", "is it ", "is there ", "can ", "should ", "does ");
    private static final List<String> LEARNING = List.of(
            ("i am trying|i'm trying|i tried|i have tried|i want to|i need to|my code|my project|my own|i am new"
                            + "|i followed|help|solve|please|thanks|hello|hi")
                    .split("\\|"));
    private static final List<String> FAILING = List.of(
            ("problem|crash|crashes|error|fails|failed|failure|broken|breaks|incorrectly|doesn't work|does not work|not working|wrong|incorrect"
                            + "|regression|exception|hang|hangs|missing|garbled|duplicated|ignored|ignores|disappears|problematic|vanishes|denied|rejected|cannot|can't|segfault|leak|unexpected|stuck|freezes"
                            + "|typo|lost|does not|doesn't")
                    .split("\\|"));
    /** Who writes here most likely has a bug. */
    private static final double BUG_PLATFORM = 0.5;

    /** A question asks: without any sign of that, few are. */
    private static final double ASKS_NOTHING = -0.8;

    private static final double LIKENESS = 0.3;

    private IssueTypes() {}

    /**
     * Log-odds of the types = .3 × those of the prototypes + a fixed amount for each sign of form, first rounded from a
     * logistic regression on the public NLBSE'24 training split, where each type is as frequent as the others. A tracker
     * is not like that: here a bug is the usual thing, a wish has to be wished, and a question has to ask.
     */
    static Map<String, Double> weigh(
            ReportText report, Map<String, Double> prototypeLogits, @Nullable SeverityLevel given) {
        Map<String, Double> logits = new LinkedHashMap<>();
        prototypeLogits.forEach((type, logit) -> logits.put(type, LIKENESS * logit));
        addForm(logits, report);
        addWording(logits, report);
        addDeclared(logits, report);
        addIf(given != null && given.compareTo(SeverityLevel.HIGH) >= 0, logits, 0.6, 0, -0.6);
        return logits;
    }

    private static void addForm(Map<String, Double> logits, ReportText report) {
        boolean traced = report.traces().stream().anyMatch(trace -> trace.depth() > 0);
        addIf(traced, logits, 0.6, -0.4, -0.2);
        addIf(report.has(Signal.STEPS), logits, 0.6, -0.2, -0.4);
        addIf(report.has(Signal.LOGS), logits, 0.5, 0, -0.5);
        addIf(report.has(Signal.PROPOSAL), logits, -1.2, 1.2, 0);
    }

    private static void addWording(Map<String, Double> logits, ReportText report) {
        String title = report.title().text().toLowerCase(Locale.ROOT);
        String prose = report.prose();
        addIf(true, logits, BUG_PLATFORM, 0, 0);
        addIf(any(title, FAILING), logits, 0.5, -0.2, -0.3);
        addIf(WISH_STARTS.stream().anyMatch(title::startsWith), logits, -0.2, 0.9, -0.7);
        addIf(any(title, WISHES), logits, -0.3, 0.5, -0.2);
        addIf(any(prose, WISHES), logits, -0.7, 0.8, -0.1);
        addIf(title.endsWith("?"), logits, -0.5, 0, 0.5);
        addIf(prose.contains("?"), logits, -0.4, -0.4, 0.8);
        addIf(any(title, ASKING), logits, -1.1, 0.2, 0.9);
        addIf(any(prose, ASKING), logits, -0.1, -0.2, 0.3);
        addIf(any(prose, LEARNING), logits, -0.5, -0.2, 0.7);
        addIf(!asks(title, prose), logits, 0, 0, ASKS_NOTHING);
    }

    /** True if the title asks, or the telling asks in so many words. */
    private static boolean asks(String title, String prose) {
        return title.endsWith("?")
                || any(title, ASKING)
                || QUESTION_STARTS.stream().anyMatch(title::startsWith)
                || (prose.contains("?") && any(prose, ASKING));
    }

    private static void addDeclared(Map<String, Double> logits, ReportText report) {
        addIf(declares(report, "bug"), logits, 0.7, -0.5, -0.2);
        addIf(declares(report, "feature"), logits, -0.8, 1.4, -0.2);
        addIf(declares(report, "question"), logits, -1.5, -1.0, 2.5);
    }

    private static void addIf(boolean there, Map<String, Double> logits, double bug, double feature, double question) {
        if (there) {
            logits.merge("bug", bug, Double::sum);
            logits.merge("feature", feature, Double::sum);
            logits.merge("question", question, Double::sum);
        }
    }

    private static boolean declares(ReportText report, String type) {
        return says(report.declaredType(), type)
                || report.title().labels().stream().anyMatch(label -> says(label, type));
    }

    /** True if a label that a person or a template gave stands for the type. */
    static boolean says(String label, String type) {
        return switch (type) {
            case "bug" -> label.contains("bug") || label.contains("crash") || label.contains("regression");
            case "feature" ->
                label.contains("feat")
                        || label.contains("request")
                        || label.contains("enhancement")
                        || label.contains("proposal")
                        || label.contains("rfc")
                        || label.contains("suggestion")
                        || label.contains("performance");
            default ->
                label.contains("question")
                        || label.contains("support")
                        || label.contains("help")
                        || label.contains("others");
        };
    }

    private static boolean any(String text, List<String> phrases) {
        return phrases.stream().anyMatch(phrase -> Cue.holds(text, phrase));
    }
}
