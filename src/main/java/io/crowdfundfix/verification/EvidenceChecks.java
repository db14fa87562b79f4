package io.crowdfundfix.verification;

import io.crowdfundfix.verification.TestEvidence.Finding;
import io.crowdfundfix.verification.VerificationApi.EvidenceBy;
import io.crowdfundfix.verification.VerificationApi.FixCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of what tests said before and after. Nobody ran them here: whose word they are is said with them. */
final class EvidenceChecks {
    private EvidenceChecks() {}

    /** The claimant's own reports can fail his fix; they neither lift its score nor count for its bounty. */
    static List<FixCheck> of(TestEvidence evidence, @Nullable EvidenceBy by) {
        boolean proof = by == EvidenceBy.MAINTAINER;
        String whose = proof
                ? " (test reports of the maintainer)"
                : " (test reports of the claimant himself, not run here: for the bounty this is level 1)";
        return List.of(
                check("fail_to_pass", proof ? 0.3 : 0, evidence.failToPass(), whose),
                check("pass_to_pass", proof ? 0.2 : 0, evidence.passToPass(), whose));
    }

    /** Said, and without weight, where the evidence is not whole. */
    static FixCheck incomplete() {
        return new FixCheck(
                "evidence_complete",
                false,
                false,
                0,
                0,
                "test reports count only from both before and after the fix: this is judged by its diff alone");
    }

    private static FixCheck check(String code, double weight, Finding finding, String whose) {
        double score = finding.tests() == 0 && finding.holds() ? 1 : finding.share();
        String reason = finding.reason() + whose;
        return new FixCheck(
                code,
                finding.holds(),
                true,
                weight,
                finding.holds() ? score : Math.min(score, 0.5),
                reason.length() > 900 ? reason.substring(0, 900) + "…" : reason);
    }
}
