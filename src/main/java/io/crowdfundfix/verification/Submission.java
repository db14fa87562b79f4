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
        Instant submittedAt) {}
