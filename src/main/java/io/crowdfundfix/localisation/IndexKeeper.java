package io.crowdfundfix.localisation;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.engine.locate.CodeIndex;
import io.crowdfundfix.localisation.CodeEmbedding.Left;
import io.crowdfundfix.localisation.OpenIndexes.Lease;
import io.crowdfundfix.repositories.RepositoriesApi;
import io.crowdfundfix.repositories.RepositoriesApi.KnownRepository;
import io.crowdfundfix.repositories.RepositoriesApi.ListKnown;
import io.crowdfundfix.repositories.RepositoriesApi.ReadChanges;
import io.crowdfundfix.repositories.RepositoriesApi.RecordIndexed;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the node's indexes what the repositories are. An index says which revision it holds, and that is committed with the last of what
 * belongs to it: whoever is killed in between begins that revision again. Belongs to one worker's context; the work happens there.
 */
final class IndexKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(IndexKeeper.class);
    private static final int PAGE = 200;
    /** One repository must not keep all others waiting for ever. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 12;

    private final Bus bus;
    private final Clock clock;
    private final OpenIndexes indexes;
    private final CodeEmbedding embedding;
    private final boolean embed;
    private final Map<Long, String> heldByRepository = new HashMap<>();
    private final Map<Long, Failed> failedByRepository = new HashMap<>();
    /** Whose files may lack meanings; who was served last comes last. */
    private final Deque<Long> unembedded = new ArrayDeque<>();

    private boolean stopping;
    private boolean waiting;

    IndexKeeper(Platform platform, OpenIndexes indexes, boolean embed) {
        this.bus = platform.bus();
        this.clock = platform.clock();
        this.indexes = indexes;
        this.embedding = new CodeEmbedding(bus, indexes);
        this.embed = embed;
    }

    /** A revision that could not be taken in, and until when nobody tries. */
    private record Failed(String revision, int times, Instant until) {}

    void stop() {
        stopping = true;
    }

    /** All that is behind, then some meanings of files; tells whether more of these are missing. */
    Future<Boolean> round() {
        return follow(0, new HashSet<>())
                .compose(present -> {
                    deleteOthers(present);
                    return embedSome();
                })
                .onSuccess(done -> waiting = false)
                .onFailure(this::away);
    }

    /** Said once, not every few seconds. */
    private void away(Throwable failure) {
        if (!waiting && !stopping) {
            LOG.warn("the indexes of code cannot be caught up now: {}", failure.getMessage());
        }
        waiting = true;
    }

    private Future<Set<Long>> follow(long after, Set<Long> present) {
        return bus.request(RepositoriesApi.KNOWN, new ListKnown(after, PAGE)).compose(page -> {
            List<KnownRepository> known = page.repositories();
            Future<Void> all = Future.succeededFuture();
            for (KnownRepository repository : known) {
                present.add(repository.repository());
                all = all.compose(before -> follow(repository)).recover(failure -> {
                    failed(repository, failure);
                    return Future.succeededFuture();
                });
            }
            return all.compose(done -> known.size() < PAGE
                    ? Future.succeededFuture(present)
                    : follow(known.get(known.size() - 1).repository(), present));
        });
    }

    /** Tried again twice as late after each failure, and at once where there is another revision. */
    private void failed(KnownRepository known, Throwable failure) {
        if (stopping) {
            return;
        }
        Failed before = failedByRepository.get(known.repository());
        int times = before == null || !before.revision().equals(known.revision()) ? 0 : before.times() + 1;
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(MOST_DOUBLINGS, times));
        failedByRepository.put(
                known.repository(),
                new Failed(known.revision(), times, clock.instant().plus(wait)));
        LOG.warn(
                "repository {} cannot be indexed now, tried again in {}: {}",
                known.repository(),
                wait,
                failure.toString());
    }

    private Future<Void> follow(KnownRepository known) {
        long repository = known.repository();
        Failed failed = failedByRepository.get(repository);
        boolean waits = failed != null
                && failed.revision().equals(known.revision())
                && clock.instant().isBefore(failed.until());
        if (stopping || waits || known.revision().equals(held(repository))) {
            return Future.succeededFuture();
        }
        String held = held(repository);
        LOG.info("repository {} is indexed at {}", repository, known.revision());
        Instant end = clock.instant().plus(LONGEST);
        Lease lease = indexes.open(repository);
        return new IndexChange(
                        bus, lease.index(), () -> stopping || clock.instant().isAfter(end))
                .take(new ReadChanges(repository, held, "", known.revision()))
                .onComplete(done -> lease.close())
                .compose(done -> {
                    failedByRepository.remove(repository);
                    heldByRepository.put(repository, known.revision());
                    lacksMeanings(repository);
                    return report(repository);
                });
    }

    /** The revision that the index holds; one that is opened for it the first time may lack meanings. */
    private String held(long repository) {
        String held = heldByRepository.get(repository);
        if (held == null) {
            try (Lease lease = indexes.open(repository)) {
                held = lease.index().revision();
            }
            heldByRepository.put(repository, held);
            lacksMeanings(repository);
        }
        return held;
    }

    private void lacksMeanings(long repository) {
        if (embed && !unembedded.contains(repository)) {
            unembedded.add(repository);
        }
    }

    private Future<Void> report(long repository) {
        RecordIndexed record;
        try (Lease lease = indexes.open(repository)) {
            CodeIndex index = lease.index();
            record = new RecordIndexed(repository, index.revision(), index.files(), index.embeddedFiles());
        }
        return bus.request(RepositoriesApi.RECORD_INDEXED, record).mapEmpty();
    }

    private void deleteOthers(Set<Long> present) {
        for (long repository : indexes.all()) {
            if (!present.contains(repository)) {
                indexes.delete(repository);
            }
        }
        heldByRepository.keySet().retainAll(present);
        failedByRepository.keySet().retainAll(present);
        unembedded.retainAll(present);
    }

    /** One slice of one repository; what was changed meanwhile and the other repositories come before its next. */
    private Future<Boolean> embedSome() {
        Long repository = stopping ? null : unembedded.poll();
        if (repository == null) {
            return Future.succeededFuture(false);
        }
        return embedding
                .slice(repository)
                .compose(left -> {
                    if (left == Left.ALL) {
                        heldByRepository.remove(repository);
                        return Future.succeededFuture(true);
                    }
                    if (left == Left.SOME) {
                        unembedded.add(repository);
                    }
                    return report(repository).map(!unembedded.isEmpty());
                })
                .otherwise(failure -> {
                    LOG.debug("no meanings of code can be had now: {}", failure.getMessage());
                    lacksMeanings(repository);
                    return false;
                });
    }
}
