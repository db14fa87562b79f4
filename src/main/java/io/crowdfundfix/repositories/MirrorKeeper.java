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
        Uploaded upload = repository.upload();
        if (upload == null) {
            return Future.failedFuture(
                    Fault.conflict("no_archive", "Upload the archive first: PUT /repositories/{id}/archive"));
        }
        Path file = home.resolve("upload-" + upload.id() + "-" + java.util.UUID.randomUUID());
        return blocking(() -> Files.createDirectories(home))
                .compose(made -> spool(upload.id(), 0, file))
                .compose(spooled -> blocking(() -> new ArchiveCommit(config, progress)
                        .make(home, new Upload(file, upload.zip(), upload.parent(), upload.at()))))
                .eventually(() -> blocking(() -> Files.deleteIfExists(file)));
    }

    private Future<Void> spool(long upload, int part, Path file) {
        return uploads.part(platform.database(), upload, part)
                .compose(found -> found.isEmpty()
                        ? spooled(part)
                        : blocking(() -> Files.write(
                                        file, found.get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND))
                                .compose(written -> spool(upload, part + 1, file)));
    }

    private static Future<Void> spooled(int parts) {
        return parts > 0
                ? Future.succeededFuture()
                : Future.failedFuture(
                        Fault.unavailable("upload_replaced", "Another archive has taken the place of this one"));
    }

    Future<Void> close() {
        return threads.close();
    }
}
