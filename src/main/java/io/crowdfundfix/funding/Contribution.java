package io.crowdfundfix.funding;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.FundingApi.ContributionState;
import io.crowdfundfix.funding.FundingApi.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one backer has put on one bug.
 *
 * @param contributor null for who was not signed in
 * @param movedFrom the duplicate that it was put on first
 * @param refundHash of the token by which who was not signed in gets it back
 */
record Contribution(
        long id,
        long bug,
        @Nullable Long movedFrom,
        @Nullable Long contributor,
        String name,
        long cents,
        Source source,
        ContributionState state,
        int level,
        @Nullable String refundHash,
        Instant madeAt,
        Instant expiresAt) {

    void checkHeld() {
        if (state != ContributionState.HELD) {
            throw Fault.conflict(
                    "contribution_" + state.name().toLowerCase(java.util.Locale.ROOT),
                    "Contribution " + id + " is " + state);
        }
    }
}
