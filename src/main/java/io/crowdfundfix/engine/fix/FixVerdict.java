package io.crowdfundfix.engine.fix;

import java.util.List;

/**
 * Whether a change answers a report.
 *
 * @param probability that it does, if a right and a wrong change of the same project were equally likely before
 * @param reasons in plain words, the strongest first
 */
public record FixVerdict(double probability, List<String> reasons) {
    public FixVerdict {
        reasons = List.copyOf(reasons);
    }
}
