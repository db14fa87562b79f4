package io.crowdfundfix.verification;

import io.crowdfundfix.verification.VerificationApi.EvidenceBy;
import io.crowdfundfix.verification.VerificationApi.SubmissionStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is stored of a fix that was handed in, but for its texts. */
record Submission(
        long id,
        long bug,
        long developer,
        long submittedBy,
        String prLink,
        SubmissionStatus status,
        @Nullable EvidenceBy evidenceBy,
        Instant submittedAt) {
    private static final int DIFF = 1;

    /**
     * The level that a bounty may rely on: test reports that the claimant has written himself prove nothing of him.
     *
     * @param level of the verdict
     */
    int proven(int level) {
        return evidenceBy == EvidenceBy.CLAIMANT ? Math.min(level, DIFF) : level;
    }
}
