package io.crowdfundfix.engine.locate;

import org.jspecify.annotations.Nullable;

/**
 * A report whose fix is looked for.
 *
 * @param stackTrace given apart from the description
 * @param vector of the report, by the encoder that made the vectors of the files
 * @param ownFix id of a fix of this very report, which must not count as one of a similar report; empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LocateQuery(
        String title, String description, @Nullable String stackTrace, float @Nullable [] vector, String ownFix) {
    public LocateQuery(String title, String description, @Nullable String stackTrace, float @Nullable [] vector) {
        this(title, description, stackTrace, vector, "");
    }
}
