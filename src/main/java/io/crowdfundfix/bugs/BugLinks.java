package io.crowdfundfix.bugs;

import io.crowdfundfix.bugs.BugLinkStore.Unlinked;
import io.crowdfundfix.bugs.BugsApi.BugChanged;
import io.crowdfundfix.bugs.BugsApi.BugEvent;
import io.crowdfundfix.bus.Rounds;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.jobs.Job;
import io.crowdfundfix.repositories.RepositoriesApi;
import io.crowdfundfix.repositories.RepositoriesApi.ReadNames;
import io.crowdfundfix.repositories.RepositoriesApi.RepositoryNames;
import io.crowdfundfix.repositories.RepositoriesApi.ResolveRepository;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets bugs belong to repositories that are connected after they were reported, and to none that is gone. Done twice it changes nothing
 * more. Belongs to one context.
 */
final class BugLinks {
    private static final Logger LOG = LoggerFactory.getLogger(BugLinks.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 100;

    private final Platform platform;
    private final BugStore bugs = new BugStore();
    private final BugLinkStore store = new BugLinkStore();
    private final BugJournal journal = new BugJournal();
    private final Rounds rounds = new Rounds(this::round);

    BugLinks(Platform platform) {
        this.platform = platform;
    }

    /** Claims and works until nothing is due; called again meanwhile it looks once more. */
    void drain() {
        rounds.run();
    }

    /** Begins nothing more; completes when what is under way is done. */
    Future<Void> stop() {
        return rounds.stop();
    }

    private Future<Boolean> round() {
        return worked(
                        RepositoriesApi.MOVED_JOB,
                        repository -> detach(repository).compose(done -> followNames(repository)))
                .compose(some ->
                        worked(RepositoriesApi.NAMES_JOB, this::followNames).map(more -> some || more))
                .compose(some -> worked(ReportedRepository.LINK_JOB, this::look).map(more -> some || more))
                .onFailure(failure -> LOG.warn("links of bugs are looked at later: {}", failure.getMessage()));
    }

    private Future<Boolean> worked(String kind, Function<Long, Future<Void>> work) {
        return platform.jobs()
                .claim(kind, 1, LEASE)
                .compose(claimed -> claimed.isEmpty() || rounds.isStopping()
                        ? Future.succeededFuture(false)
                        : work(claimed.get(0), work).map(true));
    }

    private Future<Void> work(Job job, Function<Long, Future<Void>> work) {
        return work.apply(job.subject())
                .compose(done -> platform.jobs().complete(job))
                .recover(failure -> platform.jobs().retry(job, String.valueOf(failure.getMessage())))
                .otherwise(failure -> {
                    LOG.warn("job {} could not be given back, its lease runs out: {}", job.id(), failure.getMessage());
                    return null;
                });
    }

    private Future<Void> followNames(long repository) {
        return platform.bus()
                .request(RepositoriesApi.READ_NAMES, new ReadNames(repository))
                .compose(names -> names.connected() ? attach(repository, repos(names), 0) : detach(repository));
    }

    /** As bugs name repositories: without the host, and as deep as two folders. */
    private static List<String> repos(RepositoryNames names) {
        return names.names().stream()
                .map(name -> RepoName.of("https://" + name))
                .distinct()
                .toList();
    }

    private Future<Void> attach(long repository, List<String> repos, long after) {
        return repos.isEmpty()
                ? Future.succeededFuture()
                : store.unlinked(platform.database(), repos, after, AT_ONCE).compose(found -> {
                    Future<Void> all = Future.succeededFuture();
                    for (Unlinked bug : found) {
                        all = all.compose(done -> look(bug));
                    }
                    return all.compose(done -> found.size() < AT_ONCE
                            ? Future.succeededFuture()
                            : attach(repository, repos, found.get(AT_ONCE - 1).bug()));
                });
    }

    private Future<Void> detach(long repository) {
        return store.linked(platform.database(), repository, AT_ONCE).compose(found -> {
            Future<Void> all = Future.succeededFuture();
            for (Long bug : found) {
                all = all.compose(done -> link(bug, null, "repository_lost", "repository " + repository));
            }
            return all.compose(done -> found.size() < AT_ONCE ? Future.succeededFuture() : detach(repository));
        });
    }

    private Future<Void> look(long bug) {
        return store.unlinked(platform.database(), bug)
                .compose(found -> found.isEmpty() ? Future.succeededFuture() : look(found.get()));
    }

    private Future<Void> look(Unlinked bug) {
        return platform.bus()
                .request(RepositoriesApi.RESOLVE, new ResolveRepository(null, bug.link()))
                .compose(found -> found.repositoryId() == null
                        ? Future.succeededFuture()
                        : link(
                                bug.bug(),
                                found.repositoryId(),
                                "repository_found",
                                "repository " + found.repositoryId()));
    }

    private Future<Void> link(long id, @Nullable Long repository, String kind, String detail) {
        Instant now = platform.clock().instant();
        return platform.database()
                .transaction(session -> bugs.lock(session, id)
                        .compose(found -> found.isEmpty()
                                ? Future.succeededFuture(0L)
                                : store.link(session, id, repository, now)
                                        .compose(linked -> linked == 0
                                                ? Future.succeededFuture(0L)
                                                : told(
                                                        session,
                                                        found.get(),
                                                        new BugEvent(0, kind, null, detail, now)))))
                .map(seq -> {
                    if (seq > 0) {
                        platform.bus().publish(BugsApi.CHANGED, new BugChanged(id, seq));
                    }
                    return null;
                });
    }

    private Future<Long> told(Session session, Bug bug, BugEvent event) {
        return bugs.addEvent(session, bug.id(), event.kind(), null, event.detail(), event.at())
                .compose(seq -> journal.happened(
                                session, bug, new BugEvent(seq, event.kind(), null, event.detail(), event.at()))
                        .map(seq));
    }
}
