package io.crowdfundfix.repositories;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.crowdfundfix.http.Upload;
import io.crowdfundfix.repositories.ConnectionsApi.AbandonUpload;
import io.crowdfundfix.repositories.ConnectionsApi.BeginUpload;
import io.crowdfundfix.repositories.ConnectionsApi.ConnectRepository;
import io.crowdfundfix.repositories.ConnectionsApi.DeleteRepository;
import io.crowdfundfix.repositories.ConnectionsApi.EditRepository;
import io.crowdfundfix.repositories.ConnectionsApi.EndUpload;
import io.crowdfundfix.repositories.ConnectionsApi.ListRepositories;
import io.crowdfundfix.repositories.ConnectionsApi.StorePart;
import io.crowdfundfix.repositories.ConnectionsApi.SyncRepository;
import io.crowdfundfix.repositories.ConnectionsApi.UploadBegun;
import io.crowdfundfix.repositories.RepositoriesApi.FindRepository;
import io.crowdfundfix.repositories.RepositoryFilesApi.FindOwnership;
import io.crowdfundfix.repositories.RepositoryFilesApi.ListContributors;
import io.crowdfundfix.repositories.RepositoryFilesApi.ListFiles;
import io.crowdfundfix.security.Caller;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Repositories over HTTP. */
final class RepositoryRoutes implements Routes {
    private static final String REPOSITORIES = "/api/v1/repositories/";
    private static final int MAX_CURSOR = 500;
    private static final int MAX_PATH_CURSOR = 3_000;

    private final Bus bus;
    private final int maxArchiveMb;

    RepositoryRoutes(Bus bus, int maxArchiveMb) {
        this.bus = bus;
        this.maxArchiveMb = maxArchiveMb;
    }

    /** Body that connects a repository. */
    record NewRepository(
            @Nullable String name,
            @Nullable String url,
            @Nullable String path,
            @Nullable Boolean archive,
            @Nullable String defaultBranch) {}

    /** Body that changes one. */
    record RepositoryChange(@Nullable String name, @Nullable String url) {
        RepositoryChange {
            Check.that()
                    .isTrue("name", name != null || url != null, "is required, or url: there is nothing to change")
                    .done();
        }
    }

    @Override
    public void bind(Operations on) {
        RepositoryStreams streams = new RepositoryStreams(bus);
        on.on("connectRepository", this::connect);
        on.on("listRepositories", this::list);
        on.on(
                "getRepository",
                request -> bus.request(RepositoriesApi.FIND, new FindRepository(request.id("id")))
                        .map(Reply::ok));
        on.on("editRepository", this::edit);
        on.on(
                "deleteRepository",
                request -> bus.request(ConnectionsApi.DELETE, new DeleteRepository(request.caller(), request.id("id")))
                        .map(gone -> Reply.noContent()));
        on.on(
                "syncRepository",
                request -> bus.request(ConnectionsApi.SYNC, new SyncRepository(request.caller(), request.id("id")))
                        .map(RepositoryRoutes::accepted));
        on.onUpload("uploadArchive", this::upload);
        on.on("listRepositoryFiles", this::files);
        on.on("listContributors", this::contributors);
        on.on("findOwnership", this::ownership);
        on.onEvents("streamRepository", streams::open);
    }

    private Future<Reply> connect(Request request) {
        NewRepository body = request.body(NewRepository.class);
        ConnectRepository question = new ConnectRepository(
                request.caller(),
                body.name(),
                body.url(),
                body.path(),
                Boolean.TRUE.equals(body.archive()),
                body.defaultBranch());
        return bus.request(ConnectionsApi.CONNECT, question)
                .map(made -> made.created()
                        ? Reply.created(REPOSITORIES + made.repository().id(), made.repository())
                        : Reply.ok(made.repository()));
    }

    private Future<Reply> list(Request request) {
        ListRepositories question =
                new ListRepositories(request.integer("limit", 1, 100, 50), request.text("cursor", MAX_CURSOR));
        return bus.request(ConnectionsApi.LIST, question)
                .map(page -> linked(request, Reply.ok(page.repositories()), page.next()));
    }

    private Future<Reply> edit(Request request) {
        RepositoryChange body = request.body(RepositoryChange.class);
        return bus.request(
                        ConnectionsApi.EDIT,
                        new EditRepository(request.caller(), request.id("id"), body.name(), body.url()))
                .map(Reply::ok);
    }

    private Future<Reply> files(Request request) {
        ListFiles question = new ListFiles(
                request.id("id"),
                request.text("prefix", FilePath.MAX_LENGTH),
                request.integer("limit", 1, 100, 50),
                request.text("cursor", MAX_PATH_CURSOR));
        return bus.request(RepositoryFilesApi.LIST_FILES, question)
                .map(page -> linked(request, Reply.ok(page.files()), page.next()));
    }

    private Future<Reply> contributors(Request request) {
        ListContributors question = new ListContributors(
                request.id("id"), request.integer("limit", 1, 100, 50), request.text("cursor", MAX_CURSOR));
        return bus.request(RepositoryFilesApi.LIST_CONTRIBUTORS, question)
                .map(page -> linked(request, Reply.ok(page.contributors()), page.next()));
    }

    private Future<Reply> ownership(Request request) {
        String path = request.text("path", FilePath.MAX_LENGTH);
        String plain = path != null && path.startsWith("/") ? path.substring(1) : path;
        if (plain != null && !FilePath.isRead(plain)) {
            throw Fault.invalid("path", "must be the path of a file, from the root of the repository");
        }
        return bus.request(RepositoryFilesApi.OWNERSHIP, new FindOwnership(request.id("id"), plain))
                .map(Reply::ok);
    }

    private static Reply linked(Request request, Reply reply, @Nullable String next) {
        return next == null ? reply : reply.with("Link", request.nextPage(next));
    }

    private static Reply accepted(Object body) {
        return new Reply(202, java.util.Map.of(), body);
    }

    private Future<Upload> upload(Request request) {
        Caller caller = request.caller();
        long repository = request.id("id");
        String type = request.header("Content-Type");
        boolean zip = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/zip");
        long maxBytes = maxArchiveMb * 1_000_000L;
        String length = request.header("Content-Length");
        if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > maxBytes) {
            throw UploadService.tooLarge(maxArchiveMb);
        }
        return bus.request(ConnectionsApi.BEGIN_UPLOAD, new BeginUpload(caller, repository, zip))
                .map(begun -> {
                    AtomicInteger parts = new AtomicInteger();
                    return new Upload(
                            maxBytes,
                            () -> UploadService.tooLarge(maxArchiveMb),
                            ConnectionsApi.PART_BYTES,
                            part -> store(begun, parts.getAndIncrement(), part),
                            () -> bus.request(
                                            ConnectionsApi.END_UPLOAD,
                                            new EndUpload(caller, repository, begun.upload(), parts.get()))
                                    .map(RepositoryRoutes::accepted),
                            () -> bus.request(
                                    ConnectionsApi.ABANDON_UPLOAD,
                                    new AbandonUpload(caller, repository, begun.upload())));
                });
    }

    private Future<?> store(UploadBegun begun, int number, Buffer part) {
        String content = Base64.getEncoder().encodeToString(part.getBytes());
        return bus.request(ConnectionsApi.STORE_PART, new StorePart(begun.upload(), number, content));
    }
}
