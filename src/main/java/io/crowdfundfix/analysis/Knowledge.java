package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.EngineStatus;
import io.crowdfundfix.analysis.AnalysisApi.FindDuplicates;
import io.crowdfundfix.analysis.AnalysisApi.ReadStatus;
import io.crowdfundfix.analysis.AnalysisApi.SimilarBugs;
import io.crowdfundfix.analysis.AnalysisStore.KnownBug;
import io.crowdfundfix.analysis.DuplicateSearch.Found;
import io.crowdfundfix.analysis.DuplicateSearch.Question;
import io.crowdfundfix.analysis.KnowledgeStore.Meaning;
import io.crowdfundfix.analysis.KnowledgeStore.Place;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.engine.retrieval.LongTable;
import io.crowdfundfix.engine.retrieval.Told;
import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a node's index of known bugs equal to what is stored: compared at the start, told by hints, and caught up by a timer. */
final class Knowledge {
    static final long CATCH_UP_EVERY_MS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(Knowledge.class);
    /** Below the data folder: what can be made again from the database. */
    private static final String FOLDER = "index";

    private static final int PAGE = 1_000;
    /** Rows that were committed late are still seen: catching up looks this far back behind the newest row known. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final Platform platform;
    private final Database database;
    private final AnalysisStore bugs;
    private final KnowledgeStore store = new KnowledgeStore();
    private final KnownWords words;
    private @Nullable SharedEngine engine;
    private Instant newest = Instant.EPOCH;
    private boolean filled;
    private boolean catchingUp;

    Knowledge(Platform platform, AnalysisStore bugs) {
        this.platform = platform;
        this.database = platform.database();
        this.bugs = bugs;
        this.words = new KnownWords(platform, bugs, store);
    }

    void load(SharedEngine loaded) {
        engine = loaded;
        begin(loaded);
    }

    private void begin(SharedEngine loaded) {
        catchingUp = true;
        platform.vertx()
                .executeBlocking(
                        () -> {
                            loaded.known().open(platform.dataDir().resolve(FOLDER));
                            return loaded.known().stamps();
                        },
                        false)
                .compose(unseen -> fill(loaded, unseen, KnownBugs.NONE)
                        .onSuccess(done -> unseen.forEach(bug -> forget(loaded, bug, unseen.get(bug)))))
                .compose(done -> renew(loaded, KnownBugs.NONE))
                .onSuccess(done -> {
                    filled = true;
                    words.keep(loaded);
                })
                .onFailure(failure -> LOG.warn("the index cannot be filled: {}", failure.getMessage()))
                .onComplete(done -> catchingUp = false);
    }

    /** Compares what the index has with what is stored, page by page; what is stored is taken out of the unseen. */
    private Future<Void> fill(SharedEngine loaded, LongTable unseen, long after) {
        return store.placesAfter(database, loaded.model(), after, PAGE).compose(page -> {
            page.forEach(place -> unseen.remove(place.bug()));
            return take(loaded, page)
                    .compose(done -> page.size() < PAGE
                            ? Future.succeededFuture()
                            : fill(loaded, unseen, page.get(page.size() - 1).bug()));
        });
    }

    /** The file was another database's, or this one's before a bug was deleted. */
    private static void forget(SharedEngine loaded, long bug, long stamp) {
        if (loaded.known().has(bug, stamp)) {
            loaded.known().remove(bug);
        }
    }

    /** Reads the vectors of those of these bugs that the index has not. */
    private Future<Void> take(SharedEngine loaded, List<Place> page) {
        List<Long> missing = new ArrayList<>();
        for (Place place : page) {
            if (!loaded.known().has(place.bug(), stamp(place.embeddedAt()))) {
                missing.add(place.bug());
            }
            newest = place.embeddedAt().isAfter(newest) ? place.embeddedAt() : newest;
        }
        return store.meanings(database, loaded.model(), missing)
                .onSuccess(found -> found.forEach(meaning -> put(loaded, meaning)))
                .mapEmpty();
    }

