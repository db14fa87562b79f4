package io.crowdfundfix.jobs;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The durable queue as operators see it. */
public final class JobListing {
    private static final int MOST_KINDS = 200;

    private final Database database;

    public JobListing(Database database) {
        this.database = database;
    }

    /**
     * A job that is not done.
     *
     * @param state PENDING, also while it is worked on, or FAILED
     * @param attempts how often it was begun
     * @param dueAt when it is taken next; while it is worked on, when another takes over
     * @param reason why the last attempt failed
     */
    public record Listed(
            long id,
            String kind,
            long subject,
            String state,
            int attempts,
            Instant dueAt,
            Instant createdAt,
            @Nullable String reason) {}

    /** How many jobs of a kind are in a state. */
    public record Counted(String kind, String state, long jobs) {}

    /** The newest below a number, or from the newest on where it is null. */
    public Future<List<Listed>> before(@Nullable String kind, @Nullable String state, @Nullable Long below, int limit) {
        StringBuilder where = new StringBuilder("true");
        Parameters parameters = Parameters.with("limit", limit);
        if (kind != null) {
            where.append(" and kind = #{kind}");
            parameters.and("kind", kind);
        }
        if (state != null) {
            where.append(" and state = #{state}");
            parameters.and("state", state);
        }
        if (below != null) {
            where.append(" and id < #{below}");
            parameters.and("below", below);
        }
        return database.query(
                "select * from jobs where " + where + " order by id desc limit #{limit}",
                parameters,
                JobListing::listed);
    }

    public Future<List<Counted>> counts() {
        return database.query(
                """
                select kind, state, count(*) as jobs from jobs
                group by kind, state order by kind, state limit #{limit}
                """,
                Parameters.with("limit", MOST_KINDS),
                row -> new Counted(row.getString("kind"), row.getString("state"), row.getLong("jobs")));
    }

    public Future<Optional<Listed>> find(Session session, long id) {
        return session.find("select * from jobs where id = #{id}", Parameters.with("id", id), JobListing::listed);
    }

    /** Makes a failed job due again, as if it were new; false where it is not a failed one. */
    public Future<Boolean> revive(Session transaction, long id, Instant now) {
        return transaction
                .update("""
                        update jobs set state = 'PENDING', attempts = 0, due_at = #{now}, reason = null,
                          revision = revision + 1
                        where id = #{id} and state = 'FAILED'
                        """, Parameters.with("id", id).and("now", Times.toSql(now)))
                .map(updated -> updated == 1);
    }

    private static Listed listed(Row row) {
        return new Listed(
                row.getLong("id"),
                row.getString("kind"),
                row.getLong("subject"),
                row.getString("state"),
                row.getInteger("attempts"),
                Times.fromSql(row.getOffsetDateTime("due_at")),
                Times.fromSql(row.getOffsetDateTime("created_at")),
                row.getString("reason"));
    }
}
