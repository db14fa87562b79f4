package io.crowdfundfix.funding;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.funding.Claim.Split;
import io.crowdfundfix.funding.Claim.Work;
import io.crowdfundfix.funding.DueBounties.Due;
import io.crowdfundfix.funding.FundingApi.ClaimState;
import io.crowdfundfix.funding.FundingApi.Fix;
import io.crowdfundfix.funding.FundingApi.RecordVerdict;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Claims with their splits, and the verdicts on them. */
final class ClaimStore {
    private static final String COLUMNS = """
            id, bug_id, developer_id, state, pr_link, ai_assisted, attempts, verified_level, reviewer, reason, made_at,
            expires_at, version""";
    private static final String OPEN = "('ACTIVE', 'SUBMITTED', 'VERIFIED', 'DISPUTED')";

    Future<Void> add(Session session, Claim claim) {
        return session.update(
                        """
                        insert into claims (id, bug_id, developer_id, state, pr_link, ai_assisted, attempts, made_at,
                            expires_at, version)
                        values (#{id}, #{bug}, #{developer}, #{state}, #{link}, #{ai}, 0, #{made}, #{expires}, #{version})
                        """,
                        row(claim)
                                .and("bug", claim.bug())
                                .and("developer", claim.developer())
                                .and("made", Times.toSql(claim.madeAt()))
                                .and("expires", Times.toSql(claim.expiresAt())))
                .compose(done -> addSplits(session, claim));
    }

    private static Parameters row(Claim claim) {
        return Parameters.with("id", claim.id())
                .and("state", claim.state().name())
                .and("link", claim.work().prLink())
                .and("ai", claim.work().aiAssisted())
                .and("version", claim.version());
    }

    private static Future<Void> addSplits(Session session, Claim claim) {
        List<Parameters> rows = new ArrayList<>();
        for (Split split : claim.work().splits()) {
            rows.add(Parameters.with("claim", claim.id())
                    .and("position", rows.size())
                    .and("developer", split.developer())
                    .and("share", split.shareBps()));
        }
        return session.batch("""
                insert into claim_splits (claim_id, split_position, developer_id, share_bps)
                values (#{claim}, #{position}, #{developer}, #{share})
                """, rows);
    }

    /** Writes a claim that the lock on its bounty protects; its splits only where they are said to have changed. */
    Future<Void> save(Session session, Claim claim, Instant now, boolean splits) {
        Future<Integer> saved = session.update(
                """
                update claims set state = #{state}, pr_link = #{link}, ai_assisted = #{ai}, attempts = #{attempts},
                    verified_level = #{level}, reviewer = #{reviewer}, reason = #{reason}, version = #{version},
                    ended_at = case when #{open} then ended_at else cast(#{now} as timestamp(6) with time zone) end
                where id = #{id}
                """,
                row(claim)
                        .and("attempts", claim.attempts())
                        .and("level", claim.level())
                        .and("reviewer", claim.reviewer())
                        .and("reason", claim.reason())
                        .and("open", claim.state().isOpen())
                        .and("now", Times.toSql(now)));
        return splits
                ? saved.compose(done -> session.update(
                                "delete from claim_splits where claim_id = #{claim}",
                                Parameters.with("claim", claim.id())))
                        .compose(done -> addSplits(session, claim))
                : saved.mapEmpty();
    }

    Future<Optional<Claim>> find(Session session, long id) {
        return list(session, "id = #{id}", Parameters.with("id", id))
                .map(found -> found.stream().findFirst());
    }

    /** Claims on a bug, the latest first, from before this number on. */
    Future<List<Claim>> page(Session session, long bug, long before, int limit) {
        return list(
                session,
                "bug_id = #{bug} and id < #{before} order by id desc limit #{limit}",
                Parameters.with("bug", bug).and("before", before).and("limit", limit));
    }

    /** Claims on a bug that still bind somebody; their number has a limit. */
    Future<List<Claim>> open(Session session, long bug) {
        return list(session, "bug_id = #{bug} and state in " + OPEN + " order by id", Parameters.with("bug", bug));
    }

    Future<Optional<Claim>> open(Session session, long bug, long developer) {
        return list(
                        session,
                        "bug_id = #{bug} and developer_id = #{developer} and state in " + OPEN + " order by id",
                        Parameters.with("bug", bug).and("developer", developer))
                .map(found -> found.stream().findFirst());
    }

    /** The last that this developer has made, in whatever state. */
    Future<Optional<Claim>> latest(Session session, long bug, long developer) {
        return list(
                        session,
                        "bug_id = #{bug} and developer_id = #{developer} order by id desc limit 1",
                        Parameters.with("bug", bug).and("developer", developer))
                .map(found -> found.stream().findFirst());
    }

