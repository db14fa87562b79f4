package io.crowdfundfix.engine;

import org.jspecify.annotations.Nullable;

/**
 * A bug report as it was written.
 *
 * @param stackTrace given apart from the description
 * @param severity what the reporter says
 * @param repository owner/name of where it belongs; empty if unknown
 */
public record Report(
        String title,
        String description,
        @Nullable String stackTrace,
        @Nullable SeverityLevel severity,
        String repository) {
    public static Report of(String title, String description) {
        return new Report(title, description, null, null, "");
    }

    /** {@code owner/name} out of a link to a forge; empty if there is none. */
    public static String repositoryOf(@Nullable String link) {
        if (link == null) {
            return "";
        }
        String path = link.replaceFirst("^[a-z]+://[^/]+/", "").replaceFirst("[?#].*$", "");
        String[] parts = path.split("/", 3);
        return parts.length < 2 || path.equals(link) ? "" : parts[0] + "/" + parts[1].replaceFirst("\\.git$", "");
    }
}
