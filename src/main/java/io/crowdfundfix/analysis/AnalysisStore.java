package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.ClusterMember;
import io.crowdfundfix.analysis.AnalysisApi.ClusterTrend;
import io.crowdfundfix.analysis.AnalysisApi.ClusterView;
import io.crowdfundfix.analysis.AnalysisApi.ListClusters;
import io.crowdfundfix.analysis.KnowledgeStore.Meaning;
import io.crowdfundfix.database.Cursor;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.engine.Fingerprint;
import io.crowdfundfix.engine.Vectors;
import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Vectors and clusters in SQL. */
final class AnalysisStore {
    private static final String ORDER = "largest";
    private static final Duration WEEK = Duration.ofDays(7);

    /** What evidence is drawn from. */
    record KnownBug(long bug, String title, Fingerprint fingerprint, long cluster) {}

    /** What an analysis leaves behind. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Remembered(
            long bug,
            String model,
            float[] vector,
            String title,
            Fingerprint fingerprint,
            long cluster,
            Instant reportedAt) {}

    /** Stores or replaces. */
    Future<Void> save(Session session, Remembered bug, Instant now) {
        Parameters row = Parameters.with("bug", bug.bug())
                .and("model", bug.model())
                .and("vector", Buffer.buffer(Vectors.toBytes(bug.vector())))
                .and("title", bug.title())
                .and("fingerprint", bug.fingerprint().encoded())
                .and("cluster", bug.cluster())
                .and("reported_at", Times.toSql(bug.reportedAt()))
                .and("now", Times.toSql(now));
        return session.update("""
                        update bug_vectors set model = #{model}, vector = #{vector}, title = #{title},
                          fingerprint = #{fingerprint}, cluster_id = #{cluster}, embedded_at = #{now}
                        where bug_id = #{bug}
                        """, row)
                .compose(updated -> updated == 1 ? Future.succeededFuture(updated) : session.update("""
                                insert into bug_vectors (bug_id, model, vector, title, fingerprint, cluster_id,
                                  reported_at, embedded_at)
                                values (#{bug}, #{model}, #{vector}, #{title}, #{fingerprint}, #{cluster},
                                  #{reported_at}, #{now})
                                on conflict do nothing
                                """, row))
                .mapEmpty();
    }

    Future<Optional<Meaning>> vector(Session session, String model, long bug) {
        return session.find("""
                select bug_id, vector, cluster_id, embedded_at from bug_vectors
                where bug_id = #{bug} and model = #{model}
                """, Parameters.with("bug", bug).and("model", model), KnowledgeStore::meaning);
    }

    Future<List<KnownBug>> known(Session session, Collection<Long> bugs) {
        if (bugs.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return session.query(
                "select bug_id, title, fingerprint, cluster_id from bug_vectors where bug_id = any(#{bugs})",
                Parameters.with("bugs", bugs.toArray(Long[]::new)),
                row -> new KnownBug(
                        row.getLong("bug_id"),
                        row.getString("title"),
                        Fingerprint.decode(row.getString("fingerprint")),
                        row.getLong("cluster_id")));
    }

    /** The clusters with these founders, in no order. */
    Future<List<ClusterView>> clusters(Session session, Collection<Long> founders, Instant now) {
        if (founders.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return session.query(
                SELECT_CLUSTERS + " where m.cluster_id = any(#{founders}) group by m.cluster_id",
                weeks(now).and("founders", founders.toArray(Long[]::new)),
                AnalysisStore::cluster);
    }

    Future<List<ClusterView>> largestClusters(Session session, ListClusters question, Instant now) {
        Parameters parameters = weeks(now).and("min_size", question.minSize()).and("limit", question.limit() + 1);
        String after = "";
        if (question.cursor() != null) {
            Cursor cursor = Cursor.decode(question.cursor(), ORDER);
            after = " and (count(*) < #{size} or (count(*) = #{size} and m.cluster_id > #{after}))";
            parameters.and("size", size(cursor)).and("after", cursor.id());
        }
        return session.query(
                SELECT_CLUSTERS + " group by m.cluster_id having count(*) >= #{min_size}" + after
                        + " order by size desc, m.cluster_id limit #{limit}",
                parameters,
                AnalysisStore::cluster);
    }

    static Cursor cursorAfter(ClusterView cluster) {
        return new Cursor(ORDER, Long.toString(cluster.size()), cluster.id());
    }

    Future<List<ClusterMember>> members(Session session, long cluster, int limit) {
        return session.query(
                """
                select bug_id, title from bug_vectors where cluster_id = #{cluster} order by bug_id desc limit #{limit}
                """,
                Parameters.with("cluster", cluster).and("limit", limit),
                row -> new ClusterMember(row.getLong("bug_id"), row.getString("title")));
    }

    private static final String SELECT_CLUSTERS = """
            select m.cluster_id, count(*) as size,
              (select f.title from bug_vectors f where f.bug_id = m.cluster_id) as label,
              count(case when m.reported_at >= #{week_ago} then 1 end) as last_week,
              count(case when m.reported_at >= #{two_weeks_ago} and m.reported_at < #{week_ago} then 1 end) as week_before
            from bug_vectors m""";

    private static Parameters weeks(Instant now) {
        return Parameters.with("week_ago", Times.toSql(now.minus(WEEK)))
                .and("two_weeks_ago", Times.toSql(now.minus(WEEK).minus(WEEK)));
    }

    private static ClusterView cluster(Row row) {
        return new ClusterView(
                row.getLong("cluster_id"),
                row.getString("label"),
                row.getLong("size"),
                new ClusterTrend(row.getLong("last_week"), row.getLong("week_before")),
                List.of());
    }

    private static long size(Cursor cursor) {
        try {
            return Long.parseLong(cursor.value());
        } catch (NumberFormatException e) {
            throw Fault.invalid("cursor", "is not a cursor of this list");
        }
    }
}
