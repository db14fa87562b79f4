package io.crowdfundfix.repositories;

import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.bus.Topic;
import io.crowdfundfix.repositories.RepositoriesApi.RepositoryView;
import io.crowdfundfix.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How repositories are connected, kept up to date and taken away. */
public final class ConnectionsApi {
    public static final Endpoint<ConnectRepository, RepositoryConnected> CONNECT = ask("connect");
    public static final Endpoint<ListRepositories, RepositoryPage> LIST = ask("list");
    public static final Endpoint<EditRepository, RepositoryView> EDIT = ask("edit");
    public static final Endpoint<DeleteRepository, RepositoryGone> DELETE = ask("delete");
    public static final Endpoint<SyncRepository, RepositoryView> SYNC = ask("sync");
    public static final Endpoint<BeginUpload, UploadBegun> BEGIN_UPLOAD = ask("begin_upload");
    public static final Endpoint<StorePart, PartStored> STORE_PART =
            ConnectionsApi.<StorePart, PartStored>ask("store_part").atMost(64);
    public static final Endpoint<EndUpload, RepositoryView> END_UPLOAD = ask("end_upload");
    public static final Endpoint<AbandonUpload, UploadAbandoned> ABANDON_UPLOAD = ask("abandon_upload");

    /** A repository looks different, such as by the progress of its sync. */
    public static final Topic<RepositoryChanged> CHANGED = Topic.topic("repositories.changed");
    /** A sync waits for a worker. */
    public static final Topic<SyncQueued> QUEUED = Topic.topic("repositories.queued");

    /** Bytes of an uploaded archive that are stored at once. */
    public static final int PART_BYTES = 256 * 1024;

    private ConnectionsApi() {}

    private static <Q extends BusMessage, R extends BusMessage> Endpoint<Q, R> ask(String verb) {
        return Endpoint.endpoint("repositories." + verb);
    }

    /**
     * Connects a repository; one of {@code url}, {@code path} and {@code archive} says where it comes from.
     *
     * @param name null takes it from where it comes from
     */
    public record ConnectRepository(
            Caller caller,
            @Nullable String name,
            @Nullable String url,
            @Nullable String path,
            boolean archive,
            @Nullable String defaultBranch)
            implements BusMessage {}

    /** The repository; not {@code created} where it was connected before. */
    public record RepositoryConnected(RepositoryView repository, boolean created) implements BusMessage {}

    public record ListRepositories(int limit, @Nullable String cursor) implements BusMessage {}

    /** Part of a list; {@code next} is null on the last one. */
    public record RepositoryPage(
            List<RepositoryView> repositories, @Nullable String next) implements BusMessage {
        public RepositoryPage {
            repositories = List.copyOf(repositories);
        }
    }

    /** Changes what is given. Where an ADMIN changes the address, the old one stays a name of the repository. */
    public record EditRepository(
            Caller caller,
            long repository,
            @Nullable String name,
            @Nullable String url) implements BusMessage {}

    public record DeleteRepository(Caller caller, long repository) implements BusMessage {}

    public record RepositoryGone(long repository) implements BusMessage {}

    public record SyncRepository(Caller caller, long repository) implements BusMessage {}

    /** Begins to take an archive. */
    public record BeginUpload(Caller caller, long repository, boolean zip) implements BusMessage {}

    /** Where its parts go, and how many there may be. */
    public record UploadBegun(long upload, int maxParts) implements BusMessage {}

    /** One part, {@link #PART_BYTES} at most, in Base64; numbers begin at 0 and have no gaps. */
    public record StorePart(long upload, int part, String content) implements BusMessage {}

    public record PartStored(int part) implements BusMessage {}

    /** The archive is whole and is to be read. */
    public record EndUpload(Caller caller, long repository, long upload, int parts) implements BusMessage {}

    /** The archive breaks off: what came of it goes. Says nothing of one that is whole. */
    public record AbandonUpload(Caller caller, long repository, long upload) implements BusMessage {}

    public record UploadAbandoned(boolean deleted) implements BusMessage {}

    public record RepositoryChanged(long repository, long version) implements BusMessage {}

    public record SyncQueued(long repository) implements BusMessage {}
}
