package io.crowdfundfix.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What a change adds to one figure.
 *
 * @param metric what is counted: {@code bugs_reported}, {@code contributions} …
 * @param dimension which part of it: a status, a category, a developer's number; {@code all} for the whole
 * @param epochDay day of the change, UTC
 * @param events may be negative: a bug that leaves a status takes one from it
 */
public record Delta(String metric, String dimension, long epochDay, long events, long cents) {
    public static Delta of(String metric, String dimension, Instant at, long events, long cents) {
        return new Delta(
                metric, dimension, LocalDate.ofInstant(at, ZoneOffset.UTC).toEpochDay(), events, cents);
    }
}
