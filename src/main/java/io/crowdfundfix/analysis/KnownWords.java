package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisStore.KnownBug;
import io.crowdfundfix.analysis.KnowledgeStore.Place;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.ReadReport;
import io.crowdfundfix.bugs.BugsApi.ReportText;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.engine.Fingerprint;
import io.crowdfundfix.engine.retrieval.LongTable;
import io.crowdfundfix.engine.retrieval.TextIndex;
import io.crowdfundfix.engine.retrieval.TextIndex.Text;
import io.crowdfundfix.engine.retrieval.Told;
import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node's index of words equal to the stored reports, which it asks the bugs for, one by one. A report's words do not change, so
 * the moment it was reported tells whether the index has it.
 */
final class KnownWords {
    private static final Logger LOG = LoggerFactory.getLogger(KnownWords.class);
    private static final int PAGE = 500;
    /** How many calls of {@link #keep} lie between two commits: what a kill loses is read again at the next start. */
    private static final int COMMIT_EVERY = 6;

    private final Platform platform;
    private final AnalysisStore bugs;
    private final KnowledgeStore store;
    private boolean filling;
    private boolean filled;
    private int kept;

    KnownWords(Platform platform, AnalysisStore bugs, KnowledgeStore store) {
        this.platform = platform;
        this.bugs = bugs;
        this.store = store;
    }

    /** What is found of a report. */
    static Text text(ReportText report, Fingerprint fingerprint) {
        List<String> crash = new ArrayList<>(fingerprint.errors());
        crash.addAll(fingerprint.frames());
        String body = report.description() + "\n" + String.join("\n", crash);
        return new Text(
                report.bug(),
                Knowledge.stamp(report.reportedAt()),
                report.title(),
                body,
                crash,
                told(report.title(), report.description(), report.stackTrace()));
    }

    /** What reports are compared by: a trace that was given apart follows the description. */
    static Told told(String title, String description, @Nullable String stackTrace) {
        return new Told(title, stackTrace == null ? description : description + "\n" + stackTrace);
    }

    /** To be called now and then: fills the index where that has not succeeded yet, and has it written. */
    void keep(SharedEngine loaded) {
        TextIndex words = loaded.known().words();
        if (words == null) {
            return;
        }
        if (!filled && !filling) {
            filling = true;
            LongTable unseen = words.stamps();
            fill(loaded, words, unseen, KnownBugs.NONE)
                    .onSuccess(done -> unseen.forEach(bug -> forget(words, bug, unseen.get(bug))))
                    .onSuccess(done -> filled = true)
                    .onFailure(failure -> LOG.warn("the index of words cannot be filled: {}", failure.getMessage()))
                    .onComplete(done -> filling = false);
        }
        kept++;
        if (kept % COMMIT_EVERY == 0) {
            blocking(words::commit)
                    .onFailure(failure -> LOG.warn("the index of words cannot be written: {}", failure.getMessage()));
        }
    }

    private Future<Void> blocking(Runnable work) {
        return platform.vertx()
                .executeBlocking(
                        () -> {
                            work.run();
                            return null;
                        },
                        false);
    }

    private Future<Void> fill(SharedEngine loaded, TextIndex words, LongTable unseen, long after) {
        return store.placesAfter(platform.database(), loaded.model(), after, PAGE)
                .compose(page -> {
                    page.forEach(place -> unseen.remove(place.bug()));
                    return take(words, page)
                            .compose(done -> page.size() < PAGE
                                    ? Future.succeededFuture()
                                    : fill(
                                            loaded,
                                            words,
                                            unseen,
                                            page.get(page.size() - 1).bug()));
                });
    }

    private static void forget(TextIndex words, long bug, long stamp) {
        if (words.stamp(bug) == stamp) {
            words.remove(bug);
        }
    }

    /** Reads those of these reports that the index has not; where that fails it is filled again later. */
    Future<Void> take(SharedEngine loaded, List<Place> page) {
        TextIndex words = loaded.known().words();
        if (words == null) {
            return Future.succeededFuture();
        }
        return take(words, page).recover(failure -> {
            filled = false;
            return Future.succeededFuture();
        });
    }

    private Future<Void> take(TextIndex words, List<Place> page) {
        List<Long> missing = page.stream()
                .filter(place -> words.stamp(place.bug()) != Knowledge.stamp(place.reportedAt()))
                .map(Place::bug)
                .toList();
        return bugs.known(platform.database(), missing).compose(known -> {
            Future<Void> all = Future.succeededFuture();
            for (KnownBug bug : known) {
                all = all.compose(before -> read(words, bug));
            }
            return all;
        });
    }

    private Future<Void> read(TextIndex words, KnownBug bug) {
        return platform.bus()
                .request(BugsApi.READ_REPORT, new ReadReport(bug.bug()))
                .compose(report -> blocking(() -> words.put(text(report, bug.fingerprint()))))
                .recover(failure -> failure instanceof Fault fault && fault.kind() == Fault.Kind.NOT_FOUND
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }
}
