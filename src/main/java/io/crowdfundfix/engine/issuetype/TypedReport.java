package io.crowdfundfix.engine.issuetype;

import org.jspecify.annotations.Nullable;

/**
 * A report whose type is asked for.
 *
 * @param repository where it was written; empty if nowhere in particular
 * @param vectors the encoder's middle layer over the title, followed by that over the rest of the text; null without an
 *     encoder
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record TypedReport(String title, String body, String repository, float @Nullable [] vectors) {}
