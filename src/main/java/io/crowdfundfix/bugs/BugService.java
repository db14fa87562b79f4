package io.crowdfundfix.bugs;

import io.crowdfundfix.bugs.BugsApi.AssignDeveloper;
import io.crowdfundfix.bugs.BugsApi.BugChanged;
import io.crowdfundfix.bugs.BugsApi.BugEvent;
import io.crowdfundfix.bugs.BugsApi.BugEvents;
import io.crowdfundfix.bugs.BugsApi.BugIds;
import io.crowdfundfix.bugs.BugsApi.BugPage;
import io.crowdfundfix.bugs.BugsApi.BugReported;
import io.crowdfundfix.bugs.BugsApi.BugVersion;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.ChangeStatus;
import io.crowdfundfix.bugs.BugsApi.FindBug;
import io.crowdfundfix.bugs.BugsApi.ImportBug;
import io.crowdfundfix.bugs.BugsApi.KeepOpen;
import io.crowdfundfix.bugs.BugsApi.ListBugs;
import io.crowdfundfix.bugs.BugsApi.ListEvents;
import io.crowdfundfix.bugs.BugsApi.MatchWords;
import io.crowdfundfix.bugs.BugsApi.ReadReport;
import io.crowdfundfix.bugs.BugsApi.RecordAnalysis;
import io.crowdfundfix.bugs.BugsApi.RecordAnalysisFailure;
import io.crowdfundfix.bugs.BugsApi.ReportBug;
import io.crowdfundfix.bugs.BugsApi.ReportText;
import io.crowdfundfix.bugs.ReportedRepository.Filed;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.IdempotencyKey;
import io.crowdfundfix.database.IdempotencyKeys;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.jobs.Jobs;
import io.crowdfundfix.security.Caller;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides when things happen to bugs; {@link Bug} decides whether. */
final class BugService {
    private static final int MAX_WORDS = 12;

    private final Database database;
    private final Jobs jobs;
    private final Bus bus;
    private final Clock clock;
    private final BugStore store;
    private final Ids ids;
    private final IdempotencyKeys keys;
    private final AnalysisWaiters waiters;
    private final BugJournal journal;
    private final ReportedRepository links;

    BugService(Platform platform, BugStore store, Ids ids, AnalysisWaiters waiters) {
        this.database = platform.database();
        this.jobs = platform.jobs();
        this.bus = platform.bus();
        this.clock = platform.clock();
        this.store = store;
        this.waiters = waiters;
        this.ids = ids;
        this.keys = new IdempotencyKeys(clock);
        this.journal = new BugJournal();
        this.links = new ReportedRepository(bus, jobs);
    }

    Future<BugView> report(ReportBug question) {
        return links.of(question.report())
                .compose(filed -> stored(question.caller(), filed, question.key(), clock.instant()))
                .compose(stored -> stored.made() ? analyzed(stored.bug()) : Future.succeededFuture(stored.bug()))
                .compose(this::view);
    }

    Future<BugVersion> importBug(ImportBug question) {
        return links.of(question.report())
                .compose(filed -> stored(question.caller(), filed, question.key(), question.reportedAt()))
                .onSuccess(stored -> bus.publish(BugsApi.REPORTED, new BugReported(stored.bug())))
                .map(stored -> new BugVersion(stored.bug(), 1));
    }

    /** A bug that is in the database: made now, or by an earlier request under the same key. */
    private record Stored(long bug, boolean made) {}

    private Future<Stored> stored(Caller caller, Filed filed, @Nullable IdempotencyKey key, Instant reportedAt) {
        return ids.next(database)
                .compose(id -> database.transaction(session -> earlier(session, key, id)
                        .compose(earlier -> earlier.isPresent()
                                ? Future.succeededFuture(new Stored(earlier.get(), false))
                                : insert(session, id, caller, filed, reportedAt))));
    }

    private Future<Optional<Long>> earlier(Session session, @Nullable IdempotencyKey key, long id) {
        return key == null
                ? Future.succeededFuture(Optional.empty())
                : keys.take(session, BugsApi.REPORT.address(), key, id);
    }

    private Future<Stored> insert(Session session, long id, Caller caller, Filed filed, Instant reportedAt) {
        return store.insert(session, id, filed.report(), caller.id(), reportedAt)
                .compose(done -> store.addEvent(session, id, "reported", caller.id(), "", reportedAt))
                .compose(done -> jobs.enqueue(session, BugsApi.ANALYZE_JOB, id))
                .compose(done -> links.lookLater(session, id, filed))
                .compose(done -> journal.reported(session, reportedAt))
                .map(new Stored(id, true));
    }

