package io.crowdfundfix.verification;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.funding.FundingApi.VerdictTaken;
import io.crowdfundfix.verification.VerificationApi.EvidenceBy;
import io.crowdfundfix.verification.VerificationApi.FixCheck;
import io.crowdfundfix.verification.VerificationApi.SubmissionStatus;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Submissions, their texts and their checks in SQL. */
final class SubmissionStore {
    private static final String DIFF = "DIFF";
    private static final String BEFORE = "BEFORE";
    private static final String AFTER = "AFTER";
    private static final String EXPECTED = "EXPECTED";

    Future<Void> insert(Session transaction, Submission submission, Handed handed) {
        EvidenceBy by = submission.evidenceBy();
        return transaction
                .update(
                        """
                        insert into submissions (id, bug_id, developer_id, submitted_by, pr_link, evidence_by, state, submitted_at)
                        values (#{id}, #{bug}, #{developer}, #{by}, #{link}, #{evidence_by}, #{state}, #{at})
                        """,
                        Parameters.with("id", submission.id())
                                .and("bug", submission.bug())
                                .and("developer", submission.developer())
                                .and("by", submission.submittedBy())
                                .and("link", submission.prLink())
                                .and("evidence_by", by == null ? null : by.name())
                                .and("state", submission.status().name())
                                .and("at", Times.toSql(submission.submittedAt())))
                .compose(inserted -> {
                    List<Parameters> parts = new ArrayList<>();
                    add(parts, submission.id(), DIFF, handed.diff());
                    add(parts, submission.id(), BEFORE, handed.before());
                    add(parts, submission.id(), AFTER, handed.after());
                    String expected = String.join("\n", handed.failToPass());
                    add(parts, submission.id(), EXPECTED, expected.isEmpty() ? null : expected);
                    return transaction.batch("""
                            insert into submission_texts (submission_id, kind, part, content)
                            values (#{submission}, #{kind}, #{part}, #{content})
                            """, parts);
                });
    }

    private static void add(List<Parameters> rows, long submission, String kind, @Nullable String text) {
        if (text != null) {
            List<byte[]> parts = PackedText.parts(text);
            for (int i = 0; i < parts.size(); i++) {
                rows.add(Parameters.with("submission", submission)
                        .and("kind", kind)
                        .and("part", i)
                        .and("content", Buffer.buffer(parts.get(i))));
            }
        }
    }

    /** How many of this developer's wait for this bug; nobody else counts them until the transaction ends. */
    Future<Integer> countPending(Session transaction, long bug, long developer) {
        Parameters pair = Parameters.with("bug", bug).and("developer", developer);
        return takeTurn(transaction, pair)
                .compose(locked -> transaction.find(
                        """
                        select count(*) as waiting from submissions
                        where bug_id = #{bug} and developer_id = #{developer} and state = 'PENDING'
                        """, pair, row -> row.getLong("waiting").intValue()))
                .map(waiting -> waiting.orElse(0));
    }

    private static Future<Void> takeTurn(Session transaction, Parameters pair) {
        return transaction
                .update("""
                        insert into submission_turns (bug_id, developer_id) values (#{bug}, #{developer})
                        on conflict do nothing
                        """, pair)
                .compose(there -> transaction.find("""
                        select bug_id from submission_turns where bug_id = #{bug} and developer_id = #{developer} for update
                        """, pair, row -> row.getLong("bug_id")))
                .mapEmpty();
    }

    /** The first that the developer has handed in on that bug with this diff and that failed; nobody else judges his until the transaction ends. */
    Future<Optional<Long>> failedBefore(Session transaction, Submission submission, String diffSha256) {
        Parameters pair = Parameters.with("bug", submission.bug()).and("developer", submission.developer());
        return takeTurn(transaction, pair)
                .compose(locked -> transaction.find("""
                        select id from submissions
                        where bug_id = #{bug} and developer_id = #{developer} and submitted_by = #{developer}
                          and diff_sha256 = #{sha256} and state = 'REJECTED'
                        order by id limit 1
                        """, pair.and("sha256", diffSha256), row -> row.getLong("id")));
    }

    Future<Optional<Submission>> submission(Session session, long id) {
        return session.find("""
                select id, bug_id, developer_id, submitted_by, pr_link, state, evidence_by, submitted_at from submissions
                where id = #{id}
                """, Parameters.with("id", id), row -> {
            String by = row.getString("evidence_by");
            return new Submission(
                    row.getLong("id"),
                    row.getLong("bug_id"),
                    row.getLong("developer_id"),
                    row.getLong("submitted_by"),
                    row.getString("pr_link"),
                    SubmissionStatus.valueOf(row.getString("state")),
                    by == null ? null : EvidenceBy.valueOf(by),
                    Times.fromSql(row.getOffsetDateTime("submitted_at")));
        });
    }

    private record Part(String kind, byte[] content) {}

