package io.crowdfundfix.identity;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.identity.ReputationApi.TrackRecord;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of what reputation comes from. */
final class ReputationStore {
    /** One of them. */
    record Earned(String key, long user, ReputationEvent event, double points, Instant at) {}

    /** False where this key is recorded already, whoever records it at the same moment. */
    Future<Boolean> insert(Session transaction, Earned earned) {
        return transaction
                .update(
                        """
                        insert into reputation_events (event_key, user_id, event, points, at)
                        values (#{key}, #{user}, #{event}, #{points}, #{at})
                        on conflict do nothing
                        """,
                        Parameters.with("key", earned.key())
                                .and("user", earned.user())
                                .and("event", earned.event().name())
                                .and("points", earned.points())
                                .and("at", Times.toSql(earned.at())))
                .map(inserted -> inserted == 1);
    }

    /** A person's events after this key, in the order of their keys. */
    Future<List<Earned>> of(Session session, long user, String after, int limit) {
        return session.query(
                """
                select * from reputation_events where user_id = #{user} and event_key > #{after}
                order by event_key limit #{limit}
                """, Parameters.with("user", user).and("after", after).and("limit", limit), ReputationStore::earned);
    }

    Future<TrackRecord> trackRecord(Session session, long user) {
        return session.find(
                        """
                        select
                            sum(case when event = 'FIX_PAID' then 1 else 0 end) as successes,
                            sum(case when event in ('VERIFICATION_FAILED', 'DISPUTE_LOST', 'CLAIM_EXPIRED')
                                then 1 else 0 end) as failures
                        from reputation_events where user_id = #{user}
                        having count(*) > 0
                        """,
                        Parameters.with("user", user),
                        row -> new TrackRecord(
                                user,
                                row.getLong("successes").intValue(),
                                row.getLong("failures").intValue()))
                .map((Optional<TrackRecord> found) -> found.orElse(new TrackRecord(user, 0, 0)));
    }

    private static Earned earned(Row row) {
        return new Earned(
                row.getString("event_key"),
                row.getLong("user_id"),
                ReputationEvent.valueOf(row.getString("event")),
                row.getDouble("points"),
                Times.fromSql(row.getOffsetDateTime("at")));
    }
}
