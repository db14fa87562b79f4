package io.crowdfundfix.database;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Instants as both databases store them: UTC, microseconds. */
public final class Times {
    private Times() {}

    public static OffsetDateTime toSql(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    public static Instant fromSql(OffsetDateTime time) {
        return time.toInstant();
    }
}
