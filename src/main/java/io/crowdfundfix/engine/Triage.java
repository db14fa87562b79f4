package io.crowdfundfix.engine;

import io.crowdfundfix.engine.Learned.TypeOpinion;
import io.crowdfundfix.engine.effort.EffortEstimate;
import io.crowdfundfix.engine.issuetype.Classified;
import io.crowdfundfix.engine.issuetype.IssueType;
import io.crowdfundfix.engine.price.PriceEstimate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what trained models say and, where there is none, heuristics. Every score is a sum of named terms, cut to 0..1.
 *
 * <ul>
 *   <li>issue type = likeness to examples + form of the report ({@link IssueTypes})
 *   <li>category = likeness to examples + tell-tale words + error types ({@link Prototypes}, {@link Categories})
 *   <li>severity and impact = what the text says, in the band of what the reporter says ({@link Gravity})
 *   <li>complexity, priority, bounty: see their methods
 * </ul>
 */
final class Triage {
    private static final double CHEAPEST = 25;
    private static final double DEAREST = 1_200;
    private static final double MOST_FOR_WORDING = 0.45;
    /** What a tracker holds; the model was trained on as many of each. */
    private static final Map<IssueType, Double> USUAL_SHARES =
            Map.of(IssueType.BUG, 0.55, IssueType.FEATURE, 0.3, IssueType.QUESTION, 0.15);

    private static final double RAREST = 1e-6;

    private final Prototypes prototypes;

    Triage(Prototypes prototypes) {
        this.prototypes = prototypes;
    }

    /** The vectors of a report; that of the title may be zero, if the encoder had none to read. */
    record Meaning(float[] whole, float[] title) {}

    Assessment assess(ReportText report, Meaning meaning, Learned learned, @Nullable SeverityLevel given) {
        float[] vector = meaning.whole();
        float[] titleVector = meaning.title();
        TypeOpinion learnedType = learned.type();
        Map<String, Double> types =
                types(learnedType, () -> IssueTypes.weigh(report, prototypes.typeLogits(vector), given));
        String type = Prototypes.best(types);
        Map<String, Double> categories = Prototypes.softmax(
                Categories.weigh(report, type, prototypes.categoryLogits(vector, titleVector, report)));
        String category = Prototypes.best(categories);
        CueWeights cues = CueWeights.of(report);
        Categories.Prior prior = Categories.expected(categories);
        Gravity gravity = Gravity.of(type, category, cues, seenImpact(type, prior, cues), given, Vagueness.of(report));
        double impact = gravity.impact();
        EffortEstimate effort = learned.effort();
        double complexity = effort == null ? complexity(report, type, prior, cues) : clamp(effort.complexity());
        boolean fails = category.equals("crash") || cues.has(Cue.CRASH) || cues.has(Cue.HANG);
        List<String> missing = MissingInformation.of(report, type, fails);
        double priority = priority(type, gravity, missing.size());
        PriceEstimate price = learned.price();
        BountyInterval bounty =
                price == null ? bounty(type, categories, complexity, impact, missing.size()) : BountyInterval.of(price);
        Explanations explanations = new Explanations(report, cues.found());
        if (learnedType == null) {
            explanations.type(type, types);
        } else {
            explanations.learnedType(type, types, learnedType.classified());
        }
        explanations.category(category, categories);
        explanations.severity(gravity);
        if (learned.days() != null) {
            explanations.days(learned.days());
        }
        if (effort == null) {
            explanations.complexity(complexity, category);
        } else {
            explanations.learnedComplexity(complexity, effort);
        }
        if (price == null) {
            explanations.bounty(bounty, complexity, impact);
        } else {
            explanations.learnedBounty(bounty, price);
        }
        explanations.priority(priority, missing, gravity.vague());
        return new Assessment(
                category,
                categories.getOrDefault(category, 0.0),
                type,
                types.getOrDefault(type, 0.0),
                gravity.level(),
                complexity,
                learned.days(),
                impact,
                priority,
                bounty,
                missing,
                explanations.list());
    }

