package io.crowdfundfix.repositories;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.jobs.Jobs;
import io.crowdfundfix.journal.AuditEntry;
import io.crowdfundfix.journal.AuditLog;
import io.crowdfundfix.repositories.ConnectionsApi.DeleteRepository;
import io.crowdfundfix.repositories.ConnectionsApi.RepositoryGone;
import io.crowdfundfix.repositories.ConnectionsApi.SyncQueued;
import io.crowdfundfix.repositories.RepositoriesApi.RepositoryDeleted;
import io.vertx.core.Future;
import java.time.Clock;

/** Decides when a repository is taken away; {@link Deletions} takes what is left of it. */
final class RepositoryRemoval {
    static final String DELETE_JOB = "repositories.delete";

    private final Bus bus;
    private final Database database;
    private final Jobs jobs;
    private final Clock clock;
    private final RepositoryStore store = new RepositoryStore();
    private final FixStore fixes = new FixStore();
    private final AuditLog audit = new AuditLog();

    RepositoryRemoval(Platform platform) {
        this.bus = platform.bus();
        this.database = platform.database();
        this.jobs = platform.jobs();
        this.clock = platform.clock();
    }

    Future<RepositoryGone> delete(DeleteRepository asked) {
        long id = asked.repository();
        return database.transaction(session -> store.lock(session, id)
                        .map(RepositoryService.found(id))
                        .compose(repository -> {
                            repository.checkMayChange(asked.caller());
                            return checkMayDelete(session, asked);
                        })
                        .compose(may -> store.beginDeletion(session, id))
                        .compose(marked -> jobs.enqueue(session, DELETE_JOB, id))
                        .compose(queued -> jobs.enqueue(session, RepositoriesApi.NAMES_JOB, id))
                        .compose(queued -> audited(session, asked)))
                .map(done -> {
                    bus.publish(RepositoriesApi.DELETED, new RepositoryDeleted(id));
                    bus.publish(ConnectionsApi.QUEUED, new SyncQueued(id));
                    return new RepositoryGone(id);
                });
    }

    /** What was verified is not taken away by one person. */
    private Future<Void> checkMayDelete(Session session, DeleteRepository asked) {
        return asked.caller().isAdmin()
                ? Future.succeededFuture()
                : fixes.hasOfBugs(session, asked.repository()).map(some -> {
                    if (some) {
                        throw Fault.forbidden(
                                "holds_verified_fixes",
                                "Fixes of bugs were verified in this repository: ask an ADMIN to delete it");
                    }
                    return null;
                });
    }

    private Future<Void> audited(Session session, DeleteRepository asked) {
        return audit.add(
                session,
                new AuditEntry(
                        clock.instant(),
                        asked.caller().id(),
                        "repository_deleted",
                        "repository",
                        asked.repository(),
                        null,
                        null,
                        ""));
    }
}
