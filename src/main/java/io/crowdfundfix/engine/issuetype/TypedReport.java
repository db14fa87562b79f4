package io.crowdfundfix.engine.issuetype;

import org.jspecify.annotations.Nullable;

/**
 * A report whose type is asked for.
 *
 * @param repository where it was written; empty if nowhere in particular
 * @param vector what the encoder makes of it; null without an encoder
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record TypedReport(String title, String body, String repository, float @Nullable [] vector) {}
