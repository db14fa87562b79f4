package io.crowdfundfix.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One link of a session: good once, then replaced by the next of its family.
 *
 * @param hash SHA-256 of the secret, which is nowhere stored
 * @param family all tokens that came from one log-in
 * @param usedAt null until it has been exchanged
 */
record RefreshToken(
        String hash,
        String family,
        long user,
        Instant expiresAt,
        @Nullable Instant usedAt) {
    /** What presenting a token means. */
    enum State {
        GOOD,
        /** Somebody has it who should not: the session is not to be trusted any more. */
        REUSED,
        EXPIRED
    }

    static RefreshToken first(String hash, long user, Instant expiresAt) {
        return new RefreshToken(hash, UUID.randomUUID().toString(), user, expiresAt, null);
    }

    RefreshToken next(String nextHash, Instant nextExpiresAt) {
        return new RefreshToken(nextHash, family, user, nextExpiresAt, null);
    }

    State stateAt(Instant now) {
        if (usedAt != null) {
            return State.REUSED;
        }
        return now.isBefore(expiresAt) ? State.GOOD : State.EXPIRED;
    }
}
