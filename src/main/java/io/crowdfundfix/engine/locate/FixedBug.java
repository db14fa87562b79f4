package io.crowdfundfix.engine.locate;

import java.time.Instant;
import java.util.List;

/** A report of the past and the files that its fix changed. @param text all of it but the title */
public record FixedBug(String id, String title, String text, Instant fixedAt, List<String> paths) {
    public FixedBug {
        paths = List.copyOf(paths);
    }
}
