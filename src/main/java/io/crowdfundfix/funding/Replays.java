package io.crowdfundfix.funding;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.ledger.Outcome;
import java.time.Duration;
import java.time.Instant;

/** What a client's key means that has moved money before. */
final class Replays {
    private static final Duration ANSWERED_FOR = Duration.ofHours(24);

    private Replays() {}

    /** Fails unless this is the same request, and not too late to be answered again. */
    static void check(Outcome.Earlier earlier, String requestHash, Instant now) {
        if (!earlier.requestHash().equals(requestHash)) {
            throw Fault.of(
                    Fault.Kind.INVALID,
                    "idempotency_key_reused",
                    "This Idempotency-Key was used for another request: take a new key");
        }
        if (earlier.at().plus(ANSWERED_FOR).isBefore(now)) {
            throw Fault.conflict(
                    "idempotency_key_expired",
                    "This Idempotency-Key moved money more than 24 hours ago and moves none again: take a new key");
        }
    }
}
