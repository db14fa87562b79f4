package io.crowdfundfix.repositories;

import static io.crowdfundfix.bus.Endpoint.endpoint;
import static io.crowdfundfix.bus.Topic.topic;

import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.bus.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What other parts may ask of repositories, and what repositories tell. */
public final class RepositoriesApi {
    public static final Endpoint<FindRepository, RepositoryView> FIND = ask("find");
    public static final Endpoint<ResolveRepository, ResolvedRepository> RESOLVE = ask("resolve");
    public static final Endpoint<ReadNames, RepositoryNames> READ_NAMES = ask("read_names");
    public static final Endpoint<ListKnown, KnownRepositories> KNOWN = ask("known");
    /** Reads from the mirror of the node that answers; UNAVAILABLE while that node is still fetching it: ask again later. */
    public static final Endpoint<ReadChanges, Changes> READ_CHANGES = RepositoriesApi.<ReadChanges, Changes>ask(
                    "read_changes")
            .within(Duration.ofSeconds(30))
            .atMost(16);

    public static final Endpoint<ReadFixes, Fixes> READ_FIXES = ask("read_fixes");
    public static final Endpoint<RecordFix, FixRecorded> RECORD_FIX = ask("record_fix");
    public static final Endpoint<FindAuthors, Authors> AUTHORS = ask("authors");
    public static final Endpoint<RecordIndexed, IndexRecorded> RECORD_INDEXED = ask("record_indexed");

    /** A repository has a new revision, or a new fix of a bug. */
    public static final Topic<RepositorySynced> SYNCED = topic("repositories.synced");
    /** A repository is gone; its rows and mirrors follow. */
    public static final Topic<RepositoryDeleted> DELETED = topic("repositories.deleted");

    /** The kind of the job enqueued where the names that lead to a repository change, also by its end; its subject is the repository. */
    public static final String NAMES_JOB = "repositories.names";

    /**
     * The kind of the job enqueued where a repository is other code from now on, so that what belonged to it belongs to it no longer; its
     * subject is the repository.
     */
    public static final String MOVED_JOB = "repositories.moved";

    public static final int MAX_CHANGED_FILES = 200;
    public static final int MAX_AUTHORED_PATHS = 50;

    private RepositoriesApi() {}

    private static <Q extends BusMessage, R extends BusMessage> Endpoint<Q, R> ask(String verb) {
        return endpoint("repositories." + verb);
    }

    public record FindRepository(long repository) implements BusMessage {}

    /**
     * A repository as everybody sees it.
     *
     * @param url null where it comes from a folder or an archive
     * @param defaultBranch null is the one that its host names
     * @param stateReason why the last sync failed and what to do; null where it did not
     * @param phase what a sync is at, such as {@code fetching}; null outside of one
     * @param done steps of the phase, out of {@code total}; both 0 where it is not known
     * @param revision the newest that was read whole; null before the first, and where there is no commit
     * @param files readable files of the revision
     * @param commits of its history, as far as it is read
     * @param indexedRevision the newest that the index of the code holds
     * @param version rises with each change
     */
    public record RepositoryView(
            long id,
            String name,
            RepositorySource source,
            @Nullable String url,
            @Nullable String defaultBranch,
            RepositoryState state,
            @Nullable String stateReason,
            @Nullable String phase,
            long done,
            long total,
            @Nullable String revision,
            int files,
            int commits,
            @Nullable String indexedRevision,
            int indexedFiles,
            int embeddedFiles,
            long connectedBy,
            Instant createdAt,
            @Nullable Instant syncedAt,
            long version)
            implements BusMessage {}

    /** Asks which repository is meant: by its id, or by a link to it or to something in it. */
    public record ResolveRepository(
            @Nullable Long repositoryId, @Nullable String repoLink) implements BusMessage {}

    /** The repository, or null where none is connected. */
    public record ResolvedRepository(@Nullable Long repositoryId) implements BusMessage {}

    /** Asks by which names links lead to a repository. */
    public record ReadNames(long repository) implements BusMessage {}

