package io.crowdfundfix.analytics;

import io.crowdfundfix.analytics.Figures.Figure;
import io.crowdfundfix.analytics.Figures.Sum;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.journal.Delta;
import io.crowdfundfix.journal.Metrics;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rollups, and the deltas that wait to be added to them, in SQL. */
final class RollupStore {
    private static final int ROWS_AT_ONCE = 1_000;
    private static final int MOST_CATEGORIES = 100;
    /** Beyond so many the age of those that wait is that of the first ones. */
    private static final int MOST_LOOKED_AT = 10_000;

    private static final int TOP_DEVELOPERS = 10;

    /** A range of the primary key for each figure, and the end of an index for the ranking: no row is read that is not shown. */
    private static final String DASHBOARD = Stream.of(
                            Metrics.BUGS_REPORTED,
                            Metrics.BUGS_BY_STATUS,
                            Metrics.BUGS_BY_SEVERITY,
                            Metrics.BUGS_BY_CATEGORY,
                            Metrics.CONTRIBUTIONS,
                            Metrics.REFUNDS,
                            Metrics.PAYOUTS,
                            Metrics.HELD,
                            Metrics.BOUNTY_SIZE,
                            Metrics.FUNDED_BUGS,
                            Metrics.HOURS_TO_FUND,
                            Metrics.HOURS_TO_CLAIM,
                            Metrics.HOURS_TO_FIX,
                            Metrics.FORECAST,
                            Metrics.FORECAST_RATIO)
                    .map(metric -> allTime(metric) + (metric.equals(Metrics.BUGS_BY_CATEGORY) ? most() : ""))
                    .map(one -> "(" + one + ")")
                    .collect(Collectors.joining(" union all "))
            + " union all (" + allTime(Metrics.DEVELOPER_PAID)
            + " order by metric, epoch_day, cents desc, dimension limit " + TOP_DEVELOPERS + ")";

    private static String allTime(String metric) {
        return "select metric, dimension, events, cents from analytics_rollups where metric = '" + metric
                + "' and epoch_day = " + Figures.ALL_TIME;
    }

    private static String most() {
        return " order by events desc, dimension limit " + MOST_CATEGORIES;
    }

    /** A delta that waits, with the number under which it is deleted. */
    record Waiting(long id, Delta delta) {}

    /** One figure of all time. */
    record Standing(String metric, String dimension, Sum sum) {}

    /** One figure of one day. */
    record Daily(long epochDay, Sum sum) {}

    /** Makes the row whose lock is the turn, if there is none yet; who has the turn is not waited for. */
    Future<Void> makeTurn(Session session) {
        return session.find(
                        "select id from analytics_turns where id = 1", Parameters.none(), row -> row.getInteger("id"))
                .compose(there -> there.isPresent()
                        ? Future.succeededFuture(0)
                        : session.update(
                                "insert into analytics_turns (id) values (1) on conflict do nothing",
                                Parameters.none()))
                .mapEmpty();
    }

    /** Takes the right to write rollups until the end of the transaction; false where another has it. */
    Future<Boolean> takeTurn(Session transaction) {
        return transaction
                .find(
                        "select id from analytics_turns where id = 1 for update skip locked",
                        Parameters.none(),
                        row -> row.getInteger("id"))
                .map(Optional::isPresent);
    }

    /** Whether everything was counted once since these tables are there. */
    Future<Boolean> isBuilt(Session session) {
        return session.find(
                        "select id from analytics_turns where rebuilt_at is not null",
                        Parameters.none(),
                        row -> row.getInteger("id"))
                .map(Optional::isPresent);
    }

    Future<Integer> markBuilt(Session transaction, Instant now) {
        return transaction.update(
                "update analytics_turns set rebuilt_at = #{now} where id = 1",
                Parameters.with("now", Times.toSql(now)));
    }

