package io.crowdfundfix.analysis;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.engine.Vectors;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What a node's indexes are filled from, in SQL: first what there is, answered by a database index alone, then only the vectors that are missing. */
final class KnowledgeStore {
    private static final String SELECT_PLACES =
            "select bug_id, embedded_at, reported_at from bug_vectors where model = #{model} and ";

    /** That a bug's meaning is stored, and since when. */
    record Place(long bug, Instant embeddedAt, Instant reportedAt) {}

    /** A bug's vector as it is stored. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Meaning(long bug, float[] vector, Instant embeddedAt) {}

    /** By rising bug. */
    Future<List<Place>> placesAfter(Session session, String model, long after, int limit) {
        return session.query(
                SELECT_PLACES + "bug_id > #{after} order by bug_id limit #{limit}",
                Parameters.with("model", model).and("after", after).and("limit", limit),
                KnowledgeStore::place);
    }

    /** What was stored since then, in that order. */
    Future<List<Place>> placesSince(Session session, String model, Instant since, int limit) {
        return session.query(
                SELECT_PLACES + "embedded_at >= #{since} order by embedded_at, bug_id limit #{limit}",
                Parameters.with("model", model).and("since", Times.toSql(since)).and("limit", limit),
                KnowledgeStore::place);
    }

    /** The vectors of those of these bugs that this model has read, in no order. */
    Future<List<Meaning>> meanings(Session session, String model, Collection<Long> bugs) {
        if (bugs.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return session.query(
                """
                select bug_id, vector, embedded_at from bug_vectors
                where bug_id = any(#{bugs}) and model = #{model}
                """, Parameters.with("model", model).and("bugs", bugs.toArray(Long[]::new)), KnowledgeStore::meaning);
    }

    /** Bugs whose vectors another model has made, by rising id. */
    Future<List<Long>> madeByOthers(Session session, String model, long after, int limit) {
        return session.query(
                """
                select bug_id from bug_vectors where bug_id > #{after} and model <> #{model}
                order by bug_id limit #{limit}
                """,
                Parameters.with("model", model).and("after", after).and("limit", limit),
                row -> row.getLong("bug_id"));
    }

    private static Place place(Row row) {
        return new Place(
                row.getLong("bug_id"),
                Times.fromSql(row.getOffsetDateTime("embedded_at")),
                Times.fromSql(row.getOffsetDateTime("reported_at")));
    }

    static Meaning meaning(Row row) {
        return new Meaning(
                row.getLong("bug_id"),
                Vectors.fromBytes(row.getBuffer("vector").getBytes()),
                Times.fromSql(row.getOffsetDateTime("embedded_at")));
    }
}
