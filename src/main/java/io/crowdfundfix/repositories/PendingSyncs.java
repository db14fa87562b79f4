package io.crowdfundfix.repositories;

import io.crowdfundfix.bus.Rounds;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.jobs.Job;
import io.crowdfundfix.repositories.ConnectionsApi.RepositoryChanged;
import io.crowdfundfix.repositories.RepositoriesApi.RepositorySynced;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off the syncs that wait: fetches, reads, and stores revision, files and history in one transaction. Who dies on the way loses the
 * lease, and another begins again from what is stored. Belongs to one context.
 */
final class PendingSyncs {
    private static final Logger LOG = LoggerFactory.getLogger(PendingSyncs.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration WHILE_BUSY = Duration.ofSeconds(5);
    private static final int BEATS_BETWEEN_EXTENSIONS = 10;

    private final Platform platform;
    private final RepositoriesConfig config;
    private final MirrorKeeper mirrors;
    private final RepositoryStore store = new RepositoryStore();
    private final HistoryStore history = new HistoryStore();
    private final UploadStore uploads = new UploadStore();
    private final FixStore fixes = new FixStore();
    private final Rounds rounds = new Rounds(this::round);
    private @Nullable Running running;

    PendingSyncs(Platform platform, RepositoriesConfig config, MirrorKeeper mirrors) {
        this.platform = platform;
        this.config = config;
        this.mirrors = mirrors;
    }

    /** One sync under way. */
    private static final class Running {
        private final Job job;
        private final Budget budget;
        private final SyncProgress progress;
        private SyncProgress.@Nullable Shown shown;
        private int beats;

        Running(Job job, Budget budget) {
            this.job = job;
            this.budget = budget;
            this.progress = new SyncProgress(budget);
        }
    }

    /** Claims and works until nothing is due; called again meanwhile it looks once more. */
    void drain() {
        rounds.run();
    }

    /** Begins no further sync and breaks off the one under way, which another begins again. */
    Future<Void> stop() {
        Future<Void> stopped = rounds.stop();
        if (running != null) {
            running.budget.end();
        }
        return stopped;
    }

    /** From time to time while a sync runs: keeps its lease and shows how far it is. */
    void beat() {
        Running at = running;
        if (at == null) {
            return;
        }
        if (at.budget.isOver()) {
            // what reads a socket byte by byte looks at no clock
            at.budget.end();
        }
        if (++at.beats % BEATS_BETWEEN_EXTENSIONS == 0) {
            platform.jobs().extend(at.job, LEASE).onSuccess(ours -> {
                if (!ours) {
                    at.budget.end();
                }
            });
        }
        SyncProgress.Shown now = at.progress.shown();
        if (!now.equals(at.shown) && !now.phase().isEmpty()) {
            at.shown = now;
            long id = at.job.subject();
            store.progress(platform.database(), id, now)
                    .onSuccess(updated -> changed(id))
                    .onFailure(failure -> LOG.debug("progress is shown later", failure));
        }
    }

    private Future<Boolean> round() {
        return platform.jobs()
                .claim(RepositoryService.SYNC_JOB, 1, LEASE)
                .compose(claimed -> claimed.isEmpty() || rounds.isStopping()
                        ? Future.succeededFuture(false)
                        : work(claimed.get(0)).map(true))
                .onFailure(failure -> LOG.warn("pending syncs cannot be claimed: {}", failure.getMessage()));
    }

    private Future<Void> work(Job job) {
        Running begun = new Running(job, mirrors.budget());
        running = begun;
        return begin(begun)
                .compose(done -> {
                    running = null;
                    return platform.jobs().complete(job);
                })
                .recover(failure -> {
                    running = null;
                    return failed(job, failure);
                })
                .otherwise(failure -> {
                    LOG.warn("job {} could not be given back, its lease runs out: {}", job.id(), failure.getMessage());
                    return null;
                });
    }

    private Future<Void> begin(Running begun) {
        Job job = begun.job;
        if (job.attempt() > config.maxAttempts()) {
            // nobody said how the tries before ended: whoever tries it again may end the same way
            return Future.failedFuture(new Refusal(
                    "sync_never_ended",
                    "The sync was begun " + config.maxAttempts() + " times and each time ended with the node that did"
                            + " it: let the operator look at its log and memory, then sync again"));
        }
        return store.find(platform.database(), job.subject())
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture()
                        : sync(found.get(), begun).onSuccess(done -> changed(job.subject())));
    }

