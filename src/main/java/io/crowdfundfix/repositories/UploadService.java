package io.crowdfundfix.repositories;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.jobs.Jobs;
import io.crowdfundfix.repositories.ConnectionsApi.AbandonUpload;
import io.crowdfundfix.repositories.ConnectionsApi.BeginUpload;
import io.crowdfundfix.repositories.ConnectionsApi.EndUpload;
import io.crowdfundfix.repositories.ConnectionsApi.PartStored;
import io.crowdfundfix.repositories.ConnectionsApi.StorePart;
import io.crowdfundfix.repositories.ConnectionsApi.SyncQueued;
import io.crowdfundfix.repositories.ConnectionsApi.UploadAbandoned;
import io.crowdfundfix.repositories.ConnectionsApi.UploadBegun;
import io.crowdfundfix.repositories.RepositoriesApi.RepositoryView;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Takes archives part by part, each acknowledged when it is stored, and hands whole ones over to be read. */
final class UploadService {
    private final Bus bus;
    private final Database database;
    private final Jobs jobs;
    private final Clock clock;
    private final RepositoriesConfig config;
    private final Ids ids;
    private final RepositoryStore store = new RepositoryStore();
    private final UploadStore uploads = new UploadStore();

    UploadService(Platform platform, RepositoriesConfig config, Ids ids) {
        this.bus = platform.bus();
        this.database = platform.database();
        this.jobs = platform.jobs();
        this.clock = platform.clock();
        this.config = config;
        this.ids = ids;
    }

    /** One upload of a repository at a time: who begins another has given the one before up. */
    Future<UploadBegun> begin(BeginUpload asked) {
        long id = asked.repository();
        Instant now = clock.instant();
        return ids.next(database)
                .compose(upload -> database.transaction(session -> store.lock(session, id)
                                .map(RepositoryService.found(id))
                                .compose(repository -> {
                                    repository.checkMayChange(asked.caller());
                                    if (repository.location().source() != RepositorySource.ARCHIVE) {
                                        throw Fault.conflict(
                                                "not_an_archive",
                                                "This repository comes from elsewhere: connect one with archive: true");
                                    }
                                    return uploads.begun(session, id);
                                })
                                .compose(brokenOff -> uploads.delete(session, brokenOff))
                                .compose(alone -> uploads.insert(session, upload, id, asked.zip(), now)))
                        .map(begun -> new UploadBegun(upload, maxParts())));
    }

    private int maxParts() {
        return (int) (config.maxArchiveMb() * 1_000_000L / ConnectionsApi.PART_BYTES) + 1;
    }

    Future<PartStored> store(StorePart asked) {
        if (asked.part() < 0 || asked.part() >= maxParts()) {
            throw tooLarge(config.maxArchiveMb());
        }
        byte[] content = content(asked);
        return database.transaction(session -> uploads.addPart(session, asked.upload(), asked.part(), content))
                .map(added -> {
                    if (added == 0) {
                        throw Fault.conflict(
                                "upload_over", "This upload has ended, or another has begun: upload the archive again");
                    }
                    return new PartStored(asked.part());
                });
    }

    Future<UploadAbandoned> abandon(AbandonUpload asked) {
        long id = asked.repository();
        return database.transaction(session -> store.lock(session, id)
                .map(RepositoryService.found(id))
                .compose(repository -> {
                    repository.checkMayChange(asked.caller());
                    return uploads.begun(session, id);
                })
                .compose(begun -> begun.contains(asked.upload())
                        ? uploads.delete(session, List.of(asked.upload())).map(new UploadAbandoned(true))
                        : Future.succeededFuture(new UploadAbandoned(false))));
    }

    private static byte[] content(StorePart asked) {
        try {
            return Base64.getDecoder().decode(asked.content());
        } catch (IllegalArgumentException e) {
            throw Fault.invalid("content", "must be Base64");
        }
    }

    static Fault tooLarge(int maxMb) {
        return Fault.of(
                Fault.Kind.TOO_LARGE,
                "archive_too_large",
                "The archive has more than " + maxMb
                        + " MB: upload a smaller one, or let the operator raise repositories.max_archive_mb");
    }

    /** The archive is read next. What was read before stays until this one is stored; what was not read yet never is. */
    Future<RepositoryView> end(EndUpload asked) {
        long id = asked.repository();
        return database.transaction(session -> store.lock(session, id)
                        .map(RepositoryService.found(id))
                        .compose(repository -> {
                            repository.checkMayChange(asked.caller());
                            return uploads.isWhole(session, id, asked.upload(), asked.parts())
                                    .compose(whole -> {
                                        if (!whole || asked.parts() == 0) {
                                            throw Fault.conflict(
                                                    "upload_incomplete",
                                                    "The archive is empty or parts of it are missing");
                                        }
                                        return uploads.complete(session, asked.upload());
                                    });
                        })
                        .compose(done -> jobs.enqueue(session, RepositoryService.SYNC_JOB, id))
                        .compose(done ->
                                store.show(session, id, RepositoryState.QUEUED, new SyncProgress.Shown("", 0, 0)))
                        .compose(done -> uploads.unread(session, id, asked.upload()))
                        .compose(old -> uploads.delete(session, old)))
                .compose(done -> {
                    bus.publish(ConnectionsApi.QUEUED, new SyncQueued(id));
                    return RepositoryListing.view(database, id).map(RepositoryService.found(id));
                });
    }
}