    /** Tells a vector from a later one of the same bug. */
    static long stamp(Instant embeddedAt) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, embeddedAt);
    }

    /** Has every bug analysed again whose vector another model made: such vectors cannot be compared. */
    private Future<Void> renew(SharedEngine loaded, long after) {
        return store.madeByOthers(database, loaded.model(), after, PAGE).compose(bugs -> {
            if (bugs.isEmpty()) {
                return Future.succeededFuture();
            }
            LOG.info("{} vectors of another model are made anew", bugs.size());
            return database.transaction(session -> {
                        Future<Void> all = Future.succeededFuture();
                        for (long bug : bugs) {
                            all = all.compose(before -> platform.jobs().enqueue(session, BugsApi.ANALYZE_JOB, bug));
                        }
                        return all;
                    })
                    .compose(done -> renew(loaded, bugs.get(bugs.size() - 1)));
        });
    }

    void learn(long bug) {
        SharedEngine loaded = engine;
        if (loaded != null) {
            store.meanings(database, loaded.model(), List.of(bug))
                    .onSuccess(found -> found.forEach(meaning -> put(loaded, meaning)));
        }
    }

    /** Reads what has come since; where filling failed it begins anew. */
    void catchUp() {
        SharedEngine loaded = engine;
        if (loaded == null || catchingUp) {
            return;
        }
        if (!filled) {
            begin(loaded);
            return;
        }
        words.keep(loaded);
        catchingUp = true;
        readSince(loaded, newest.minus(OVERLAP))
                .onFailure(failure -> LOG.warn("the index cannot be caught up: {}", failure.getMessage()))
                .onComplete(done -> catchingUp = false);
    }

    private Future<Void> readSince(SharedEngine loaded, Instant since) {
        return store.placesSince(database, loaded.model(), since, PAGE)
                .compose(page -> take(loaded, page)
                        .compose(done -> words.take(loaded, page))
                        .compose(done -> {
                            Instant last = page.isEmpty()
                                    ? since
                                    : page.get(page.size() - 1).embeddedAt();
                            return page.size() == PAGE && last.isAfter(since)
                                    ? readSince(loaded, last)
                                    : Future.succeededFuture();
                        }));
    }

    private static void put(SharedEngine loaded, Meaning meaning) {
        KnownBugs known = loaded.known();
        if (!known.has(meaning.bug(), stamp(meaning.embeddedAt()))) {
            known.put(meaning.bug(), meaning.vector(), stamp(meaning.embeddedAt()));
        }
    }

    /** Gives the files of the index back; blocks. */
    void close() {
        SharedEngine loaded = engine;
        if (loaded != null) {
            loaded.known().close();
        }
    }

    Future<EngineStatus> status(ReadStatus question) {
        SharedEngine loaded = engine;
        return Future.succeededFuture(
                loaded == null
                        ? new EngineStatus(false, "loading", false, 0)
                        : new EngineStatus(
                                filled,
                                loaded.model(),
                                loaded.name().fallback(),
                                loaded.known().size()));
    }

    Future<SimilarBugs> findDuplicates(FindDuplicates question) {
        SharedEngine loaded = engine;
        if (loaded == null) {
            return Future.failedFuture(Fault.unavailable("engine_loading", "The engine is still being loaded"));
        }
        Future<List<Meaning>> meaning = store.meanings(database, loaded.model(), List.of(question.bug()));
        Future<List<KnownBug>> own = bugs.known(database, List.of(question.bug()));
        return Future.all(meaning, own)
                .compose(both -> meaning.result().isEmpty() || own.result().isEmpty()
                        ? Future.succeededFuture(new SimilarBugs(List.of()))
                        : like(
                                loaded,
                                own.result().get(0),
                                meaning.result().get(0).vector(),
                                question.limit()));
    }

    private Future<SimilarBugs> like(SharedEngine loaded, KnownBug own, float[] vector, int limit) {
        return platform.vertx()
                .executeBlocking(
                        () -> {
                            // where its words are not there yet its title speaks for it
                            Told told = loaded.known()
                                    .told(List.of(own.bug()))
                                    .getOrDefault(own.bug(), new Told(own.title(), ""));
                            return loaded.duplicates().find(new Question(told, vector, own.fingerprint(), own.bug()));
                        },
                        false)
                .map(found -> found.stream().limit(limit).toList())
                .compose(found -> bugs.known(
                                database, found.stream().map(Found::bug).toList())
                        .map(known -> new SimilarBugs(AnalysisViews.similar(found, known, own.fingerprint()))));
    }
}
