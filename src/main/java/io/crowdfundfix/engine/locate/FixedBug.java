package io.crowdfundfix.engine.locate;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report of the past and the files that its fix changed.
 *
 * @param text all of it but the title
 * @param vector of the report, by the encoder of the reports that are asked for; null if it is not known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FixedBug(
        String id, String title, String text, Instant fixedAt, List<String> paths, float @Nullable [] vector) {
    public FixedBug {
        paths = List.copyOf(paths);
    }

    public FixedBug(String id, String title, String text, Instant fixedAt, List<String> paths) {
        this(id, title, text, fixedAt, paths, null);
    }
}
