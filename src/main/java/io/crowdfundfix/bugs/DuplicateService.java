package io.crowdfundfix.bugs;

import io.crowdfundfix.bugs.BugsApi.BugChanged;
import io.crowdfundfix.bugs.BugsApi.BugIds;
import io.crowdfundfix.bugs.DuplicateGroup.Member;
import io.crowdfundfix.bugs.DuplicateGroup.Pair;
import io.crowdfundfix.bugs.DuplicateStore.Change;
import io.crowdfundfix.bugs.DuplicateStore.Written;
import io.crowdfundfix.bugs.DuplicatesApi.CountDecisions;
import io.crowdfundfix.bugs.DuplicatesApi.DecideDuplicate;
import io.crowdfundfix.bugs.DuplicatesApi.DecisionCounts;
import io.crowdfundfix.bugs.DuplicatesApi.DuplicateState;
import io.crowdfundfix.bugs.DuplicatesApi.DuplicateViews;
import io.crowdfundfix.bugs.DuplicatesApi.ListDuplicates;
import io.crowdfundfix.bugs.DuplicatesApi.ListRejected;
import io.crowdfundfix.bugs.DuplicatesApi.SaidDuplicate;
import io.crowdfundfix.bugs.DuplicatesApi.SuggestDuplicate;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.jobs.Jobs;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides when people's judgements on duplicates are written; {@link DuplicateGroup} decides whether. */
final class DuplicateService {
    private static final int MOST_WAITING = 20;

    private final Database database;
    private final Jobs jobs;
    private final Bus bus;
    private final Clock clock;
    private final DuplicateStore store;
    private final BugStore bugs;
    private final BugJournal journal;

    DuplicateService(Platform platform, DuplicateStore store, BugStore bugs) {
        this.database = platform.database();
        this.jobs = platform.jobs();
        this.bus = platform.bus();
        this.clock = platform.clock();
        this.store = store;
        this.bugs = bugs;
        this.journal = new BugJournal();
    }

    Future<SaidDuplicate> suggest(SuggestDuplicate question) {
        long bug = question.bug();
        long other = question.other();
        return judged(bug, other, (session, group, now) -> {
            group.checkSuggestion(bug, other);
            if (group.said(bug, other) != null || group.holdsTogether(bug, other)) {
                return Future.succeededFuture(List.of());
            }
            long person = question.caller().id();
            Pair pair = Pair.of(bug, other, DuplicateState.SUGGESTED);
            return store.waiting(session, bug, person)
                    .compose(waiting -> {
                        checkWaiting(bug, waiting);
                        return store.insertSuggestion(session, new Written(pair, question.likeness(), person, now));
                    })
                    .map(inserted -> bothChanged(group, pair, "duplicate_suggested", person));
        });
    }

    private static void checkWaiting(long bug, long waiting) {
        if (waiting >= MOST_WAITING) {
            throw Fault.conflict(
                    "too_many_suggestions",
                    waiting + " of your suggestions for bug " + bug
                            + " wait for a decision: let them be decided first");
        }
    }

    Future<SaidDuplicate> decide(DecideDuplicate question) {
        long bug = question.bug();
        long other = question.other();
        DuplicateState decision = question.confirmed() ? DuplicateState.CONFIRMED : DuplicateState.REJECTED;
        return judged(bug, other, (session, group, now) -> {
            DuplicateGroup next = group.decided(question.caller(), bug, other, decision);
            if (group.said(bug, other) == decision) {
                return Future.succeededFuture(List.of());
            }
            long person = question.caller().id();
            Pair pair = Pair.of(bug, other, decision);
            return store.saveDecision(session, new Written(pair, question.likeness(), person, now))
                    .map(saved -> changes(next, pair, person));
        });
    }

    /** The two bugs' own entries, and one for each other bug that points elsewhere because of them. */
    private static List<Change> changes(DuplicateGroup next, Pair pair, long person) {
        List<Change> changes = new ArrayList<>(
                bothChanged(next, pair, "duplicate_" + pair.state().word(), person));
        next.moved().forEach((id, target) -> {
            if (id != pair.low() && id != pair.high()) {
                String detail = target == null ? "of no other bug" : "of " + target;
                changes.add(new Change(next.member(id), target, "duplicate_moved", null, detail));
            }
        });
        return changes;
    }

    private static List<Change> bothChanged(DuplicateGroup next, Pair pair, String kind, long person) {
        return List.of(
                changed(next, pair.low(), kind, person, pair.high()),
                changed(next, pair.high(), kind, person, pair.low()));
    }

    private static Change changed(DuplicateGroup next, long id, String kind, long person, long other) {
        Member member = next.member(id);
        Map<Long, @Nullable Long> moved = next.moved();
        Long target = moved.containsKey(id) ? moved.get(id) : member.duplicateOf();
        return new Change(member, target, kind, person, "with " + other);
    }

    /** What a judgement writes of its own; returns what the histories say of it, nothing if all stays as it is. */
    @FunctionalInterface
    private interface Judgement {
        Future<List<Change>> write(Session session, DuplicateGroup group, Instant now);
    }

    private Future<SaidDuplicate> judged(long bug, long other, Judgement judgement) {
        Instant now = clock.instant();
        return database.transaction(session -> store.turn(session)
                        .compose(mine -> store.group(session, bug, other))
                        .compose(group -> {
                            checkPair(group, bug, other);
                            return judgement.write(session, group, now);
                        })
                        .compose(changes -> store.write(session, changes, now)
                                .compose(written -> ended(session, changes))
                                .compose(written -> journal.duplicatesChanged(session, changes, now))
                                .map(changes)))
                .compose(changes -> {
                    changes.forEach(change -> bus.publish(
                            BugsApi.CHANGED,
                            new BugChanged(change.bug().id(), change.bug().version() + 1)));
                    return said(bug, other, !changes.isEmpty());
                });
    }

    /** Money on what is a duplicate now may move: who has put it there is to be asked. */
    private Future<Void> ended(Session session, List<Change> changes) {
        Future<Void> all = Future.succeededFuture();
        for (Change change : changes) {
            if (change.duplicateOf() != null) {
                all = all.compose(done ->
                        jobs.enqueue(session, BugsApi.ENDED_JOB, change.bug().id()));
            }
        }
        return all;
    }

    private static void checkPair(DuplicateGroup group, long bug, long other) {
        for (long id : List.of(bug, other)) {
            if (group.members().stream().noneMatch(member -> member.id() == id)) {
                throw notFound(id);
            }
        }
        if (bug == other) {
            throw Fault.invalid("bug_id", "must be another bug: a bug is no duplicate of itself");
        }
    }

    private Future<SaidDuplicate> said(long bug, long other, boolean changed) {
        return store.list(database, bug)
                .map(all -> all.stream().filter(one -> one.bugId() == other).findFirst())
                .map(found -> new SaidDuplicate(found.orElseThrow(() -> notFound(other)), changed));
    }

    Future<DuplicateViews> list(ListDuplicates question) {
        return bugs.exists(database, question.bug())
                .map(exists -> exists.orElseThrow(() -> notFound(question.bug())))
                .compose(exists -> store.list(database, question.bug()))
                .map(DuplicateViews::new);
    }

    Future<BugIds> listRejected(ListRejected question) {
        return store.rejected(database, question.bug()).map(BugIds::new);
    }

    Future<DecisionCounts> count(CountDecisions question) {
        return store.counts(database);
    }

    private static Fault notFound(long bug) {
        return Fault.notFound("bug_not_found", "There is no bug " + bug);
    }
}
