package io.crowdfundfix.analytics;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.journal.Delta;
import io.crowdfundfix.journal.Forecast;
import io.crowdfundfix.journal.Metrics;
import io.crowdfundfix.json.RawJson;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts everything from the tables of bugs, bounties and the ledger, read only: the one place that looks into tables of others, because
 * figures that nobody can recount are worth nothing.
 */
final class TruthStore {
    private static final int BOUNTIES_AT_ONCE = 5_000;

    /** What each of these adds up to; the columns are {@code dimension, epoch_day, events, cents}. */
    private static final Map<String, String> COUNTS = Map.ofEntries(
            Map.entry(Metrics.BUGS_REPORTED, byDay("created_at", "count(*)", "0", "bugs")),
            Map.entry(
                    Metrics.BUGS_RESOLVED,
                    byDay(
                            "at",
                            "count(*)",
                            "0",
                            "bug_events where kind = 'status_changed' and detail like '%→ RESOLVED'")),
            Map.entry(Metrics.BUGS_BY_STATUS, by("status", "bugs")),
            Map.entry(Metrics.BUGS_BY_SEVERITY, by("severity", "bugs where analysis_state = 'DONE'")),
            Map.entry(Metrics.BUGS_BY_CATEGORY, by("category", "bugs where analysis_state = 'DONE'")),
            Map.entry(Metrics.CONTRIBUTIONS, byDay("made_at", "count(*)", "sum(amount_cents)", "contributions")),
            Map.entry(
                    Metrics.REFUNDS,
                    byDay(
                            "ended_at",
                            "count(*)",
                            "sum(amount_cents)",
                            "contributions where state in ('REFUNDED', 'EXPIRED_REFUNDED')")),
            Map.entry(
                    Metrics.PAYOUTS, byDay("at", "count(*)", "sum(amount_cents)", "bounty_events where kind = 'paid'")),
            Map.entry(Metrics.HELD, """
                    select 'all' as dimension, 0 as epoch_day, count(*) as events,
                      cast(coalesce(sum(amount_cents), 0) as bigint) as cents
                    from contributions where state = 'HELD'
                    """),
            Map.entry(Metrics.DEVELOPER_PAID, """
                    select cast(a.owner as varchar(20)) as dimension, 0 as epoch_day, count(*) as events,
                      cast(sum(p.amount_cents) as bigint) as cents
                    from ledger_transactions t
                    join ledger_postings p on p.transaction_id = t.id
                    join ledger_accounts a on a.id = p.account_id and a.kind = 'WALLET'
                    left join claims c on c.id = t.subject
                    where t.kind = 'PAYOUT' and a.owner <> coalesce(c.reviewer, 0) group by a.owner
                    """));

    private static String byDay(String at, String events, String cents, String rows) {
        String day = "cast(floor(extract(epoch from " + at + ") / 86400) as bigint)";
        return "select 'all' as dimension, " + day + " as epoch_day, " + events + " as events, cast(" + cents
                + " as bigint) as cents from " + rows + " group by " + day;
    }

    private static String by(String column, String rows) {
        return "select " + column + " as dimension, 0 as epoch_day, count(*) as events, 0 as cents from " + rows
                + " group by " + column;
    }

    /** Counts on what this session sees. */
    Future<Figures> count(Session session) {
        Figures figures = new Figures();
        Future<Void> all = Future.succeededFuture();
        for (Map.Entry<String, String> count : COUNTS.entrySet()) {
            all = all.compose(before -> counted(session, count.getKey(), count.getValue(), figures));
        }
        return all.compose(counted -> bounties(session, -1, figures)).map(figures);
    }

    private static Future<Void> counted(Session session, String metric, String sql, Figures figures) {
        return session.query(
                        sql,
                        Parameters.none(),
                        row -> new Delta(
                                metric,
                                row.getString("dimension"),
                                row.getLong("epoch_day"),
                                row.getLong("events"),
                                row.getLong("cents")))
                .map(deltas -> {
                    deltas.forEach(figures::add);
                    return null;
                });
    }

