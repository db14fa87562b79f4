package io.crowdfundfix.repositories;

import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.repositories.RepositoriesApi.Changes;
import io.crowdfundfix.repositories.RepositoriesApi.ReadChanges;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads from this node's mirrors. One that is not here, or behind, is fetched meanwhile, and who asked is told to ask again. */
final class MirrorReading {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorReading.class);
    private static final long BEAT_MS = 500;

    private final Platform platform;
    private final RepositoriesConfig config;
    private final MirrorKeeper mirrors;
    private final MirrorKeeper fetches;
    private final RepositoryStore store = new RepositoryStore();
    private final Set<Long> fetching = new HashSet<>();

    /** Fetches have threads of their own: slow origins keep nobody from reading. */
    MirrorReading(Platform platform, RepositoriesConfig config, MirrorKeeper mirrors, MirrorKeeper fetches) {
        this.platform = platform;
        this.config = config;
        this.mirrors = mirrors;
        this.fetches = fetches;
    }

    Future<Changes> changes(ReadChanges asked) {
        return store.find(platform.database(), asked.repository())
                .map(RepositoryService.found(asked.repository()))
                .compose(repository -> {
                    String stored = repository.revision();
                    String revision = asked.toRevision().isEmpty() ? stored : asked.toRevision();
                    if (revision == null || revision.isEmpty()) {
                        return Future.succeededFuture(new Changes("", List.of(), false, "", true));
                    }
                    return mirrors.blocking(() -> read(asked, revision)).recover(failure -> {
                        if (failure instanceof Fault fault && fault.code().equals("mirror_missing")) {
                            fetch(repository);
                        }
                        return Future.failedFuture(failure);
                    });
                });
    }

    private Changes read(ReadChanges asked, String revision) throws java.io.IOException {
        try (Mirror mirror = mirrors.open(asked.repository())) {
            return new ChangeReader(mirror, config, mirrors.budget()).read(asked, revision);
        }
    }

    private void fetch(Connected repository) {
        if (!fetching.add(repository.id())) {
            return;
        }
        Budget budget = fetches.budget();
        long timer = platform.vertx().setPeriodic(BEAT_MS, beat -> {
            if (budget.isOver()) {
                budget.end();
            }
        });
        fetches.fetchStored(repository, new SyncProgress(budget)).onComplete(done -> {
            platform.vertx().cancelTimer(timer);
            fetching.remove(repository.id());
            if (done.failed()) {
                LOG.info(
                        "the mirror of repository {} is fetched later: {}",
                        repository.id(),
                        done.cause().getMessage());
            }
        });
    }
}
