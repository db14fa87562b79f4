package io.crowdfundfix.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of state or money.
 *
 * @param actor the user who did it; null for the platform, for a clock, and for who is not signed in
 * @param action noun and participle: {@code contribution_made}, {@code claim_verified}, {@code role_changed}
 * @param subjectKind what changed: {@code bug}, {@code bounty}, {@code contribution}, {@code claim}, {@code user}, {@code wallet} …
 * @param bug the bug that it is about, if it is about one
 * @param amountCents what moved, if money did
 * @param detail for people, without secrets; cut to 1,000 characters
 */
public record AuditEntry(
        Instant at,
        @Nullable Long actor,
        String action,
        String subjectKind,
        long subjectId,
        @Nullable Long bug,
        @Nullable Long amountCents,
        String detail) {
    private static final int MAX_DETAIL = 1_000;

    public AuditEntry {
        if (detail.codePointCount(0, detail.length()) > MAX_DETAIL) {
            detail = detail.substring(0, detail.offsetByCodePoints(0, MAX_DETAIL));
        }
    }
}
