package io.crowdfundfix.ledger;

import java.time.Instant;

/** What became of a transaction that was to be posted. */
public sealed interface Outcome {
    /** It is posted with the commit. */
    record Posted(long transaction) implements Outcome {}

    /** Its key has moved money before, and moves none now. */
    record Earlier(long transaction, long subject, String requestHash, Instant at) implements Outcome {}

    /** An account would have gone below zero; nothing was posted. */
    @SuppressWarnings("JavaLangClash") // the word of the field: short of money
    record Short(AccountName account, long balanceCents) implements Outcome {}
}
