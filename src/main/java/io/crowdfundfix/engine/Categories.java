package io.crowdfundfix.engine;

import java.util.Locale;
import java.util.Map;

/** What a category tells about impact and effort, and which errors tell of a category. */
final class Categories {
    /** How much worse than an average defect, and how hard, 0 to 1. */
    record Prior(double impact, double complexity) {}

    private static final Prior UNKNOWN = new Prior(0.08, 0.4);
    private static final Map<String, Prior> CATEGORY_TO_PRIOR = Map.ofEntries(
            Map.entry("crash", new Prior(0.24, 0.50)),
            Map.entry("performance", new Prior(0.14, 0.68)),
            Map.entry("memory", new Prior(0.20, 0.74)),
            Map.entry("security", new Prior(0.34, 0.62)),
            Map.entry("data_loss", new Prior(0.36, 0.62)),
            Map.entry("user_interface", new Prior(0.02, 0.32)),
            Map.entry("accessibility", new Prior(0.08, 0.36)),
            Map.entry("network", new Prior(0.14, 0.52)),
            Map.entry("authentication", new Prior(0.22, 0.46)),
            Map.entry("database", new Prior(0.16, 0.54)),
            Map.entry("concurrency", new Prior(0.20, 0.88)),
            Map.entry("build", new Prior(0.10, 0.44)),
            Map.entry("configuration", new Prior(0.04, 0.30)),
            Map.entry("compatibility", new Prior(0.10, 0.48)),
            Map.entry("localisation", new Prior(0.06, 0.40)),
            Map.entry("documentation", new Prior(-0.12, 0.08)),
            Map.entry("functionality", new Prior(0.08, 0.42)));
    /** What no other category claims is about what the program does. */
    private static final double USUAL = 0.6;

    private static final double ERROR_WEIGHT = 1.5;

    private Categories() {}

    static Prior prior(String category) {
        return CATEGORY_TO_PRIOR.getOrDefault(category, UNKNOWN);
    }

    /** The mean prior over the probabilities: a doubtful category does not decide alone. */
    static Prior expected(Map<String, Double> categoryToProbability) {
        double impact = 0;
        double complexity = 0;
        for (Map.Entry<String, Double> entry : categoryToProbability.entrySet()) {
            Prior prior = prior(entry.getKey());
            impact += entry.getValue() * prior.impact();
            complexity += entry.getValue() * prior.complexity();
        }
        return new Prior(impact, complexity);
    }

    /** Log-odds + 1.5 for each error type of a trace − 1.5 for crash and loss in what is no bug + .6 for functionality. */
    static Map<String, Double> weigh(ReportText report, String issueType, Map<String, Double> logits) {
        for (Trace trace : report.traces()) {
            String category = ofError(trace.shortError().toLowerCase(Locale.ROOT), trace.depth());
            logits.computeIfPresent(category, (key, logit) -> logit + ERROR_WEIGHT);
        }
        if (!issueType.equals("bug")) {
            logits.computeIfPresent("crash", (key, logit) -> logit - 1.5);
            logits.computeIfPresent("data_loss", (key, logit) -> logit - 1.5);
        }
        logits.computeIfPresent("functionality", (key, logit) -> logit + USUAL);
        return logits;
    }

    private static String ofError(String error, int depth) {
        if (error.contains("outofmemory") || error.contains("memoryerror")) {
            return "memory";
        }
        if (error.contains("concurrentmodification") || error.contains("deadlock")) {
            return "concurrency";
        }
        if (error.contains("sql") || error.contains("persistence") || error.contains("integrityerror")) {
            return "database";
        }
        if (error.contains("socket") || error.contains("connect") || error.contains("timeout")) {
            return "network";
        }
        if (error.contains("modulenotfound") || error.contains("importerror") || error.contains("noclassdef")) {
            return "build";
        }
        if (error.contains("auth") || error.contains("accessdenied")) {
            return "authentication";
        }
        return depth > 0 && !error.isEmpty() ? "crash" : "";
    }
}
