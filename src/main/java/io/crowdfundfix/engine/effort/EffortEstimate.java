package io.crowdfundfix.engine.effort;

import java.util.List;

/**
 * How much work a report is.
 *
 * @param p10 story points of its project: one in ten is given fewer
 * @param complexity the share of all stories that are smaller, 0 to 1
 * @param reasons in plain words
 */
public record EffortEstimate(double p10, double p50, double p90, double complexity, List<String> reasons) {
    public EffortEstimate {
        reasons = List.copyOf(reasons);
    }
}
