package io.crowdfundfix.funding;

import io.crowdfundfix.database.Columns;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.funding.Bounty.Sums;
import io.crowdfundfix.funding.DueBounties.Due;
import io.crowdfundfix.funding.FundingApi.BountyState;
import io.crowdfundfix.journal.AuditLog;
import io.crowdfundfix.journal.Deltas;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bounties and their history. */
final class BountyStore {
    private static final String COLUMNS = """
            bug_id, state, reporter, release_level, review_share_bps, held_cents, released_cents, refunded_cents,
            contributions, claim_id, clock_at, opened_at, version""";

    private final AuditLog audit = new AuditLog();
    private final Deltas deltas = new Deltas();

    /** Those of these bugs that have a bounty, locked until the transaction ends, always in the same order. */
    Future<Map<Long, Bounty>> lock(Session session, Collection<Long> bugs) {
        return session.query(
                        "select " + COLUMNS + " from bounties where bug_id = any(#{bugs}) order by bug_id for update",
                        Parameters.with("bugs", bugs.toArray(Long[]::new)),
                        BountyStore::bounty)
                .map(found -> {
                    Map<Long, Bounty> byBug = new HashMap<>();
                    found.forEach(bounty -> byBug.put(bounty.bug(), bounty));
                    return byBug;
                });
    }

    Future<Optional<Bounty>> find(Session session, long bug) {
        return session.find(
                "select " + COLUMNS + " from bounties where bug_id = #{bug}",
                Parameters.with("bug", bug),
                BountyStore::bounty);
    }

    /** Bounties whose clock has run out after this one's, the longest ago first. */
    Future<List<Due>> due(Session session, Due last, Instant now, int limit) {
        return session.query(
                """
                select bug_id, clock_at from bounties
                where clock_at >= #{at} and clock_at <= #{now} and (clock_at > #{at} or bug_id > #{number})
                order by clock_at, bug_id limit #{limit}
                """,
                Parameters.with("at", Times.toSql(last.at()))
                        .and("number", last.number())
                        .and("now", Times.toSql(now))
                        .and("limit", limit),
                row -> new Due(
                        row.getLong("bug_id"),
                        Times.fromSql(row.getOffsetDateTime("clock_at")),
                        row.getLong("bug_id")));
    }

    /**
     * Makes a bounty before money comes, so that there is a row to lock. Whoever makes it at the same moment finds this one.
     *
     * @param fresh see {@link Bounty#fresh}
     */
    Future<Integer> add(Session session, Bounty fresh) {
        return session.update(
                """
                insert into bounties
                    (bug_id, state, reporter, release_level, review_share_bps, held_cents, released_cents,
                     refunded_cents, contributions, opened_at, updated_at, version, told, told_version)
                values (#{bug}, #{state}, #{reporter}, #{level}, #{share}, 0, 0, 0, 0, #{now}, #{now}, 0, true, 0)
                on conflict do nothing
                """,
                Parameters.with("bug", fresh.bug())
                        .and("state", fresh.state().name())
                        .and("reporter", fresh.reporter())
                        .and("level", fresh.releaseLevel())
                        .and("share", fresh.reviewShareBps())
                        .and("now", Times.toSql(fresh.openedAt())));
    }

    /** Writes all that these turns have brought. */
    Future<Void> save(Session session, Collection<BountyTurn> turns) {
        List<BountyTurn> changed = turns.stream().filter(BountyTurn::isChanged).toList();
        return session.set("bounties", rows(changed))
                .compose(done -> addEvents(session, changed))
                .compose(done -> audit.add(
                        session,
                        changed.stream().flatMap(turn -> turn.audits().stream()).toList()))
                .compose(done -> deltas.add(
                        session,
                        changed.stream().flatMap(turn -> turn.deltas().stream()).toList()));
    }

