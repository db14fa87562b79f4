package io.crowdfundfix.database;

/**
 * A client's promise that requests under this key are one and the same.
 *
 * @param caller the user who sent it; keys of different users never meet
 * @param value as sent in {@code Idempotency-Key}
 * @param requestHash digest of the request it came with
 */
public record IdempotencyKey(long caller, String value, String requestHash) {}