    /** All names that it ever had, as {@code host/owner/name}; none where it is gone. */
    public record RepositoryNames(boolean connected, List<String> names) implements BusMessage {
        public RepositoryNames {
            names = List.copyOf(names);
        }
    }

    /** Asks for the repositories that have a revision, in the order of their ids. */
    public record ListKnown(long after, int limit) implements BusMessage {}

    public record KnownRepository(long repository, String revision) {}

    public record KnownRepositories(List<KnownRepository> repositories) implements BusMessage {
        public KnownRepositories {
            repositories = List.copyOf(repositories);
        }
    }

    /**
     * Asks what has changed between two revisions, a page of files at a time.
     *
     * @param fromRevision empty for everything
     * @param afterPath {@code resumeAfter} of the page before; empty for the first page
     * @param toRevision empty for the newest; on further pages that of the first
     */
    public record ReadChanges(long repository, String fromRevision, String afterPath, String toRevision)
            implements BusMessage {}

    /**
     * A page of changes, in the order of paths.
     *
     * @param revision that they lead to; empty where the repository has no commit
     * @param more whether there is another page; one may hold no file and yet not be the last
     * @param resumeAfter what to ask the next page with as {@code afterPath}
     * @param whole whether these are all files, because the revision to start from is gone: clear first
     */
    public record Changes(String revision, List<ChangedFile> files, boolean more, String resumeAfter, boolean whole)
            implements BusMessage {
        public Changes {
            files = List.copyOf(files);
        }
    }

    /** A file that was added or changed; without text it was removed, or is no text that is read. */
    public record ChangedFile(String path, @Nullable String text) {}

    /** Asks for fixes after a place in the history of fixes. */
    public record ReadFixes(long repository, long after, int limit) implements BusMessage {}

    public record Fixes(List<Fix> fixes) implements BusMessage {
        public Fixes {
            fixes = List.copyOf(fixes);
        }
    }

    /**
     * What was fixed and where.
     *
     * @param sequence rises without gaps in time: what is stored later has a higher one
     * @param id of the commit, or {@code bug:17}
     */
    public record Fix(long sequence, String id, String title, String text, Instant fixedAt, List<String> paths) {
        public Fix {
            paths = List.copyOf(paths);
        }
    }

    /** A fix of a bug that was verified; told twice it is kept once. */
    public record RecordFix(long repository, long bug, String title, String text, Instant fixedAt, List<String> paths)
            implements BusMessage {
        public RecordFix {
            paths = List.copyOf(paths);
        }
    }

    /** Whether this was the first time. */
    public record FixRecorded(boolean added) implements BusMessage {}

    /** Asks who knows these files, {@link #MAX_AUTHORED_PATHS} at most. */
    public record FindAuthors(long repository, List<String> paths) implements BusMessage {
        public FindAuthors {
            paths = List.copyOf(paths);
        }
    }

    /** In the order in which they were asked for; a path that is no file of the repository has nobody but owners. */
    public record Authors(List<PathAuthors> paths) implements BusMessage {
        public Authors {
            paths = List.copyOf(paths);
        }
    }

    /**
     * Who knows a file.
     *
     * @param owners as CODEOWNERS names them; none where it says nothing of this file
     * @param authors five at most, who knows most first
     */
    public record PathAuthors(
            String path,
            List<String> owners,
            List<Author> authors,
            @Nullable LastChange lastChange) {
        public PathAuthors {
            owners = List.copyOf(owners);
            authors = List.copyOf(authors);
        }
    }

    /**
     * Somebody who has changed a file.
     *
     * @param userId who that is here; null where nobody is known to be
     * @param share of all changes of the file, older ones counting less; 0 to 1
     */
    public record Author(String name, @Nullable Long userId, double share, Instant lastAt) {}

    public record LastChange(String name, Instant at, String revision) {}

    /** How far the index of the code is. */
    public record RecordIndexed(long repository, String revision, int files, int embedded) implements BusMessage {}

    public record IndexRecorded(long version) implements BusMessage {}

    public record RepositorySynced(long repository, String revision) implements BusMessage {}

    public record RepositoryDeleted(long repository) implements BusMessage {}
}
