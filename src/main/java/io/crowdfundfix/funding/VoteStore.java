package io.crowdfundfix.funding;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.funding.ClaimsApi.Choice;
import io.crowdfundfix.funding.Tally.Vote;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Disputes, and what people have voted in them and in reviews. */
final class VoteStore {
    private static final String DISPUTE =
            "id, claim_id, bug_id, opened_by, reason, opened_at, closes_at, outcome, decided_at";

    Future<Integer> addDispute(Session session, Dispute dispute) {
        return session.update(
                """
                insert into disputes (id, claim_id, bug_id, opened_by, reason, opened_at, closes_at)
                values (#{id}, #{claim}, #{bug}, #{by}, #{reason}, #{opened}, #{closes})
                """,
                Parameters.with("id", dispute.id())
                        .and("claim", dispute.claim())
                        .and("bug", dispute.bug())
                        .and("by", dispute.openedBy())
                        .and("reason", dispute.reason())
                        .and("opened", Times.toSql(dispute.openedAt()))
                        .and("closes", Times.toSql(dispute.closesAt())));
    }

    Future<Optional<Dispute>> latest(Session session, long claim) {
        return session.find(
                "select " + DISPUTE
                        + " from disputes where claim_id = #{claim} order by claim_id desc, id desc limit 1",
                Parameters.with("claim", claim),
                VoteStore::dispute);
    }

    Future<Integer> decide(Session session, Dispute dispute, Tally tally, Choice outcome, Instant now) {
        return session.update(
                """
                update disputes set outcome = #{outcome}, pay_cents = #{pay}, reopen_cents = #{reopen},
                    refund_cents = #{refund}, decided_at = #{now}
                where id = #{id} and outcome is null
                """,
                Parameters.with("id", dispute.id())
                        .and("outcome", outcome.name())
                        .and("pay", tally.cents(Choice.PAY))
                        .and("reopen", tally.cents(Choice.REOPEN))
                        .and("refund", tally.cents(Choice.REFUND))
                        .and("now", Times.toSql(now)));
    }

    /**
     * Remembers a vote; 0 where this person has voted before.
     *
     * @param dispute 0 in a review
     */
    Future<Integer> addVote(Session session, long claim, long dispute, Cast vote) {
        return session.update(
                """
                insert into claim_votes (claim_id, dispute_id, voter, choice, reason, at)
                values (#{claim}, #{dispute}, #{voter}, #{choice}, #{reason}, #{at})
                on conflict do nothing
                """,
                Parameters.with("claim", claim)
                        .and("dispute", dispute)
                        .and("voter", vote.voter())
                        .and("choice", vote.choice().name())
                        .and("reason", vote.reason())
                        .and("at", Times.toSql(vote.at())));
    }

    /** A vote as it is given. */
    record Cast(long voter, Choice choice, String reason, Instant at) {}

    /** All votes of a review or dispute with what their voters hold on the bug now; a backer more or less changes it. */
    Future<List<Vote>> votes(Session session, Claim claim, long dispute) {
        return session.query(
                """
                select v.voter, v.choice, coalesce((
                    select sum(c.amount_cents) from contributions c
                    where c.bug_id = #{bug} and c.state = 'HELD' and c.contributor_id = v.voter), 0) as cents
                from claim_votes v
                where v.claim_id = #{claim} and v.dispute_id = #{dispute}
                order by v.voter
                """,
                Parameters.with("claim", claim.id()).and("bug", claim.bug()).and("dispute", dispute),
                row -> new Vote(
                        row.getLong("voter"),
                        Choice.valueOf(row.getString("choice")),
                        row.getBigDecimal("cents").longValueExact()));
    }

    private static Dispute dispute(Row row) {
        String outcome = row.getString("outcome");
        return new Dispute(
                row.getLong("id"),
                row.getLong("claim_id"),
                row.getLong("bug_id"),
                row.getLong("opened_by"),
                row.getString("reason"),
                Times.fromSql(row.getOffsetDateTime("opened_at")),
                Times.fromSql(row.getOffsetDateTime("closes_at")),
                outcome == null ? null : Choice.valueOf(outcome),
                decidedAt(row));
    }

    private static @Nullable Instant decidedAt(Row row) {
        var at = row.getOffsetDateTime("decided_at");
        return at == null ? null : Times.fromSql(at);
    }
}
