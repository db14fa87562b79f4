package io.crowdfundfix.funding;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a bounty's history.
 *
 * @param version of the bounty that it made
 * @param actor null for a clock and for who is not signed in
 */
record BountyEvent(
        long bug,
        long version,
        Kind kind,
        @Nullable Long actor,
        @Nullable Long claim,
        long cents,
        String detail,
        Instant at) {
    /** What can happen to a bounty. */
    enum Kind {
        FUNDED,
        CONTRIBUTION_RETURNED,
        CONTRIBUTION_EXPIRED,
        CONTRIBUTION_MOVED_OUT,
        CONTRIBUTION_MOVED_IN,
        CLAIMED,
        CLAIM_EDITED,
        CLAIM_WITHDRAWN,
        CLAIM_EXPIRED,
        FIX_FAILED,
        FIX_SUBMITTED,
        FIX_VERIFIED,
        VOTED,
        CLAIM_REJECTED,
        REVIEW_ENDED,
        DISPUTED,
        DISPUTE_DECIDED,
        PAYING,
        PAID,
        EXPIRED,
        CANCELLED,
        REFUNDED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