    private Future<List<Claim>> list(Session session, String where, Parameters parameters) {
        return session.query("select " + COLUMNS + " from claims where " + where, parameters, ClaimStore::claim)
                .compose(claims -> withSplits(session, claims));
    }

    private static Future<List<Claim>> withSplits(Session session, List<Claim> claims) {
        if (claims.isEmpty()) {
            return Future.succeededFuture(claims);
        }
        Long[] ids = claims.stream().map(Claim::id).toArray(Long[]::new);
        return session.query(
                        """
                        select claim_id, developer_id, share_bps from claim_splits
                        where claim_id = any(#{ids}) order by claim_id, split_position
                        """,
                        Parameters.with("ids", ids),
                        row -> Map.entry(
                                row.getLong("claim_id"),
                                new Split(row.getLong("developer_id"), row.getInteger("share_bps"))))
                .map(rows -> {
                    Map<Long, List<Split>> splits = rows.stream()
                            .collect(Collectors.groupingBy(
                                    Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
                    return claims.stream()
                            .map(claim -> claim.withSplits(splits.getOrDefault(claim.id(), List.of())))
                            .toList();
                });
    }

    /** How many claims a bug has had, and how many open ones this developer has anywhere. */
    record Counts(long onBug, long openOfDeveloper) {}

    Future<Counts> counts(Session session, long bug, long developer) {
        return session.find(
                        """
                        select
                            (select count(*) from claims where bug_id = #{bug}) as on_bug,
                            (select count(*) from claims where developer_id = #{developer} and state in
                        """ + OPEN + ") as of_developer",
                        Parameters.with("bug", bug).and("developer", developer),
                        row -> new Counts(row.getLong("on_bug"), row.getLong("of_developer")))
                .map(Optional::orElseThrow);
    }

    /** Claims that were worked on until their time had run out, after this one. */
    Future<List<Due>> due(Session session, Due last, Instant now, int limit) {
        return session.query(
                """
                select bug_id, expires_at, id from claims
                where state = 'ACTIVE' and expires_at >= #{at} and expires_at <= #{now}
                  and (expires_at > #{at} or id > #{number})
                order by state, expires_at, id limit #{limit}
                """,
                Parameters.with("at", Times.toSql(last.at()))
                        .and("number", last.number())
                        .and("now", Times.toSql(now))
                        .and("limit", limit),
                row -> new Due(
                        row.getLong("bug_id"), Times.fromSql(row.getOffsetDateTime("expires_at")), row.getLong("id")));
    }

    /** Remembers a verdict; 0 where it was remembered before. */
    Future<Integer> addVerdict(Session session, RecordVerdict verdict, Instant now) {
        return session.update(
                """
                insert into claim_verdicts (submission_id, bug_id, developer_id, level, passed, score, at)
                values (#{submission}, #{bug}, #{developer}, #{level}, #{passed}, #{score}, #{now})
                on conflict do nothing
                """,
                Parameters.with("submission", verdict.submission())
                        .and("bug", verdict.bug())
                        .and("developer", verdict.developer())
                        .and("level", verdict.level())
                        .and("passed", verdict.passed())
                        .and("score", verdict.score())
                        .and("now", Times.toSql(now)));
    }

    /** What somebody was paid for, the latest first. */
    Future<List<Fix>> fixes(Session session, long developer, int limit) {
        return session.query(
                """
                select c.bug_id, p.amount_cents, t.at from ledger_accounts a
                join ledger_postings p on p.account_id = a.id
                join ledger_transactions t on t.id = p.transaction_id
                join claims c on c.id = t.subject
                where a.kind = 'WALLET' and a.owner = #{developer} and t.kind = 'PAYOUT'
                order by p.account_id, p.account_seq desc limit #{limit}
                """,
                Parameters.with("developer", developer).and("limit", limit),
                row -> new Fix(
                        row.getLong("bug_id"),
                        row.getLong("amount_cents"),
                        Times.fromSql(row.getOffsetDateTime("at"))));
    }

    private static Claim claim(Row row) {
        return new Claim(
                row.getLong("id"),
                row.getLong("bug_id"),
                row.getLong("developer_id"),
                ClaimState.valueOf(row.getString("state")),
                new Work(row.getString("pr_link"), row.getBoolean("ai_assisted"), List.of()),
                row.getInteger("attempts"),
                row.getInteger("verified_level"),
                row.getLong("reviewer"),
                row.getString("reason"),
                Times.fromSql(row.getOffsetDateTime("made_at")),
                Times.fromSql(row.getOffsetDateTime("expires_at")),
                row.getLong("version"));
    }
}
