package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.KnowledgeStore.Meaning;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.engine.Fingerprint;
import io.crowdfundfix.engine.Vectors;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Vectors, and what evidence is drawn from, in SQL. */
final class AnalysisStore {
    /** What evidence is drawn from. */
    record KnownBug(long bug, String title, Fingerprint fingerprint) {}

    /** What an analysis leaves behind. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Remembered(
            long bug, String model, float[] vector, String title, Fingerprint fingerprint, Instant reportedAt) {}

    /** Stores or replaces. */
    Future<Void> save(Session session, Remembered bug, Instant now) {
        Parameters row = Parameters.with("bug", bug.bug())
                .and("model", bug.model())
                .and("vector", Buffer.buffer(Vectors.toBytes(bug.vector())))
                .and("title", bug.title())
                .and("fingerprint", bug.fingerprint().encoded())
                .and("reported_at", Times.toSql(bug.reportedAt()))
                .and("now", Times.toSql(now));
        return session.update("""
                        update bug_vectors set model = #{model}, vector = #{vector}, title = #{title},
                          fingerprint = #{fingerprint}, embedded_at = #{now}
                        where bug_id = #{bug}
                        """, row)
                .compose(updated -> updated == 1 ? Future.succeededFuture(updated) : session.update("""
                                insert into bug_vectors (bug_id, model, vector, title, fingerprint,
                                  reported_at, embedded_at)
                                values (#{bug}, #{model}, #{vector}, #{title}, #{fingerprint},
                                  #{reported_at}, #{now})
                                on conflict do nothing
                                """, row))
                .mapEmpty();
    }

    Future<Optional<Meaning>> vector(Session session, String model, long bug) {
        return session.find("""
                select bug_id, vector, embedded_at from bug_vectors
                where bug_id = #{bug} and model = #{model}
                """, Parameters.with("bug", bug).and("model", model), KnowledgeStore::meaning);
    }

    Future<List<KnownBug>> known(Session session, Collection<Long> bugs) {
        if (bugs.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return session.query(
                "select bug_id, title, fingerprint from bug_vectors where bug_id = any(#{bugs})",
                Parameters.with("bugs", bugs.toArray(Long[]::new)),
                row -> new KnownBug(
                        row.getLong("bug_id"),
                        row.getString("title"),
                        Fingerprint.decode(row.getString("fingerprint"))));
    }
}
