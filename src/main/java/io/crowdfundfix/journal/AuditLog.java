package io.crowdfundfix.journal;

import io.crowdfundfix.database.Columns;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.database.Session;
import io.vertx.core.Future;
import java.util.Iterator;
import java.util.List;

/** Writes the append-only audit log, in the transaction of the change that it tells of. */
public final class AuditLog {
    private final Ids ids = new Ids("audit_ids", 1_000);

    public Future<Void> add(Session transaction, AuditEntry entry) {
        return add(transaction, List.of(entry));
    }

    public Future<Void> add(Session transaction, List<AuditEntry> entries) {
        return ids.next(transaction, entries.size())
                .compose(drawn -> transaction.insert("audit_log", rows(entries, drawn.iterator())));
    }

    private static Columns<AuditEntry> rows(List<AuditEntry> entries, Iterator<Long> drawn) {
        return Columns.of(entries)
                .number("id", entry -> drawn.next())
                .time("at", AuditEntry::at)
                .number("actor", AuditEntry::actor)
                .text("action", AuditEntry::action)
                .text("subject_kind", AuditEntry::subjectKind)
                .number("subject_id", AuditEntry::subjectId)
                .number("bug_id", AuditEntry::bug)
                .number("amount_cents", AuditEntry::amountCents)
                .text("detail", AuditEntry::detail);
    }
}