    private Future<Long> analyzed(long bug) {
        Future<Void> waited = waiters.expect(bug);
        bus.publish(BugsApi.REPORTED, new BugReported(bug));
        return waited.map(bug);
    }

    Future<BugView> find(FindBug question) {
        return view(question.bug());
    }

    Future<BugPage> list(ListBugs question) {
        return BugListing.page(database, question);
    }

    Future<BugIds> matchWords(MatchWords question) {
        List<String> words = Arrays.stream(question.words().strip().split("\\s+"))
                .distinct()
                .limit(MAX_WORDS)
                .toList();
        return store.matchWords(database, words, question.filter(), question.limit())
                .map(BugIds::new);
    }

    Future<BugIds> keepOpen(KeepOpen question) {
        return BugListing.open(database, question.bugs()).map(BugIds::new);
    }

    Future<BugView> changeStatus(ChangeStatus question) {
        return change(question.bug(), "status_changed", question.caller().id(), (session, bug, now) -> {
                    Bug moved = bug.moved(question.caller(), question.status(), question.expectedVersion());
                    return store.updateStatus(session, moved, now)
                            .compose(updated -> moved.status() == Status.CLOSED
                                    ? jobs.enqueue(session, BugsApi.ENDED_JOB, bug.id())
                                    : Future.succeededFuture())
                            .compose(updated -> journal.moved(session, bug.status(), moved.status(), now))
                            .map(bug.status() + " → " + moved.status());
                })
                .compose(seq -> view(question.bug()));
    }

    Future<BugView> assign(AssignDeveloper question) {
        return change(
                        question.bug(),
                        "assigned",
                        null,
                        (session, bug, now) -> store.updateAssignee(session, bug.id(), question.developer(), now)
                                .map("to " + question.developer()))
                .compose(seq -> view(question.bug()));
    }

    Future<BugVersion> recordAnalysis(RecordAnalysis question) {
        return change(
                        question.bug(),
                        "analyzed",
                        null,
                        (session, bug, now) -> journal.judged(
                                        session, bug.id(), now, () -> store.updateAnalysis(session, question, now))
                                .map(question.category() + ", " + question.severity()))
                .map(seq -> new BugVersion(question.bug(), seq));
    }

    Future<BugVersion> recordAnalysisFailure(RecordAnalysisFailure question) {
        return change(
                        question.bug(),
                        "analysis_failed",
                        null,
                        (session, bug, now) -> store.updateAnalysisFailed(session, bug.id(), question.reason(), now)
                                .map(updated -> {
                                    if (updated == 0) {
                                        throw Fault.conflict(
                                                "already_analyzed", "Bug " + bug.id() + " has its analysis");
                                    }
                                    return question.reason();
                                }))
                .map(seq -> new BugVersion(question.bug(), seq));
    }

    Future<ReportText> readReport(ReadReport question) {
        return store.report(database, question.bug()).map(found(question.bug()));
    }

    Future<BugEvents> history(ListEvents question) {
        return store.events(database, question.bug(), question.after(), question.limit())
                .compose(events -> events.isEmpty()
                        ? store.exists(database, question.bug())
                                .map(found(question.bug()))
                                .map(new BugEvents(events))
                        : Future.succeededFuture(new BugEvents(events)));
    }

    /** What a change writes; returns what the history says of it. */
    @FunctionalInterface
    private interface Change {
        Future<String> write(Session session, Bug bug, Instant now);
    }

    /** Runs a change on the locked bug and adds it to the history, then tells who listens; returns the event's place in it. */
    private Future<Long> change(long id, String kind, @Nullable Long actor, Change change) {
        Instant now = clock.instant();
        return database.transaction(session -> store.lock(session, id)
                        .map(found(id))
                        .compose(bug -> change.write(session, bug, now)
                                .compose(detail -> store.addEvent(session, id, kind, actor, detail, now)
                                        .compose(seq -> journal.happened(
                                                        session, bug, new BugEvent(seq, kind, actor, detail, now))
                                                .map(seq)))))
                .map(seq -> {
                    bus.publish(BugsApi.CHANGED, new BugChanged(id, seq));
                    return seq;
                });
    }

    private Future<BugView> view(long bug) {
        return store.view(database, bug).map(found(bug));
    }

    private static <T> Function<Optional<T>, T> found(long bug) {
        return found -> found.orElseThrow(() -> Fault.notFound("bug_not_found", "There is no bug " + bug));
    }
}
