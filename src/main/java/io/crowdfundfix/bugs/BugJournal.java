package io.crowdfundfix.bugs;

import io.crowdfundfix.bugs.BugJournalStore.Judged;
import io.crowdfundfix.bugs.BugJournalStore.Notice;
import io.crowdfundfix.bugs.BugsApi.BugEvent;
import io.crowdfundfix.bugs.DuplicateStore.Change;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.journal.AuditEntry;
import io.crowdfundfix.journal.AuditLog;
import io.crowdfundfix.journal.Delta;
import io.crowdfundfix.journal.Deltas;
import io.crowdfundfix.journal.Metrics;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What changes of bugs leave behind in their transaction: figures, the audit log, and what the reporter is to be told. */
final class BugJournal {
    private static final Set<String> AUDITED =
            Set.of("status_changed", "assigned", "duplicate_confirmed", "duplicate_rejected", "duplicate_moved");

    private final AuditLog audit = new AuditLog();
    private final Deltas deltas = new Deltas();
    private final BugJournalStore store = new BugJournalStore();

    Future<Void> reported(Session transaction, Instant at) {
        return deltas.add(
                transaction,
                List.of(
                        Delta.of(Metrics.BUGS_REPORTED, Metrics.ALL, at, 1, 0),
                        Delta.of(Metrics.BUGS_BY_STATUS, Status.OPEN.name(), at, 1, 0)));
    }

    Future<Void> moved(Session transaction, Status from, Status to, Instant at) {
        List<Delta> added = new ArrayList<>(List.of(
                Delta.of(Metrics.BUGS_BY_STATUS, from.name(), at, -1, 0),
                Delta.of(Metrics.BUGS_BY_STATUS, to.name(), at, 1, 0)));
        if (to == Status.RESOLVED) {
            added.add(Delta.of(Metrics.BUGS_RESOLVED, Metrics.ALL, at, 1, 0));
        }
        return deltas.add(transaction, added);
    }

    /** A step that the money on a bug brought with it; of that its reporter hears otherwise. */
    Future<Void> followed(Session transaction, Bug before, Status to, Instant at) {
        String step = before.status() + " → " + to;
        AuditEntry entry = new AuditEntry(at, null, "status_changed", "bug", before.id(), before.id(), null, step);
        return moved(transaction, before.status(), to, at).compose(counted -> audit.add(transaction, entry));
    }

    /** Runs what writes an analysis; counts the bug where this one has it, and no longer where one before had it. */
    Future<Void> judged(Session transaction, long bug, Instant at, Supplier<Future<Integer>> write) {
        return store.judged(transaction, bug)
                .compose(before -> write.get()
                        .compose(written -> store.judged(transaction, bug))
                        .compose(after -> {
                            List<Delta> added = new ArrayList<>();
                            before.ifPresent(judged -> added.addAll(counted(judged, at, -1)));
                            after.ifPresent(judged -> added.addAll(counted(judged, at, 1)));
                            return deltas.add(transaction, added);
                        }));
    }

    private static List<Delta> counted(Judged judged, Instant at, int events) {
        return List.of(
                Delta.of(Metrics.BUGS_BY_CATEGORY, judged.category(), at, events, 0),
                Delta.of(Metrics.BUGS_BY_SEVERITY, judged.severity(), at, events, 0));
    }

    /** Takes an event that has just been added to the history of this bug. */
    Future<Void> happened(Session transaction, Bug bug, BugEvent event) {
        return noted(transaction, List.of(new Noted(bug.id(), bug.createdBy(), event)));
    }

    /** The same for changes of duplicates. */
    Future<Void> duplicatesChanged(Session transaction, List<Change> changes, Instant at) {
        return noted(
                transaction,
                changes.stream()
                        .map(change -> new Noted(
                                change.bug().id(),
                                change.bug().createdBy(),
                                new BugEvent(
                                        change.bug().version() + 1,
                                        change.kind(),
                                        change.actor(),
                                        change.detail(),
                                        at)))
                        .toList());
    }

    private record Noted(long bug, long reporter, BugEvent event) {}

    private Future<Void> noted(Session transaction, List<Noted> all) {
        List<AuditEntry> entries = all.stream()
                .filter(noted -> AUDITED.contains(noted.event().kind()))
                .map(BugJournal::entry)
                .toList();
        List<Notice> told = all.stream()
                .filter(noted -> !Objects.equals(noted.event().actor(), noted.reporter()))
                .map(BugJournal::notice)
                .flatMap(Optional::stream)
                .toList();
        return audit.add(transaction, entries).compose(added -> store.add(transaction, told));
    }

    private static AuditEntry entry(Noted noted) {
        BugEvent event = noted.event();
        return new AuditEntry(
                event.at(), event.actor(), event.kind(), "bug", noted.bug(), noted.bug(), null, event.detail());
    }

    private static Optional<Notice> notice(Noted noted) {
        String text = text(noted.bug(), noted.event());
        return text == null
                ? Optional.empty()
                : Optional.of(new Notice(
                        noted.bug(),
                        noted.event().seq(),
                        noted.reporter(),
                        noted.event().kind(),
                        text));
    }

    /** The details of duplicates read "with 17". */
    private static @Nullable String text(long bug, BugEvent event) {
        String other = event.detail().replaceFirst("^with ", "bug ");
        return switch (event.kind()) {
            case "status_changed" -> "Your bug " + bug + " was moved: " + event.detail();
            case "duplicate_suggested" -> "Somebody thinks that your bug " + bug + " is the same as " + other;
            case "duplicate_confirmed" -> "Your bug " + bug + " was judged to be the same as " + other;
            default -> null;
        };
    }
}