    /** What became of one bounty; times of what has not happened are null. */
    private record Bounty(
            long bug,
            long heldCents,
            Instant reportedAt,
            Instant openedAt,
            @Nullable Instant claimedAt,
            @Nullable Instant paidAt,
            long paidCents) {}

    /** What falls into classes is classed here, by the functions by which changes were: a few bounties at a time. */
    private static Future<Void> bounties(Session session, long after, Figures figures) {
        return session.query("""
                        select b.bug_id, b.held_cents, g.created_at as reported_at, b.opened_at,
                          (select min(c.made_at) from claims c where c.bug_id = b.bug_id) as claimed_at,
                          p.at as paid_at, p.amount_cents as paid_cents
                        from bounties b join bugs g on g.id = b.bug_id
                        left join bounty_events p on p.bug_id = b.bug_id and p.version =
                          (select min(f.version) from bounty_events f where f.bug_id = b.bug_id and f.kind = 'paid')
                        where b.bug_id > #{after} and b.version > 0 order by b.bug_id limit #{limit}
                        """, Parameters.with("after", after).and("limit", BOUNTIES_AT_ONCE), TruthStore::bounty)
                .compose(page -> forecasts(session, page).compose(forecastByBug -> {
                    page.forEach(bounty -> add(figures, bounty, forecastByBug.get(bounty.bug())));
                    return page.size() < BOUNTIES_AT_ONCE
                            ? Future.succeededFuture()
                            : bounties(session, page.get(page.size() - 1).bug(), figures);
                }));
    }

    private static void add(Figures figures, Bounty bounty, @Nullable Forecast foreseen) {
        Metrics.bountyMoved(null, bounty.heldCents(), bounty.openedAt()).forEach(figures::add);
        figures.add(Metrics.took(Metrics.HOURS_TO_FUND, bounty.reportedAt(), bounty.openedAt()));
        Instant paidAt = bounty.paidAt();
        if (bounty.claimedAt() != null) {
            figures.add(Metrics.took(Metrics.HOURS_TO_CLAIM, bounty.openedAt(), bounty.claimedAt()));
        }
        if (paidAt != null) {
            figures.add(Metrics.took(Metrics.HOURS_TO_FIX, bounty.openedAt(), paidAt));
        }
        if (paidAt != null && foreseen != null) {
            Metrics.forecast(foreseen, bounty.paidCents(), paidAt).forEach(figures::add);
        }
    }

    private static Future<Map<Long, Forecast>> forecasts(Session session, List<Bounty> page) {
        Long[] paid = page.stream()
                .filter(bounty -> bounty.paidAt() != null)
                .map(Bounty::bug)
                .toArray(Long[]::new);
        return session.query(
                        "select id, analysis from bugs where id = any(#{bugs}) and analysis is not null",
                        Parameters.with("bugs", paid),
                        row -> Map.entry(row.getLong("id"), Forecast.of(new RawJson(row.getString("analysis")))))
                .map(rows -> rows.stream()
                        .filter(row -> row.getValue().isPresent())
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, row -> row.getValue().orElseThrow())));
    }

    private static Bounty bounty(Row row) {
        Long paidCents = row.getLong("paid_cents");
        Function<String, @Nullable Instant> time = column -> {
            OffsetDateTime at = row.getOffsetDateTime(column);
            return at == null ? null : Times.fromSql(at);
        };
        return new Bounty(
                row.getLong("bug_id"),
                row.getLong("held_cents"),
                Times.fromSql(row.getOffsetDateTime("reported_at")),
                Times.fromSql(row.getOffsetDateTime("opened_at")),
                time.apply("claimed_at"),
                time.apply("paid_at"),
                paidCents == null ? 0 : paidCents);
    }
}
