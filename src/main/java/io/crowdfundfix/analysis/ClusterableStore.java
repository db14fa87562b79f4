package io.crowdfundfix.analysis;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.engine.Fingerprint;
import io.crowdfundfix.engine.Vectors;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What clusters are built of, and when they were, in SQL. */
final class ClusterableStore {
    /** A bug as it is clustered. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Clusterable(long bug, String title, float[] vector, List<String> terms, Instant reportedAt) {}

    /**
     * The last build.
     *
     * @param bugs how many were clustered
     * @param fresh how many vectors were stored since
     */
    record LastBuild(String model, Instant at, long bugs, long tookMs, long fresh) {}

    /** The last build, and what has come since; without one, empty. */
    Future<Optional<LastBuild>> lastBuild(Session session) {
        return session.find(
                """
                select c.model, c.built_at, c.bugs, c.took_ms,
                  (select count(*) from bug_vectors v where v.embedded_at > c.built_at and v.model = c.model) as fresh
                from cluster_builds c
                """,
                Parameters.none(),
                row -> new LastBuild(
                        row.getString("model"),
                        Times.fromSql(row.getOffsetDateTime("built_at")),
                        row.getLong("bugs"),
                        row.getLong("took_ms"),
                        row.getLong("fresh")));
    }

    Future<Long> vectors(Session session, String model) {
        return session.find(
                        "select count(*) as vectors from bug_vectors where model = #{model}",
                        Parameters.with("model", model),
                        row -> row.getLong("vectors"))
                .map(Optional::orElseThrow);
    }

    /** Bugs of a model below a number, the newest first. */
    Future<List<Clusterable>> newest(Session session, String model, long below, int limit) {
        return session.query(
                """
                select bug_id, title, vector, fingerprint, reported_at from bug_vectors
                where model = #{model} and bug_id < #{below} order by bug_id desc limit #{limit}
                """,
                Parameters.with("model", model).and("below", below).and("limit", limit),
                ClusterableStore::clusterable);
    }

    /** Bugs of a model whose vectors were stored since a moment. */
    Future<List<Clusterable>> since(Session session, String model, Instant since, int limit) {
        return session.query(
                """
                select bug_id, title, vector, fingerprint, reported_at from bug_vectors
                where embedded_at >= #{since} and model = #{model} order by embedded_at, bug_id limit #{limit}
                """,
                Parameters.with("model", model).and("since", Times.toSql(since)).and("limit", limit),
                ClusterableStore::clusterable);
    }

    private static Clusterable clusterable(Row row) {
        return new Clusterable(
                row.getLong("bug_id"),
                row.getString("title"),
                Vectors.fromBytes(row.getBuffer("vector").getBytes()),
                Fingerprint.decode(row.getString("fingerprint")).terms(),
                Times.fromSql(row.getOffsetDateTime("reported_at")));
    }
}