    /**
     * In a repository that the model learned from, it decides alone, with what a tracker usually holds as prior. Elsewhere its
     * log-odds are added to those of the rules, which hold that prior already: neither is as good as both (docs/quality.md).
     */
    private static Map<String, Double> types(@Nullable TypeOpinion learned, Supplier<Map<String, Double>> rules) {
        if (learned == null) {
            return Prototypes.softmax(rules.get());
        }
        Map<String, Double> logits = new LinkedHashMap<>();
        if (learned.atHome()) {
            Classified classified = learned.classified().where(USUAL_SHARES);
            for (IssueType type : IssueType.values()) {
                logits.put(type.label(), Math.log(Math.max(RAREST, classified.probability(type))));
            }
        } else {
            logits.putAll(rules.get());
            for (IssueType type : IssueType.values()) {
                double log = Math.log(Math.max(RAREST, learned.classified().probability(type)));
                logits.merge(type.label(), log, Double::sum);
            }
        }
        return Prototypes.softmax(logits);
    }

    /**
     * Impact by the text alone = base of the type (bug .30, feature .20, question .10) + expected prior of the category +
     * sum of the cues (at most ±.45); prior and cues count half for what is no bug.
     */
    private static double seenImpact(String type, Categories.Prior prior, CueWeights cues) {
        boolean bug = type.equals("bug");
        double base = bug ? 0.30 : type.equals("feature") ? 0.20 : 0.10;
        double wording = Math.max(-MOST_FOR_WORDING, Math.min(MOST_FOR_WORDING, cues.impact()));
        return clamp(base + (bug ? 1 : 0.5) * (prior.impact() + wording));
    }

    /**
     * Complexity = 1.15 × expected prior of the category − .10 + cues (at most ±.35) + .08 × depth of the deepest trace
     * over 40 frames + .08 × length of the telling over 2,000 characters; +.06 for a feature, −.15 for a question.
     */
    private static double complexity(ReportText report, String type, Categories.Prior prior, CueWeights cues) {
        int deepest = report.traces().stream().mapToInt(Trace::depth).max().orElse(0);
        double depth = Math.min(1, deepest / 40.0);
        double length = Math.min(1, report.embeddingText().length() / 2_000.0);
        double wording = Math.max(-0.35, Math.min(0.35, cues.complexity()));
        double kind = type.equals("feature") ? 0.06 : type.equals("question") ? -0.15 : 0;
        return clamp(1.15 * prior.complexity() - 0.10 + wording + 0.08 * depth + 0.08 * length + kind);
    }

    /**
     * Priority = .5 × impact + .3 × middle of the severity + .2 × clarity, where clarity falls by .2 for each thing that is
     * missing, and is none for a vague report; a question counts half.
     */
    private static double priority(String type, Gravity gravity, int missing) {
        double clarity = gravity.vague() ? 0 : Math.max(0, 1 - 0.2 * missing);
        double priority = 0.5 * gravity.impact() + 0.3 * gravity.level().value() + 0.2 * clarity;
        return clamp(type.equals("question") ? priority / 2 : priority);
    }

    /**
     * Median = 25 × 48^s units, s = .6 × complexity + .4 × impact + .15 × the probability that it is about security or
     * about lost data; s is cut to .4 of itself for a question and falls with the probability that it is about
     * documentation, to .4 as well. So it runs from 25 to 1,200 on a logarithmic scale; the interval is the median divided
     * and multiplied by 2 + .2 for each thing missing.
     */
    private static BountyInterval bounty(
            String type, Map<String, Double> categories, double complexity, double impact, int missing) {
        double care = categories.getOrDefault("security", 0.0) + categories.getOrDefault("data_loss", 0.0);
        double cheap = type.equals("question") ? 1 : categories.getOrDefault("documentation", 0.0);
        double size = Math.min(1, 0.6 * complexity + 0.4 * impact + 0.15 * care) * (1 - 0.6 * cheap);
        return BountyInterval.around(CHEAPEST * Math.pow(DEAREST / CHEAPEST, size), 2 + 0.2 * missing);
    }

    private static double clamp(double score) {
        return Math.max(0, Math.min(1, score));
    }
}
