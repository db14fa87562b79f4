package io.crowdfundfix.identity;

/** What moves a person's reputation. */
public enum ReputationEvent {
    /** What somebody brings along when he is added. */
    BROUGHT,
    FIX_VERIFIED,
    FIX_PAID,
    VERIFICATION_FAILED,
    DISPUTE_WON,
    DISPUTE_LOST,
    CLAIM_EXPIRED,
    REVIEW_DONE
}