    private static Columns<BountyTurn> rows(List<BountyTurn> turns) {
        return Columns.of(turns)
                .number("bug_id", turn -> turn.bounty().bug())
                .text("state", turn -> turn.bounty().state().name())
                .integer("release_level", turn -> turn.bounty().releaseLevel())
                .number("held_cents", turn -> turn.bounty().sums().heldCents())
                .number("released_cents", turn -> turn.bounty().sums().releasedCents())
                .number("refunded_cents", turn -> turn.bounty().sums().refundedCents())
                .integer("contributions", turn -> turn.bounty().sums().contributions())
                .number("claim_id", turn -> turn.bounty().claim())
                .time("clock_at", turn -> turn.bounty().clockAt())
                .time("opened_at", turn -> turn.bounty().openedAt())
                .time("updated_at", BountyTurn::now)
                .number("version", turn -> turn.bounty().version())
                .truth("told", turn -> false);
    }

    private static Future<Void> addEvents(Session session, List<BountyTurn> turns) {
        List<BountyEvent> events =
                turns.stream().flatMap(turn -> turn.events().stream()).toList();
        return session.insert(
                "bounty_events",
                Columns.of(events)
                        .number("bug_id", BountyEvent::bug)
                        .number("version", BountyEvent::version)
                        .text("kind", event -> event.kind().word())
                        .number("actor", BountyEvent::actor)
                        .number("claim_id", BountyEvent::claim)
                        .number("amount_cents", BountyEvent::cents)
                        .text("detail", BountyEvent::detail)
                        .time("at", BountyEvent::at));
    }

    /** Events after a version, oldest first. */
    Future<List<BountyEvent>> events(Session session, long bug, long after, int limit) {
        return session.query(
                """
                select bug_id, version, kind, actor, claim_id, amount_cents, detail, at from bounty_events
                where bug_id = #{bug} and version > #{after} order by version limit #{limit}
                """,
                Parameters.with("bug", bug).and("after", after).and("limit", limit),
                row -> new BountyEvent(
                        row.getLong("bug_id"),
                        row.getLong("version"),
                        BountyEvent.Kind.valueOf(row.getString("kind").toUpperCase(java.util.Locale.ROOT)),
                        row.getLong("actor"),
                        row.getLong("claim_id"),
                        row.getLong("amount_cents"),
                        row.getString("detail"),
                        Times.fromSql(row.getOffsetDateTime("at"))));
    }

    /** A bounty of which others have not heard the latest. */
    record Untold(long bug, long toldVersion) {}

    /** By rising bug, after this one. */
    Future<List<Untold>> untold(Session session, long after, int limit) {
        return session.query(
                """
                select bug_id, told_version from bounties where told = false and bug_id > #{after}
                order by bug_id limit #{limit}
                """,
                Parameters.with("after", after).and("limit", limit),
                row -> new Untold(row.getLong("bug_id"), row.getLong("told_version")));
    }

    /** Others have heard of it up to this version; of what came meanwhile they have not. */
    Future<Integer> told(Session session, long bug, long version) {
        return session.update("""
                update bounties set told_version = #{told}, told = (version = #{told})
                where bug_id = #{bug} and told_version <= #{told}
                """, Parameters.with("bug", bug).and("told", version));
    }

    private static Bounty bounty(Row row) {
        return new Bounty(
                row.getLong("bug_id"),
                BountyState.valueOf(row.getString("state")),
                row.getLong("reporter"),
                row.getInteger("release_level"),
                row.getInteger("review_share_bps"),
                new Sums(
                        row.getLong("held_cents"),
                        row.getLong("released_cents"),
                        row.getLong("refunded_cents"),
                        row.getInteger("contributions")),
                row.getLong("claim_id"),
                fromSql(row, "clock_at"),
                Times.fromSql(row.getOffsetDateTime("opened_at")),
                row.getLong("version"));
    }

    private static @Nullable Instant fromSql(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : Times.fromSql(time);
    }
}
