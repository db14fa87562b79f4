package io.crowdfundfix.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The heuristics that trained models are to replace, all in one place. Every score is a sum of named terms, cut to 0..1.
 *
 * <ul>
 *   <li>issue type = likeness to examples + form of the report ({@link IssueTypes})
 *   <li>category = likeness to examples + tell-tale words + error types ({@link Prototypes}, {@link Categories})
 *   <li>impact, complexity, priority, bounty: see their methods
 * </ul>
 */
final class Triage {
    private static final double CHEAPEST = 25;
    private static final double DEAREST = 3_000;

    private final Prototypes prototypes;

    Triage(Prototypes prototypes) {
        this.prototypes = prototypes;
    }

    Assessment assess(ReportText report, float[] vector, @Nullable SeverityLevel given) {
        Map<String, Double> types = Prototypes.softmax(IssueTypes.weigh(report, prototypes.typeLogits(vector)));
        String type = Prototypes.best(types);
        Map<String, Double> categories =
                Prototypes.softmax(Categories.weigh(report, type, prototypes.categoryLogits(vector, report)));
        String category = Prototypes.best(categories);
        CueWeights cues = CueWeights.of(report);
        Categories.Prior prior = Categories.expected(categories);
        double impact = impact(type, prior, cues, given);
        double complexity = complexity(report, type, prior, cues);
        boolean fails = category.equals("crash") || cues.has(Cue.CRASH) || cues.has(Cue.HANG);
        List<String> missing = MissingInformation.of(report, type, fails);
        SeverityLevel severity = SeverityLevel.of(impact);
        double priority = priority(type, impact, severity, missing.size());
        BountyInterval bounty = bounty(type, complexity, impact, missing.size());
        Explanations explanations = new Explanations(report, cues.found());
        explanations.type(type, types);
        explanations.category(category, categories);
        explanations.severity(severity, given);
        explanations.complexity(complexity, category);
        explanations.bounty(bounty, complexity, impact);
        explanations.priority(priority, missing);
        return new Assessment(
                category, type, severity, complexity, impact, priority, bounty, missing, explanations.list());
    }

    /**
     * Impact = base of the type (bug .30, feature .20, question .10) + expected prior of the category + sum of the cues
     * (at most ±.45; half for what is no bug); if the reporter gave a severity, the mean of that and the middle of the
     * given level.
     */
    private static double impact(String type, Categories.Prior prior, CueWeights cues, @Nullable SeverityLevel given) {
        boolean bug = type.equals("bug");
        double base = bug ? 0.30 : type.equals("feature") ? 0.20 : 0.10;
        double wording = Math.max(-0.45, Math.min(0.45, cues.impact()));
        double seen = clamp(base + (bug ? 1 : 0.5) * (prior.impact() + wording));
        return given == null ? seen : (seen + given.value()) / 2;
    }

    /**
     * Complexity = .06 + .75 × expected prior of the category + cues (at most ±.30) + .08 × depth of the deepest trace over
     * 40 frames + .06 × length of the telling over 2,000 characters; +.06 for a feature, −.12 for a question.
     */
    private static double complexity(ReportText report, String type, Categories.Prior prior, CueWeights cues) {
        int deepest = report.traces().stream().mapToInt(Trace::depth).max().orElse(0);
        double depth = Math.min(1, deepest / 40.0);
        double length = Math.min(1, report.embeddingText().length() / 2_000.0);
        double wording = Math.max(-0.30, Math.min(0.30, cues.complexity()));
        double kind = type.equals("feature") ? 0.06 : type.equals("question") ? -0.12 : 0;
        return clamp(0.06 + 0.75 * prior.complexity() + wording + 0.08 * depth + 0.06 * length + kind);
    }

    /**
     * Priority = .5 × impact + .3 × middle of the severity + .2 × clarity, where clarity falls by .2 for each thing that is
     * missing; a question counts half.
     */
    private static double priority(String type, double impact, SeverityLevel severity, int missing) {
        double clarity = Math.max(0, 1 - 0.2 * missing);
        double priority = 0.5 * impact + 0.3 * severity.value() + 0.2 * clarity;
        return clamp(type.equals("question") ? priority / 2 : priority);
    }

    /**
     * Median = 25 × 120^s units, s = .72 × complexity + .28 × impact (half of it for a question), so it runs from 25 to 3,000
     * on a logarithmic scale; the interval is the median divided and multiplied by 4 + .25 for each thing missing.
     */
    private static BountyInterval bounty(String type, double complexity, double impact, int missing) {
        double size = (0.72 * complexity + 0.28 * impact) * (type.equals("question") ? 0.5 : 1);
        double median = CHEAPEST * Math.pow(DEAREST / CHEAPEST, size);
        return BountyInterval.around(median, 4 + 0.25 * missing);
    }

    private static double clamp(double score) {
        return Math.max(0, Math.min(1, score));
    }
}
