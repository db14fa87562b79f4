package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.ClustersApi.CentralBug;
import io.crowdfundfix.analysis.ClustersApi.ClusterMember;
import io.crowdfundfix.analysis.CurrentClusters.Build;
import io.crowdfundfix.analysis.CurrentClusters.Centre;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.engine.Vectors;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clusters, who belongs to them and when they were built, in SQL. */
final class ClusterStore {
    private final Ids ids;

    ClusterStore(Ids ids) {
        this.ids = ids;
    }

    /** A cluster as it is written. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record WrittenCluster(
            long id,
            String label,
            List<String> terms,
            long centralBug,
            float[] centroid,
            double reach,
            List<Placed> members) {}

    /** A bug's place in a cluster. */
    record Placed(long bug, long cluster, double similarity, Instant reportedAt) {}

    /** A cluster as it is read. */
    record ReadCluster(long id, String label, List<String> terms, CentralBug central, Instant builtAt) {}

    /** How many bugs of a cluster were reported on a day. */
    record DayCount(long cluster, long day, long bugs) {}

    Future<Long> nextId(Session session) {
        return ids.next(session);
    }

    Future<List<Placed>> members(Session session) {
        return session.query(
                "select bug_id, cluster_id, similarity, reported_day from bug_cluster_members",
                Parameters.none(),
                row -> new Placed(
                        row.getLong("bug_id"), row.getLong("cluster_id"), row.getDouble("similarity"), Instant.EPOCH));
    }

    /** Replaces all that there was. */
    Future<Void> replace(Session transaction, List<WrittenCluster> clusters, BuildRow build) {
        return transaction
                .update("delete from bug_cluster_members", Parameters.none())
                .compose(done -> transaction.update("delete from bug_clusters", Parameters.none()))
                .compose(done -> transaction.update("delete from cluster_builds", Parameters.none()))
                .compose(done -> transaction.update(
                        """
                        insert into cluster_builds (id, model, mean, bugs, took_ms, built_at)
                        values (1, #{model}, #{mean}, #{bugs}, #{took_ms}, #{at})
                        """,
                        Parameters.with("model", build.model())
                                .and("mean", Buffer.buffer(Vectors.toBytes(build.mean())))
                                .and("bugs", build.bugs())
                                .and("took_ms", build.tookMs())
                                .and("at", Times.toSql(build.at()))))
                .compose(done -> transaction.batch(
                        """
                        insert into bug_clusters (id, label, terms, central_bug, centroid, reach)
                        values (#{id}, #{label}, #{terms}, #{central}, #{centroid}, #{reach})
                        """, clusters.stream().map(ClusterStore::row).toList()))
                .compose(done -> transaction.batch(
                        INSERT_MEMBER,
                        clusters.stream()
                                .flatMap(cluster -> cluster.members().stream())
                                .map(ClusterStore::row)
                                .toList()));
    }

    /** What is kept of a build. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record BuildRow(String model, float[] mean, long bugs, long tookMs, Instant at) {}

    private static final String INSERT_MEMBER = """
            insert into bug_cluster_members (bug_id, cluster_id, similarity, reported_day)
            values (#{bug}, #{cluster}, #{similarity}, #{day})
            """;

    private static Parameters row(WrittenCluster cluster) {
        return Parameters.with("id", cluster.id())
                .and("label", cluster.label())
                .and("terms", String.join(" ", cluster.terms()))
                .and("central", cluster.centralBug())
                .and("centroid", Buffer.buffer(Vectors.toBytes(cluster.centroid())))
                .and("reach", cluster.reach());
    }

    private static Parameters row(Placed placed) {
        return Parameters.with("bug", placed.bug())
                .and("cluster", placed.cluster())
                .and("similarity", placed.similarity())
                .and("day", day(placed.reportedAt()));
    }

    static long day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC).toEpochDay();
    }

    /** Puts a bug into a cluster, or into none; into one that is no more, it is put by the build that removed it. */
    Future<Void> place(Session session, long bug, @Nullable Placed placed) {
        Future<Integer> left =
                session.update("delete from bug_cluster_members where bug_id = #{bug}", Parameters.with("bug", bug));
        return placed == null
                ? left.mapEmpty()
                : left.compose(done -> session.update(INSERT_MEMBER.strip() + " on conflict do nothing", row(placed)))
                        .mapEmpty();
    }

    Future<Build> build(Session session) {
        return session.find(
                        "select model, mean from cluster_builds",
                        Parameters.none(),
                        row -> new Build(
                                row.getString("model"),
                                Vectors.fromBytes(row.getBuffer("mean").getBytes()),
                                List.of()))
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Build.NONE)
                        : centres(session)
                                .map(centres -> new Build(
                                        found.get().model(), found.get().mean(), centres)));
    }

    private static Future<List<Centre>> centres(Session session) {
        return session.query(
                """
                select c.id, c.label, c.centroid, c.reach,
                  (select count(*) from bug_cluster_members m where m.cluster_id = c.id) as size
                from bug_clusters c order by c.id
                """,
                Parameters.none(),
                row -> new Centre(
                        row.getLong("id"),
                        row.getString("label"),
                        row.getLong("size"),
                        Vectors.fromBytes(row.getBuffer("centroid").getBytes()),
                        row.getDouble("reach")));
    }

    Future<List<ReadCluster>> clusters(Session session) {
        return session.query(
                """
                select c.id, c.label, c.terms, c.central_bug, v.title, b.built_at from bug_clusters c
                join bug_vectors v on v.bug_id = c.central_bug cross join cluster_builds b order by c.id
                """,
                Parameters.none(),
                row -> new ReadCluster(
                        row.getLong("id"),
                        row.getString("label"),
                        row.getString("terms").isEmpty()
                                ? List.of()
                                : List.of(row.getString("terms").split(" ")),
                        new CentralBug(row.getLong("central_bug"), row.getString("title")),
                        Times.fromSql(row.getOffsetDateTime("built_at"))));
    }

    Future<List<DayCount>> days(Session session) {
        return session.query(
                """
                select cluster_id, reported_day, count(*) as bugs from bug_cluster_members
                group by cluster_id, reported_day
                """,
                Parameters.none(),
                row -> new DayCount(row.getLong("cluster_id"), row.getLong("reported_day"), row.getLong("bugs")));
    }

    Future<List<ClusterMember>> members(Session session, long cluster, int limit) {
        return session.query(
                """
                select m.bug_id, v.title, m.similarity, v.reported_at from bug_cluster_members m
                join bug_vectors v on v.bug_id = m.bug_id
                where m.cluster_id = #{cluster} order by v.reported_at desc, m.bug_id desc limit #{limit}
                """,
                Parameters.with("cluster", cluster).and("limit", limit),
                row -> new ClusterMember(
                        row.getLong("bug_id"),
                        row.getString("title"),
                        row.getDouble("similarity"),
                        Times.fromSql(row.getOffsetDateTime("reported_at"))));
    }
}
