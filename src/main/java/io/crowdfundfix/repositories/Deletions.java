package io.crowdfundfix.repositories;

import io.crowdfundfix.bus.Rounds;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.jobs.Job;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes away what is left of deleted repositories: their rows, and the mirrors of this node. Belongs to one context. */
final class Deletions {
    private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofHours(3);
    private static final Duration LONGEST_UPLOAD = Duration.ofHours(1);
    private static final int MAX_FOLDERS = 1_000;

    private final Platform platform;
    private final MirrorKeeper mirrors;
    private final RepositoryStore store = new RepositoryStore();
    private final UploadStore uploads = new UploadStore();
    private final DeletionStore rows = new DeletionStore();
    private final Rounds rounds = new Rounds(this::round);
    private final Rounds sweeps = new Rounds(this::swept);

    Deletions(Platform platform, MirrorKeeper mirrors) {
        this.platform = platform;
        this.mirrors = mirrors;
    }

    void drain() {
        rounds.run();
    }

    /** Deletes the mirrors of this node whose repositories are gone. */
    void sweep() {
        sweeps.run();
    }

    Future<Void> stop() {
        return Future.all(rounds.stop(), sweeps.stop()).mapEmpty();
    }

    private Future<Boolean> round() {
        return platform.jobs()
                .claim(RepositoryRemoval.DELETE_JOB, 1, LEASE)
                .compose(claimed -> claimed.isEmpty() || rounds.isStopping()
                        ? Future.succeededFuture(false)
                        : delete(claimed.get(0)).map(true))
                .onFailure(failure -> LOG.warn("deletions cannot be claimed: {}", failure.getMessage()));
    }

    private Future<Void> delete(Job job) {
        long id = job.subject();
        return rows.delete(platform.database(), id)
                .compose(done -> store.delete(platform.database(), id))
                .compose(done -> platform.jobs().complete(job))
                .recover(failure -> platform.jobs().retry(job, String.valueOf(failure.getMessage())))
                .otherwise(failure -> {
                    LOG.warn("job {} could not be given back, its lease runs out: {}", job.id(), failure.getMessage());
                    return null;
                });
    }

    private Future<Boolean> swept() {
        return brokenOffUploads()
                .compose(swept -> mirrors.blocking(this::folders))
                .compose(ids -> ids.isEmpty()
                        ? Future.succeededFuture(false)
                        : store.there(platform.database(), ids)
                                .compose(there -> mirrors.blocking(() -> {
                                    sweepUploads(ids);
                                    delete(ids.stream()
                                            .filter(id -> !there.contains(id))
                                            .toList());
                                    return false;
                                })))
                .onFailure(failure -> LOG.warn("old mirrors are deleted later: {}", failure.getMessage()));
    }

    /** Who sent them may be gone together with the node that took them. */
    private Future<Void> brokenOffUploads() {
        Instant before = platform.clock().instant().minus(LONGEST_UPLOAD);
        return platform.database()
                .transaction(session -> uploads.begunBefore(session, before)
                        .compose(old -> old.isEmpty() ? Future.succeededFuture() : uploads.delete(session, old)));
    }

    private List<Long> folders() throws IOException {
        if (!Files.isDirectory(mirrors.all())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(mirrors.all())) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,18}"))
                    .limit(MAX_FOLDERS)
                    .map(Long::valueOf)
                    .toList();
        }
    }

    /** Archives that were being read when the process died. */
    private void sweepUploads(List<Long> ids) throws IOException {
        Instant before = platform.clock().instant().minus(LONGEST);
        for (Long id : ids) {
            Folders.deleteOld(mirrors.folder(id), "upload-", before);
        }
    }

    /** One that is being written to is left until the next time. */
    private void delete(List<Long> gone) {
        for (Long id : gone) {
            Path home = mirrors.folder(id);
            try {
                Mirror.locked(home, () -> {
                    Folders.delete(home);
                    return gone;
                });
            } catch (IOException e) {
                LOG.debug("the mirror {} is deleted later", id, e);
            }
        }
    }
}
