package io.crowdfundfix.engine;

import io.crowdfundfix.engine.triage.ResolutionModel.Days;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What triage says of one report.
 *
 * @param categoryConfidence the probability that the engine gives its category, 0…1; that of the type likewise
 * @param complexity 0 a typo, 1 months of an expert
 * @param days how long it takes from the report to the fix; null where no model says
 * @param impact 0 nobody notices, 1 everybody is stopped
 * @param priority 0 never, 1 now
 * @param missing codes of what a maintainer would ask for; {@link Questions} has the words
 */
public record Assessment(
        String category,
        double categoryConfidence,
        String issueType,
        double issueTypeConfidence,
        SeverityLevel severity,
        double complexity,
        @Nullable Days days,
        double impact,
        double priority,
        BountyInterval bounty,
        List<String> missing,
        List<Explanation> explanations) {
    public Assessment {
        missing = List.copyOf(missing);
        explanations = List.copyOf(explanations);
    }
}
