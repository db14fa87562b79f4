package io.crowdfundfix.localisation;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.engine.locate.CodeIndex;
import io.crowdfundfix.engine.locate.SourceFile;
import io.crowdfundfix.localisation.CodeEmbedding.Left;
import io.crowdfundfix.repositories.RepositoriesApi;
import io.crowdfundfix.repositories.RepositoriesApi.ChangedFile;
import io.crowdfundfix.repositories.RepositoriesApi.Changes;
import io.crowdfundfix.repositories.RepositoriesApi.KnownRepository;
import io.crowdfundfix.repositories.RepositoriesApi.ListKnown;
import io.crowdfundfix.repositories.RepositoriesApi.ReadChanges;
import io.crowdfundfix.repositories.RepositoriesApi.RecordIndexed;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the node's indexes what the repositories are. An index says which revision it holds, and that is committed last: whoever is killed
 * in between begins that revision again. Belongs to one worker's context; the work happens there.
 */
final class IndexKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(IndexKeeper.class);
    private static final int PAGE = 200;

    private final Bus bus;
    private final OpenIndexes indexes;
    private final CodeEmbedding embedding;
    private final boolean embed;
    private final Set<Long> unembedded = new LinkedHashSet<>();
    /** The revision of which all files have a meaning. */
    private final Map<Long, String> embeddedAt = new HashMap<>();

    private boolean stopping;
    private boolean waiting;

    IndexKeeper(Bus bus, OpenIndexes indexes, boolean embed) {
        this.bus = bus;
        this.indexes = indexes;
        this.embedding = new CodeEmbedding(bus, indexes);
        this.embed = embed;
    }

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
                    LOG.warn("repository {} cannot be indexed now: {}", repository.repository(), failure.toString());
                    return Future.succeededFuture();
                });
            }
            return all.compose(done -> known.size() < PAGE
                    ? Future.succeededFuture(present)
                    : follow(known.get(known.size() - 1).repository(), present));
        });
    }

    private Future<Void> follow(KnownRepository known) {
        if (stopping) {
            return Future.succeededFuture();
        }
        String held = revisionOf(known.repository());
        if (held.equals(known.revision())) {
            if (!held.equals(embeddedAt.get(known.repository()))) {
                unembedded.add(known.repository());
            }
            return Future.succeededFuture();
        }
        LOG.info("repository {} is indexed at {}", known.repository(), known.revision());
        return change(new ReadChanges(known.repository(), held, "", known.revision()))
                .compose(revision -> indexed(known.repository()));
    }

    private String revisionOf(long repository) {
        try (OpenIndexes.Lease lease = indexes.open(repository)) {
            return lease.index().revision();
        }
    }

    /** Takes in page after page; what the last one completes becomes visible at once. */
    private Future<String> change(ReadChanges question) {
        return bus.request(RepositoriesApi.READ_CHANGES, question).compose(changes -> {
            take(question, changes);
            if (!changes.more() || stopping) {
                return Future.succeededFuture(changes.revision());
            }
            return change(new ReadChanges(
                    question.repository(), question.fromRevision(), changes.resumeAfter(), changes.revision()));
        });
    }

    private void take(ReadChanges question, Changes changes) {
        try (OpenIndexes.Lease lease = indexes.open(question.repository())) {
            CodeIndex index = lease.index();
            if (changes.whole() && question.afterPath().isEmpty()) {
                index.clear();
            }
            for (ChangedFile file : changes.files()) {
                if (file.text() == null) {
                    index.remove(file.path());
                } else {
                    index.put(new SourceFile(file.path(), file.text()));
                }
            }
            if (!changes.more()) {
                index.commit(changes.revision());
            }
        }
    }

    private Future<Void> indexed(long repository) {
        unembedded.add(repository);
        return report(repository);
    }

    private Future<Void> report(long repository) {
        RecordIndexed record;
        try (OpenIndexes.Lease lease = indexes.open(repository)) {
            CodeIndex index = lease.index();
            record = new RecordIndexed(repository, index.revision(), index.files(), index.embeddedFiles());
        }
        return bus.request(RepositoriesApi.RECORD_INDEXED, record).mapEmpty();
    }

    private void deleteOthers(Set<Long> present) {
        for (long repository : indexes.all()) {
            if (!present.contains(repository)) {
                indexes.delete(repository);
                unembedded.remove(repository);
                embeddedAt.remove(repository);
            }
        }
    }

    /** One slice of one repository: what was changed meanwhile comes first again. */
    private Future<Boolean> embedSome() {
        if (!embed || stopping || unembedded.isEmpty()) {
            return Future.succeededFuture(false);
        }
        long repository = new ArrayList<>(unembedded).get(0);
        return embedding
                .slice(repository)
                .compose(left -> {
                    if (left == Left.NOTHING) {
                        embeddedAt.put(repository, revisionOf(repository));
                    }
                    if (left != Left.SOME) {
                        unembedded.remove(repository);
                    }
                    return left == Left.ALL
                            ? Future.succeededFuture(true)
                            : report(repository).map(left == Left.SOME || !unembedded.isEmpty());
                })
                .otherwise(failure -> {
                    LOG.debug("no meanings of code can be had now: {}", failure.getMessage());
                    return false;
                });
    }
}
