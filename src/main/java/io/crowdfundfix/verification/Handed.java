package io.crowdfundfix.verification;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a submission.
 *
 * @param before JUnit XML
 * @param after JUnit XML
 * @param failToPass tests that failed and are to pass
 */
record Handed(
        @Nullable String diff,
        @Nullable String before,
        @Nullable String after,
        List<String> failToPass) {
    Handed {
        failToPass = List.copyOf(failToPass);
    }

    boolean hasEvidence() {
        return before != null || after != null || !failToPass.isEmpty();
    }

    /** The evidence, read; null unless there are reports of both sides. Fails as INVALID where one is none. */
    @Nullable TestEvidence evidence() {
        TestReport first = before == null ? null : JUnitReader.read("evidence.before", before);
        TestReport then = after == null ? null : JUnitReader.read("evidence.after", after);
        return first == null || then == null ? null : new TestEvidence(first, then, failToPass);
    }
}
