package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.ClusterStore.DayCount;
import io.crowdfundfix.analysis.ClustersApi.ClusterMember;
import io.crowdfundfix.analysis.ClustersApi.ClusterSummaries;
import io.crowdfundfix.analysis.ClustersApi.ClusterSummary;
import io.crowdfundfix.analysis.ClustersApi.ClusterTrend;
import io.crowdfundfix.analysis.ClustersApi.PageClusters;
import io.crowdfundfix.analysis.ClustersApi.ReadCluster;
import io.crowdfundfix.database.Cursor;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Clusters with their sizes and trends; there are few, so they are sorted and paged here. */
final class ClusterPages {
    private static final String ORDER = "largest";
    private static final int MEMBERS_SHOWN = 100;
    private static final int DAYS = 14;
    private static final int WEEKS = 8;
    private static final int WEEK = 7;
    private static final Comparator<ClusterSummary> LARGEST_FIRST =
            Comparator.comparingLong(ClusterSummary::size).reversed().thenComparing(ClusterSummary::id);

    private final Database database;
    private final Clock clock;
    private final ClusterStore store;

    ClusterPages(Database database, Clock clock, ClusterStore store) {
        this.database = database;
        this.clock = clock;
        this.store = store;
    }

    Future<ClusterSummaries> page(PageClusters question) {
        return all().map(all -> {
            List<ClusterSummary> rest = all.stream()
                    .filter(cluster -> cluster.size() >= question.minSize())
                    .sorted(LARGEST_FIRST)
                    .filter(after(question))
                    .toList();
            List<ClusterSummary> shown = rest.subList(0, Math.min(question.limit(), rest.size()));
            return new ClusterSummaries(shown, rest.size() > shown.size() ? cursor(shown.get(shown.size() - 1)) : null);
        });
    }

    private static Predicate<ClusterSummary> after(PageClusters question) {
        if (question.cursor() == null) {
            return any -> true;
        }
        Cursor cursor = Cursor.decode(question.cursor(), ORDER);
        long size = size(cursor);
        return cluster -> cluster.size() < size || (cluster.size() == size && cluster.id() > cursor.id());
    }

    private static long size(Cursor cursor) {
        try {
            return Long.parseLong(cursor.value());
        } catch (NumberFormatException e) {
            throw Fault.invalid("cursor", "is not a cursor of this list");
        }
    }

    private static String cursor(ClusterSummary last) {
        return new Cursor(ORDER, Long.toString(last.size()), last.id()).encoded();
    }

    Future<ClusterSummary> read(ReadCluster question) {
        long id = question.cluster();
        return all().compose(all -> {
            ClusterSummary found = all.stream()
                    .filter(cluster -> cluster.id() == id)
                    .findFirst()
                    .orElseThrow(() -> Fault.notFound("cluster_not_found", "There is no cluster " + id));
            return store.members(database, id, MEMBERS_SHOWN).map(members -> with(found, members));
        });
    }

    private Future<List<ClusterSummary>> all() {
        long today = ClusterStore.day(clock.instant());
        return store.clusters(database)
                .compose(clusters -> store.days(database)
                        .map(days -> clusters.stream()
                                .map(cluster -> summary(cluster, own(days, cluster.id()), today))
                                .toList()));
    }

    private static List<DayCount> own(List<DayCount> days, long cluster) {
        return days.stream().filter(day -> day.cluster() == cluster).toList();
    }

    private static ClusterSummary summary(ClusterStore.ReadCluster cluster, List<DayCount> days, long today) {
        return new ClusterSummary(
                cluster.id(),
                cluster.label(),
                cluster.terms(),
                days.stream().mapToLong(DayCount::bugs).sum(),
                trend(days, today),
                cluster.central(),
                cluster.builtAt(),
                List.of());
    }

    static ClusterTrend trend(List<DayCount> days, long today) {
        Long[] perDay = new Long[DAYS];
        for (int i = 0; i < DAYS; i++) {
            perDay[i] = between(days, today - DAYS + 1 + i, 1);
        }
        Long[] perWeek = new Long[WEEKS];
        for (int i = 0; i < WEEKS; i++) {
            perWeek[i] = between(days, today - (long) (WEEKS - i) * WEEK + 1, WEEK);
        }
        return new ClusterTrend(perWeek[WEEKS - 1], perWeek[WEEKS - 2], List.of(perDay), List.of(perWeek));
    }

    private static long between(List<DayCount> days, long first, int length) {
        return days.stream()
                .filter(day -> day.day() >= first && day.day() < first + length)
                .mapToLong(DayCount::bugs)
                .sum();
    }

    private static ClusterSummary with(ClusterSummary cluster, List<ClusterMember> members) {
        return new ClusterSummary(
                cluster.id(),
                cluster.label(),
                cluster.terms(),
                cluster.size(),
                cluster.trend(),
                cluster.centralBug(),
                cluster.builtAt(),
                members);
    }
}