    Future<Handed> handed(Session session, long submission) {
        return session.query(
                        """
                        select kind, content from submission_texts where submission_id = #{submission} order by kind, part
                        """,
                        Parameters.with("submission", submission),
                        row -> new Part(
                                row.getString("kind"), row.getBuffer("content").getBytes()))
                .map(parts -> {
                    Map<String, List<byte[]>> partsByKind = parts.stream()
                            .collect(Collectors.groupingBy(
                                    Part::kind, Collectors.mapping(Part::content, Collectors.toList())));
                    String expected = text(partsByKind, EXPECTED);
                    return new Handed(
                            text(partsByKind, DIFF),
                            text(partsByKind, BEFORE),
                            text(partsByKind, AFTER),
                            expected == null ? List.of() : Arrays.asList(expected.split("\n")));
                });
    }

    private static @Nullable String text(Map<String, List<byte[]>> partsByKind, String kind) {
        List<byte[]> parts = partsByKind.get(kind);
        return parts == null ? null : PackedText.text(parts);
    }

    /**
     * What funding is told.
     *
     * @param repeated whether this diff had failed before
     * @param paths of the files that the fix changes
     */
    record Judged(int level, boolean passed, boolean repeated, double score, List<String> paths) {
        Judged {
            paths = List.copyOf(paths);
        }
    }

    Future<Optional<Judged>> judged(Session session, long submission) {
        return session.find(
                """
                select level, state, score, diff_paths, exists (
                    select 1 from submission_checks where submission_id = #{id} and code = #{repeated}) as repeated
                from submissions where id = #{id} and state in ('VERIFIED', 'REJECTED')
                """,
                Parameters.with("id", submission).and("repeated", Verdict.NEW_DIFF),
                row -> new Judged(
                        row.getInteger("level"),
                        row.getString("state").equals(SubmissionStatus.VERIFIED.name()),
                        row.getBoolean("repeated"),
                        row.getDouble("score"),
                        lines(row.getString("diff_paths"))));
    }

    private static List<String> lines(@Nullable String text) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }

    /** Stores the first verdict, also of one that was given up before; false where there is one. */
    Future<Boolean> judge(Session transaction, long submission, Verdict verdict, Instant now) {
        SubmissionStatus state = verdict.passed() ? SubmissionStatus.VERIFIED : SubmissionStatus.REJECTED;
        return transaction
                .update(
                        """
                        update submissions set state = #{state}, mode = #{mode}, level = #{level}, score = #{score},
                          similarity = #{similarity}, diff_score = #{diff_score}, diff_sha256 = #{sha256}, diff_paths = #{paths},
                          engine = #{engine}, judged_at = #{now}, state_reason = null
                        where id = #{id} and state in ('PENDING', 'ERROR')
                        """,
                        Parameters.with("id", submission)
                                .and("state", state.name())
                                .and("mode", verdict.mode().name())
                                .and("level", verdict.level())
                                .and("score", verdict.score())
                                .and("similarity", verdict.similarity())
                                .and("diff_score", verdict.diffScore())
                                .and(
                                        "sha256",
                                        verdict.diff() == null
                                                ? null
                                                : verdict.diff().sha256())
                                .and(
                                        "paths",
                                        verdict.diff() == null
                                                ? null
                                                : String.join(
                                                        "\n", verdict.diff().paths()))
                                .and("engine", verdict.engine())
                                .and("now", Times.toSql(now)))
                .compose(updated -> updated == 0
                        ? Future.succeededFuture(false)
                        : transaction
                                .batch("""
                                        insert into submission_checks
                                          (submission_id, check_position, code, passed, required, weight, score, reason)
                                        values (#{submission}, #{position}, #{code}, #{passed}, #{required}, #{weight}, #{score},
                                          #{reason})
                                        """, rows(submission, verdict.checks()))
                                .map(true));
    }

    private static List<Parameters> rows(long submission, List<FixCheck> checks) {
        List<Parameters> rows = new ArrayList<>();
        for (FixCheck check : checks) {
            rows.add(Parameters.with("submission", submission)
                    .and("position", rows.size())
                    .and("code", check.code())
                    .and("passed", check.passed())
                    .and("required", check.required())
                    .and("weight", check.weight())
                    .and("score", check.score())
                    .and("reason", check.reason()));
        }
        return rows;
    }

    /** Funding has heard of the verdict; what it answered is kept. */
    Future<Integer> told(Session session, long submission, VerdictTaken taken, Instant now) {
        return session.update(
                """
                update submissions set claim_id = #{claim}, claim_state = #{claim_state}, bounty_state = #{bounty_state}, told_at = #{now}
                where id = #{id} and told_at is null
                """,
                Parameters.with("id", submission)
                        .and("claim", taken.claim())
                        .and(
                                "claim_state",
                                taken.claimState() == null
                                        ? null
                                        : taken.claimState().name())
                        .and(
                                "bounty_state",
                                taken.bounty() == null ? null : taken.bounty().name())
                        .and("now", Times.toSql(now)));
    }

    /** 0 where there is a verdict. */
    Future<Integer> giveUp(Session session, long submission, String reason) {
        return session.update("""
                update submissions set state = 'ERROR', state_reason = #{reason}
                where id = #{id} and state in ('PENDING', 'ERROR')
                """, Parameters.with("id", submission).and("reason", reason));
    }
}