    Future<List<Waiting>> waiting(Session transaction, int limit) {
        return transaction.query(
                """
                select id, metric, dimension, epoch_day, events, cents from analytics_deltas
                order by id limit #{limit} for update skip locked
                """,
                Parameters.with("limit", limit),
                row -> new Waiting(
                        row.getLong("id"),
                        new Delta(
                                row.getString("metric"),
                                row.getString("dimension"),
                                row.getLong("epoch_day"),
                                row.getLong("events"),
                                row.getLong("cents"))));
    }

    /** When the oldest delta that waits was made; nothing where none waits. */
    Future<Optional<Instant>> oldest(Session session) {
        return session.query("""
                        select min(made_at) as oldest
                        from (select made_at from analytics_deltas order by id limit #{limit}) waiting
                        """, Parameters.with("limit", MOST_LOOKED_AT), row -> row)
                .map(rows -> Optional.<OffsetDateTime>ofNullable(rows.get(0).getOffsetDateTime("oldest"))
                        .map(Times::fromSql));
    }

    Future<Integer> delete(Session transaction, List<Waiting> added) {
        return transaction.update(
                "delete from analytics_deltas where id = any(#{ids})",
                Parameters.with("ids", added.stream().map(Waiting::id).toArray(Long[]::new)));
    }

    /** Deletes all rollups and all deltas that this transaction sees. */
    Future<Integer> clear(Session transaction) {
        return transaction
                .update("delete from analytics_deltas", Parameters.none())
                .compose(gone -> transaction.update("delete from analytics_rollups", Parameters.none()));
    }

    Future<Void> add(Session transaction, Map<Figure, Sum> sums) {
        List<Parameters> rows = sums.entrySet().stream()
                .map(entry -> Parameters.with("metric", entry.getKey().metric())
                        .and("day", entry.getKey().epochDay())
                        .and("dimension", entry.getKey().dimension())
                        .and("events", entry.getValue().events())
                        .and("cents", entry.getValue().cents()))
                .toList();
        Future<Void> all = Future.succeededFuture();
        for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            List<Parameters> some = new ArrayList<>(rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE)));
            all = all.compose(before -> addSome(transaction, some));
        }
        return all;
    }

    private static Future<Void> addSome(Session transaction, List<Parameters> rows) {
        return transaction.batch("""
                        insert into analytics_rollups (metric, epoch_day, dimension, events, cents)
                        values (#{metric}, #{day}, #{dimension}, 0, 0) on conflict do nothing
                        """, rows).compose(there -> transaction.batch("""
                        update analytics_rollups set events = events + #{events}, cents = cents + #{cents}
                        where metric = #{metric} and epoch_day = #{day} and dimension = #{dimension}
                        """, rows));
    }

    /** All that a dashboard shows; the developers come last, those who were paid most first. */
    Future<List<Standing>> dashboard(Session session) {
        return session.query(
                DASHBOARD,
                Parameters.none(),
                row -> new Standing(row.getString("metric"), row.getString("dimension"), sum(row)));
    }

    Future<List<Daily>> days(Session session, String metric, long fromDay, long toDay) {
        return session.query(
                """
                select epoch_day, events, cents from analytics_rollups
                where metric = #{metric} and epoch_day between #{from} and #{to} and dimension = #{all} order by epoch_day
                """,
                Parameters.with("metric", metric)
                        .and("from", fromDay)
                        .and("to", toDay)
                        .and("all", Metrics.ALL),
                row -> new Daily(row.getLong("epoch_day"), sum(row)));
    }

    /** Every rollup that has not come to nothing. */
    Future<Map<Figure, Sum>> all(Session session) {
        return session.query(
                        "select * from analytics_rollups where events <> 0 or cents <> 0",
                        Parameters.none(),
                        row -> Map.entry(
                                new Figure(
                                        row.getString("metric"), row.getString("dimension"), row.getLong("epoch_day")),
                                sum(row)))
                .map(rows -> rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Sum sum(Row row) {
        return new Sum(row.getLong("events"), row.getLong("cents"));
    }
}
