package io.crowdfundfix.verification;

import org.jspecify.annotations.Nullable;

/**
 * What came of reading a link.
 *
 * @param text null where it could not be read
 * @param reason why not, in words; empty where it could
 */
record Fetched(@Nullable String text, String reason) {
    static Fetched of(String text) {
        return new Fetched(text, "");
    }

    static Fetched nothing(String reason) {
        return new Fetched(null, reason);
    }
}