    private Future<Void> sync(Connected repository, Running at) {
        return show(repository.id(), new SyncProgress.Shown("fetching", 0, 0))
                .compose(shown -> mirrors.fetch(repository, at.progress))
                .compose(revision -> {
                    if (revision.equals(repository.revision()) && repository.halfLifeDays() == config.halfLifeDays()) {
                        return store.unchanged(
                                        platform.database(),
                                        repository.id(),
                                        platform.clock().instant())
                                .mapEmpty();
                    }
                    return read(repository, revision, at).compose(read -> {
                        at.progress.begin("storing", 0);
                        return stored(repository, read);
                    });
                });
    }

    private Future<Snapshot> read(Connected repository, String revision, Running at) {
        Instant now = platform.clock().instant();
        String before = repository.halfLifeDays() == config.halfLifeDays() ? repository.revision() : null;
        if (revision.isEmpty()) {
            return Future.succeededFuture(Snapshot.empty(Duration.ofDays(config.halfLifeDays())));
        }
        return mirrors.blocking(() -> {
            try (Mirror mirror = mirrors.open(repository.id());
                    HistoryWalk walk = new HistoryWalk(mirror, config, at.progress, now)) {
                return walk.read(revision, before);
            }
        });
    }

    private Future<Void> stored(Connected before, Snapshot read) {
        long id = before.id();
        return platform.database()
                .transaction(session -> store.lock(session, id).compose(found -> {
                    if (found.isEmpty() || before.isReplaced(found.get())) {
                        return Future.<Boolean>succeededFuture(false);
                    }
                    if (!java.util.Objects.equals(found.get().revision(), before.revision())) {
                        return Future.<Boolean>failedFuture(Database.tryAgain());
                    }
                    return history.write(session, id, read)
                            .compose(done ->
                                    fixes.add(session, id, read.history().fixes(), read.isWhole()))
                            .compose(done -> store.synced(
                                    session,
                                    id,
                                    read,
                                    config.halfLifeDays(),
                                    platform.clock().instant()))
                            .compose(done -> uploads.stored(session, before))
                            .compose(done -> platform.jobs().enqueue(session, RepositoriesApi.NAMES_JOB, id))
                            .map(true);
                }))
                .map(there -> {
                    if (there) {
                        platform.bus().publish(RepositoriesApi.SYNCED, new RepositorySynced(id, read.revision()));
                    }
                    return null;
                });
    }

    private Future<Void> show(long id, SyncProgress.Shown shown) {
        return store.show(platform.database(), id, RepositoryState.SYNCING, shown)
                .map(updated -> {
                    changed(id);
                    return null;
                });
    }

    private void changed(long id) {
        platform.bus().publish(ConnectionsApi.CHANGED, new RepositoryChanged(id, 0));
    }

    /** What may pass is tried some times; what a person must change is said at once. What was read before stays. */
    private Future<Void> failed(Job job, Throwable failure) {
        Fault refused = Refusal.in(failure);
        Fault fault = refused != null ? refused : failure instanceof Fault itself ? itself : null;
        if (fault != null && fault.code().equals(Mirror.BUSY)) {
            return store.show(
                            platform.database(),
                            job.subject(),
                            RepositoryState.QUEUED,
                            new SyncProgress.Shown("", 0, 0))
                    .compose(told -> platform.jobs().postpone(job, WHILE_BUSY));
        }
        if (fault == null) {
            LOG.error("the sync of repository {} failed", job.subject(), failure);
        }
        boolean passes = fault == null
                || fault.kind() == Fault.Kind.UNAVAILABLE
                || fault.kind() == Fault.Kind.BUSY
                || fault.kind() == Fault.Kind.TIMEOUT;
        boolean again = passes && (rounds.isStopping() || job.attempt() < config.maxAttempts());
        String reason = Optional.ofNullable(fault)
                .map(Fault::message)
                .orElse("The repository could not be read, which was logged: sync it again");
        return store.fail(
                        platform.database(),
                        job.subject(),
                        again ? RepositoryState.QUEUED : RepositoryState.FAILED,
                        reason)
                .compose(told -> {
                    changed(job.subject());
                    return again && rounds.isStopping()
                            ? handOver(job)
                            : again
                                    ? platform.jobs().retry(job, reason)
                                    : platform.jobs().complete(job);
                });
    }

    /** Who is stopped has not failed: the next one begins at the first try. */
    private Future<Void> handOver(Job job) {
        return platform.database()
                .transaction(session -> platform.jobs().enqueue(session, job.kind(), job.subject()))
                .compose(queued -> platform.jobs().complete(job));
    }
}
