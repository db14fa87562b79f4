package io.crowdfundfix.repositories;

import com.fasterxml.jackson.annotation.JsonValue;
import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What people read of a repository: its files, who works on it, whose a file is. */
public final class RepositoryFilesApi {
    public static final Endpoint<ListFiles, FilePage> LIST_FILES = ask("list_files");
    public static final Endpoint<ListContributors, ContributorPage> LIST_CONTRIBUTORS = ask("list_contributors");
    public static final Endpoint<FindOwnership, Ownership> OWNERSHIP = ask("ownership");

    private RepositoryFilesApi() {}

    private static <Q extends BusMessage, R extends BusMessage> Endpoint<Q, R> ask(String verb) {
        return Endpoint.endpoint("repositories." + verb);
    }

    /** Asks for files in the order of their paths; {@code prefix} null for all. */
    public record ListFiles(
            long repository,
            @Nullable String prefix,
            int limit,
            @Nullable String cursor) implements BusMessage {}

    public record FilePage(List<FileView> files, @Nullable String next) implements BusMessage {
        public FilePage {
            files = List.copyOf(files);
        }
    }

    /**
     * A file of the newest revision.
     *
     * @param size in bytes
     * @param lastChangedBy null where the history that was read does not reach so far
     */
    public record FileView(
            String path,
            long size,
            @Nullable String language,
            @Nullable Instant lastChangedAt,
            @Nullable String lastChangedBy,
            @Nullable String lastCommit) {}

    /** Asks for people, who did most of late first. */
    public record ListContributors(
            long repository, int limit, @Nullable String cursor) implements BusMessage {}

    public record ContributorPage(
            List<Contributor> contributors, @Nullable String next) implements BusMessage {
        public ContributorPage {
            contributors = List.copyOf(contributors);
        }
    }

    /**
     * Somebody who has committed.
     *
     * @param share of all commits, older ones counting less; 0 to 1
     */
    public record Contributor(String name, int commits, double share, Instant lastAt) {}

    /** Asks whose a path is; null for the repository as a whole. */
    public record FindOwnership(long repository, @Nullable String path) implements BusMessage {}

    /** What says whose a file is. */
    public enum OwnershipSource {
        CODEOWNERS,
        HISTORY,
        NOBODY;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Whose a path is.
     *
     * @param pattern the line of CODEOWNERS that says so; null where none does
     * @param authors by the history, in any case
     */
    public record Ownership(
            @Nullable String path,
            OwnershipSource source,
            @Nullable String pattern,
            List<String> owners,
            List<FileAuthor> authors)
            implements BusMessage {
        public Ownership {
            owners = List.copyOf(owners);
            authors = List.copyOf(authors);
        }
    }

    /**
     * Somebody who has changed a file. Whose account that is is told to nobody outside: it would say who has which e-mail address.
     *
     * @param share of all changes of the file, older ones counting less; 0 to 1
     */
    public record FileAuthor(String name, double share, Instant lastAt) {}
}
