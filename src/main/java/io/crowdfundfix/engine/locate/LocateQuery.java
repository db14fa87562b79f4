package io.crowdfundfix.engine.locate;

import org.jspecify.annotations.Nullable;

/**
 * A report whose fix is looked for.
 *
 * @param stackTrace given apart from the description
 * @param vector of the report, by the encoder that made the vectors of the files
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LocateQuery(
        String title, String description, @Nullable String stackTrace, float @Nullable [] vector) {}
