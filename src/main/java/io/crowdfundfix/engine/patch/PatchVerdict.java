package io.crowdfundfix.engine.patch;

import java.util.List;

/**
 * What speaks for and against a patch.
 *
 * @param incorrect probability that it passes the tests and is wrong all the same
 * @param reasons in plain words, the strongest first
 */
public record PatchVerdict(double incorrect, List<String> reasons) {
    public PatchVerdict {
        reasons = List.copyOf(reasons);
    }
}
