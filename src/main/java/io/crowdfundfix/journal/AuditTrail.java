package io.crowdfundfix.journal;

import io.crowdfundfix.database.Cursor;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the audit log, the newest entries first. */
public final class AuditTrail {
    private static final String ORDER = "audit";

    private final Database database;

    public AuditTrail(Database database) {
        this.database = database;
    }

    /**
     * Which entries; null leaves a side open.
     *
     * @param from the first moment
     * @param to the first moment after
     */
    public record Filter(
            @Nullable Long actor,
            @Nullable String subjectKind,
            @Nullable Long subjectId,
            @Nullable Long bug,
            @Nullable String action,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** An entry with its number. */
    public record Numbered(long id, AuditEntry entry) {}

    /**
     * A part of the log.
     *
     * @param next where the next page starts; null on the last one
     */
    public record Page(List<Numbered> entries, @Nullable String next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    public Future<Page> page(Filter filter, @Nullable String cursor, int limit) {
        StringBuilder where = new StringBuilder("true");
        Parameters parameters = Parameters.with("limit", limit + 1);
        and(where, parameters, "actor = #{actor}", "actor", filter.actor());
        and(where, parameters, "subject_kind = #{kind}", "kind", filter.subjectKind());
        and(where, parameters, "subject_id = #{subject}", "subject", filter.subjectId());
        and(where, parameters, "bug_id = #{bug}", "bug", filter.bug());
        and(where, parameters, "action = #{action}", "action", filter.action());
        and(where, parameters, "at >= #{from}", "from", filter.from() == null ? null : Times.toSql(filter.from()));
        and(where, parameters, "at < #{to}", "to", filter.to() == null ? null : Times.toSql(filter.to()));
        if (cursor != null) {
            Cursor last = Cursor.decode(cursor, ORDER);
            and(where, parameters, "(at, id) < (#{last_at}, #{last_id})", "last_at", Times.toSql(moment(last)));
            parameters.and("last_id", last.id());
        }
        return database.query(
                        "select * from audit_log where " + where + " order by at desc, id desc limit #{limit}",
                        parameters,
                        AuditTrail::entry)
                .map(found -> page(found, limit));
    }

    private static void and(
            StringBuilder where, Parameters parameters, String clause, String name, @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(clause);
            parameters.and(name, value);
        }
    }

    /** Years beyond 9999, which ISO 8601 marks with a sign, are none of ours, and more than the databases take. */
    private static Instant moment(Cursor cursor) {
        try {
            if (!cursor.value().isEmpty() && Character.isDigit(cursor.value().charAt(0))) {
                return Instant.parse(cursor.value());
            }
        } catch (DateTimeException e) {
            throw Fault.invalid("cursor", "is not a cursor of this list");
        }
        throw Fault.invalid("cursor", "is not a cursor of this list");
    }

    private static Page page(List<Numbered> found, int limit) {
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        Numbered last = found.get(limit - 1);
        return new Page(
                found.subList(0, limit), new Cursor(ORDER, last.entry().at().toString(), last.id()).encoded());
    }

    private static Numbered entry(Row row) {
        return new Numbered(
                row.getLong("id"),
                new AuditEntry(
                        Times.fromSql(row.getOffsetDateTime("at")),
                        row.getLong("actor"),
                        row.getString("action"),
                        row.getString("subject_kind"),
                        row.getLong("subject_id"),
                        row.getLong("bug_id"),
                        row.getLong("amount_cents"),
                        row.getString("detail")));
    }
}
