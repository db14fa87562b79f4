package io.crowdfundfix.journal;

import io.crowdfundfix.database.Ids;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;

/** Writes the append-only audit log, in the transaction of the change that it tells of. */
public final class AuditLog {
    private final Ids ids = new Ids("audit_ids", 1_000);

    public Future<Void> add(Session transaction, AuditEntry entry) {
        return add(transaction, List.of(entry));
    }

    public Future<Void> add(Session transaction, List<AuditEntry> entries) {
        return ids.next(transaction, entries.size())
                .compose(drawn -> transaction.batch(
                        """
                        insert into audit_log
                            (id, at, actor, action, subject_kind, subject_id, bug_id, amount_cents, detail)
                        values (#{id}, #{at}, #{actor}, #{action}, #{kind}, #{subject}, #{bug}, #{cents}, #{detail})
                        """,
                        IntStream.range(0, entries.size())
                                .mapToObj(i -> row(drawn.get(i), entries.get(i)))
                                .toList()));
    }

    private static Parameters row(long id, AuditEntry entry) {
        return Parameters.with("id", id)
                .and("at", Times.toSql(entry.at()))
                .and("actor", entry.actor())
                .and("action", entry.action())
                .and("kind", entry.subjectKind())
                .and("subject", entry.subjectId())
                .and("bug", entry.bug())
                .and("cents", entry.amountCents())
                .and("detail", entry.detail());
    }
}
