package io.crowdfundfix.funding;

import io.crowdfundfix.database.Columns;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.funding.FundingApi.ContributionState;
import io.crowdfundfix.funding.FundingApi.Source;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who has put what on which bug. */
final class ContributionStore {
    private static final String COLUMNS = """
            id, bug_id, moved_from, contributor_id, contributor_name, amount_cents, source, state, release_level,
            refund_hash, made_at, expires_at""";

    Future<Void> add(Session session, List<Contribution> contributions) {
        return session.insert(
                "contributions",
                Columns.of(contributions)
                        .number("id", Contribution::id)
                        .number("bug_id", Contribution::bug)
                        .number("moved_from", Contribution::movedFrom)
                        .number("contributor_id", Contribution::contributor)
                        .text("contributor_name", Contribution::name)
                        .number("amount_cents", Contribution::cents)
                        .text("source", one -> one.source().name())
                        .text("state", one -> one.state().name())
                        .integer("release_level", Contribution::level)
                        .text("refund_hash", Contribution::refundHash)
                        .time("made_at", Contribution::madeAt)
                        .time("expires_at", Contribution::expiresAt));
    }

    Future<Optional<Contribution>> find(Session session, long id) {
        return session.find(
                "select " + COLUMNS + " from contributions where id = #{id}",
                Parameters.with("id", id),
                ContributionStore::contribution);
    }

    Future<Map<Long, Contribution>> find(Session session, Collection<Long> ids) {
        return session.query(
                        "select " + COLUMNS + " from contributions where id = any(#{ids})",
                        Parameters.with("ids", ids.toArray(Long[]::new)),
                        ContributionStore::contribution)
                .map(found -> found.stream().collect(Collectors.toMap(Contribution::id, one -> one)));
    }

    Future<Integer> saveRefundHash(Session session, long id, String hash) {
        return session.update(
                "update contributions set refund_hash = #{hash} where id = #{id} and contributor_id is null",
                Parameters.with("id", id).and("hash", hash));
    }

    /** The newest first, from before this number on. */
    Future<List<Contribution>> page(Session session, long bug, long before, int limit) {
        return session.query(
                "select " + COLUMNS
                        + " from contributions where bug_id = #{bug} and id < #{before} order by id desc limit #{limit}",
                Parameters.with("bug", bug).and("before", before).and("limit", limit),
                ContributionStore::contribution);
    }

    /** Those held for a bug that expire by then, the earliest first. */
    Future<List<Contribution>> held(Session session, long bug, Instant until, int limit) {
        return session.query(
                "select " + COLUMNS + """
                         from contributions
                        where bug_id = #{bug} and state = 'HELD' and expires_at <= #{until}
                        order by bug_id, state, expires_at limit #{limit}
                        """,
                Parameters.with("bug", bug).and("until", Times.toSql(until)).and("limit", limit),
                ContributionStore::contribution);
    }

    /** When the next of those held for a bug expires. */
    Future<Optional<Instant>> nextExpiry(Session session, long bug) {
        return session.find(
                """
                select expires_at from contributions where bug_id = #{bug} and state = 'HELD'
                order by bug_id, state, expires_at limit 1
                """, Parameters.with("bug", bug), row -> Times.fromSql(row.getOffsetDateTime("expires_at")));
    }

    Future<Void> end(Session session, List<Contribution> contributions, ContributionState state, Instant now) {
        return session.batch(
                "update contributions set state = #{state}, ended_at = #{now} where id = #{id}",
                contributions.stream()
                        .map(one -> Parameters.with("id", one.id())
                                .and("state", state.name())
                                .and("now", Times.toSql(now)))
                        .toList());
    }

    /** All that is held for a bug has been paid. */
    Future<Integer> release(Session session, long bug, Instant now) {
        return session.update("""
                update contributions set state = 'RELEASED', ended_at = #{now}
                where bug_id = #{bug} and state = 'HELD'
                """, Parameters.with("bug", bug).and("now", Times.toSql(now)));
    }

    Future<Integer> move(Session session, Contribution moved, long to) {
        return session.update(
                "update contributions set bug_id = #{to}, moved_from = #{from} where id = #{id}",
                Parameters.with("id", moved.id()).and("to", to).and("from", moved.bug()));
    }

    /** What each person who is signed in has on a bug: held, or paid out; the largest first. */
    Future<Map<Long, Long>> backers(Session session, long bug, int limit) {
        return session.query(
                        """
                        select contributor_id, sum(amount_cents) as cents from contributions
                        where bug_id = #{bug} and state in ('HELD', 'RELEASED') and contributor_id is not null
                        group by contributor_id order by cents desc, contributor_id limit #{limit}
                        """,
                        Parameters.with("bug", bug).and("limit", limit),
                        row -> Map.entry(row.getLong("contributor_id"), cents(row)))
                .map(ContributionStore::byPerson);
    }

    /** What is held for a bug, by the level of evidence that its backers ask for. */
    Future<Map<Integer, Long>> centsByLevel(Session session, long bug) {
        return session.query(
                        """
                        select release_level, sum(amount_cents) as cents from contributions
                        where bug_id = #{bug} and state = 'HELD' group by release_level
                        """, Parameters.with("bug", bug), row -> Map.entry(row.getInteger("release_level"), cents(row)))
                .map(found -> found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** What these people hold on a bug. */
    Future<Map<Long, Long>> weights(Session session, long bug, Collection<Long> people) {
        return session.query(
                        """
                        select contributor_id, sum(amount_cents) as cents from contributions
                        where bug_id = #{bug} and state = 'HELD' and contributor_id = any(#{people})
                        group by contributor_id
                        """,
                        Parameters.with("bug", bug).and("people", people.toArray(Long[]::new)),
                        row -> Map.entry(row.getLong("contributor_id"), cents(row)))
                .map(ContributionStore::byPerson);
    }

    /** Either database gives a sum another type. */
    private static long cents(Row row) {
        return row.getBigDecimal("cents").longValueExact();
    }

    private static Map<Long, Long> byPerson(List<Map.Entry<Long, Long>> entries) {
        Map<Long, Long> cents = new HashMap<>();
        entries.forEach(entry -> cents.put(entry.getKey(), entry.getValue()));
        return cents;
    }

    private static Contribution contribution(Row row) {
        return new Contribution(
                row.getLong("id"),
                row.getLong("bug_id"),
                row.getLong("moved_from"),
                row.getLong("contributor_id"),
                row.getString("contributor_name"),
                row.getLong("amount_cents"),
                Source.valueOf(row.getString("source")),
                ContributionState.valueOf(row.getString("state")),
                row.getInteger("release_level"),
                row.getString("refund_hash"),
                Times.fromSql(row.getOffsetDateTime("made_at")),
                Times.fromSql(row.getOffsetDateTime("expires_at")));
    }
}
