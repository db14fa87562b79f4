package io.crowdfundfix.funding;

import io.crowdfundfix.funding.ClaimsApi.Choice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's objection to a verified claim.
 *
 * @param closesAt when the votes are counted if they have not decided before
 * @param outcome null until it is decided
 */
record Dispute(
        long id,
        long claim,
        long bug,
        long openedBy,
        String reason,
        Instant openedAt,
        Instant closesAt,
        @Nullable Choice outcome,
        @Nullable Instant decidedAt) {}
