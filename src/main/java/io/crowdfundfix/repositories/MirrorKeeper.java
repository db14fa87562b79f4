package io.crowdfundfix.repositories;

import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.repositories.ArchiveCommit.Upload;
import io.crowdfundfix.repositories.Connected.Uploaded;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** This node's mirrors: brings one up to its origin, on threads that may block. Belongs to one context. */
final class MirrorKeeper {
    private static final String POOL = "repositories";
    private static final long MB = 1_000_000;

    private final Platform platform;
    private final RepositoriesConfig config;
    private final Path all;
    private final WorkerExecutor threads;
    private final UploadStore uploads = new UploadStore();

    MirrorKeeper(Platform platform, RepositoriesConfig config, String pool, int size) {
        this.platform = platform;
        this.config = config;
        this.all = config.folder(platform.dataDir());
        this.threads = platform.vertx()
                .createSharedWorkerExecutor(POOL + "-" + pool, size, config.timeoutSeconds() + 600L, TimeUnit.SECONDS);
    }

    Path folder(long repository) {
        return Mirror.folder(all, repository);
    }

    Path all() {
        return all;
    }

    Budget budget() {
        return new Budget(java.time.Duration.ofSeconds(config.timeoutSeconds()), config.maxMb() * MB);
    }

    <T> Future<T> blocking(Callable<T> work) {
        return threads.executeBlocking(work, false);
    }

    /** The mirror to read from; a fault where this node has none. Blocks. */
    Mirror open(long repository) throws IOException {
        Optional<Mirror> mirror = Mirror.read(folder(repository), config.maxObjectMb() * MB);
        return mirror.orElseThrow(ChangeReader::missing);
    }

    /** Brings the mirror up to its origin; returns the newest revision, empty where there is no commit. */
    Future<String> fetch(Connected repository, SyncProgress progress) {
        Path home = folder(repository.id());
        if (repository.location().source() != RepositorySource.ARCHIVE) {
            return blocking(
                    () -> new MirrorFetch(config).fetch(home, repository.location(), repository.branch(), progress));
        }
        Uploaded read = repository.upload();
        Uploaded next = repository.next();
        Unpacking unpacking = new Unpacking(home, new ArchiveCommit(config, progress));
        if (next == null) {
            return read == null
                    ? Future.failedFuture(
                            Fault.conflict("no_archive", "Upload the archive first: PUT /repositories/{id}/archive"))
                    : prepared(unpacking, read).compose(lacks -> unpack(unpacking, read));
        }
        return prepared(unpacking, next)
                .compose(lacks -> lacks && read != null
                        ? unpack(unpacking, read).<Void>mapEmpty()
                        : Future.<Void>succeededFuture())
                .compose(there -> unpack(unpacking, next));
    }

    /** Brings the mirror to what is stored, also where more waits to be read. */
    Future<String> fetchStored(Connected repository, SyncProgress progress) {
        return fetch(repository.upload() == null ? repository : repository.withoutNext(), progress);
    }

    private record Unpacking(Path home, ArchiveCommit commit) {}

    private Future<Boolean> prepared(Unpacking at, Uploaded upload) {
        return blocking(() -> at.commit().prepare(at.home(), upload.parent()));
    }

    private Future<String> unpack(Unpacking at, Uploaded upload) {
        Path file = at.home().resolve("upload-" + upload.id() + "-" + java.util.UUID.randomUUID());
        return uploads.parts(platform.database(), upload.id())
                .compose(parts -> parts == 0
                        ? Future.<Void>failedFuture(replaced())
                        : spool(new Spooling(upload.id(), parts, file), 0))
                .compose(spooled -> blocking(() ->
                        at.commit().make(at.home(), new Upload(file, upload.zip(), upload.parent(), upload.at()))))
                .eventually(() -> blocking(() -> Files.deleteIfExists(file)));
    }

    private record Spooling(long upload, int parts, Path file) {}

    private Future<Void> spool(Spooling to, int part) {
        return part == to.parts()
                ? Future.succeededFuture()
                : uploads.part(platform.database(), to.upload(), part)
                        .compose(found -> found.isEmpty()
                                ? Future.failedFuture(replaced())
                                : blocking(() -> Files.write(
                                        to.file(), found.get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)))
                        .compose(written -> spool(to, part + 1));
    }

    private static Fault replaced() {
        return Fault.unavailable("upload_replaced", "Another archive has taken the place of this one");
    }

    Future<Void> close() {
        return threads.close();
    }
}
