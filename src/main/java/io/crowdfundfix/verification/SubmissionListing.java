package io.crowdfundfix.verification;

import io.crowdfundfix.database.Cursor;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.funding.FundingApi.BountyState;
import io.crowdfundfix.funding.FundingApi.ClaimState;
import io.crowdfundfix.verification.VerificationApi.EvidenceBy;
import io.crowdfundfix.verification.VerificationApi.FixCheck;
import io.crowdfundfix.verification.VerificationApi.ListSubmissions;
import io.crowdfundfix.verification.VerificationApi.Mode;
import io.crowdfundfix.verification.VerificationApi.Result;
import io.crowdfundfix.verification.VerificationApi.SubmissionPage;
import io.crowdfundfix.verification.VerificationApi.SubmissionStatus;
import io.crowdfundfix.verification.VerificationApi.SubmissionView;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Submissions as everybody sees them, without their texts: one, or a page of them. */
final class SubmissionListing {
    private static final String LATEST = "latest";
    private static final String COLUMNS = """
            select id, bug_id, developer_id, submitted_by, pr_link, evidence_by, state, state_reason, mode, level, score,
              similarity, diff_score, diff_sha256, engine, claim_id, claim_state, bounty_state, submitted_at, judged_at
            from submissions
            """;

    private SubmissionListing() {}

    static Future<Optional<SubmissionView>> view(Session session, long id) {
        return session.find(COLUMNS + " where id = #{id}", Parameters.with("id", id), SubmissionListing::view)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(found)
                        : withChecks(session, List.of(found.get())).map(shown -> Optional.of(shown.get(0))));
    }

    static Future<SubmissionPage> page(Session session, ListSubmissions question) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Parameters parameters = Parameters.with("limit", question.limit() + 1);
        if (question.bug() != null) {
            conditions.add("bug_id = #{bug}");
            parameters.and("bug", question.bug());
        }
        if (question.developer() != null) {
            conditions.add("developer_id = #{developer}");
            parameters.and("developer", question.developer());
        }
        if (question.cursor() != null) {
            conditions.add("id < #{before}");
            parameters.and("before", Cursor.decode(question.cursor(), LATEST).id());
        }
        String where = " where " + String.join(" and ", conditions) + " order by id desc limit #{limit}";
        return session.query(COLUMNS + where, parameters, SubmissionListing::view)
                .compose(found -> {
                    boolean more = found.size() > question.limit();
                    List<SubmissionView> shown = more ? found.subList(0, question.limit()) : found;
                    String next = more
                            ? new Cursor(LATEST, "", shown.get(shown.size() - 1).id()).encoded()
                            : null;
                    return withChecks(session, shown).map(whole -> new SubmissionPage(whole, next));
                });
    }

    private record Shown(long submission, FixCheck check) {}

    private static Future<List<SubmissionView>> withChecks(Session session, List<SubmissionView> submissions) {
        if (submissions.isEmpty()) {
            return Future.succeededFuture(submissions);
        }
        Long[] ids = submissions.stream().map(SubmissionView::id).toArray(Long[]::new);
        return session.query(
                        """
                        select submission_id, code, passed, required, weight, score, reason from submission_checks
                        where submission_id = any(#{ids})
                        order by submission_id, check_position
                        """,
                        Parameters.with("ids", ids),
                        row -> new Shown(
                                row.getLong("submission_id"),
                                new FixCheck(
                                        row.getString("code"),
                                        row.getBoolean("passed"),
                                        row.getBoolean("required"),
                                        row.getDouble("weight"),
                                        row.getDouble("score"),
                                        row.getString("reason"))))
                .map(rows -> {
                    Map<Long, List<FixCheck>> checksBySubmission = rows.stream()
                            .collect(Collectors.groupingBy(
                                    Shown::submission, Collectors.mapping(Shown::check, Collectors.toList())));
                    return submissions.stream()
                            .map(one -> one.with(checksBySubmission.getOrDefault(one.id(), List.of())))
                            .toList();
                });
    }

    private static SubmissionView view(Row row) {
        SubmissionStatus status = SubmissionStatus.valueOf(row.getString("state"));
        OffsetDateTime judged = row.getOffsetDateTime("judged_at");
        return new SubmissionView(
                row.getLong("id"),
                row.getLong("bug_id"),
                row.getLong("developer_id"),
                row.getLong("submitted_by"),
                row.getString("pr_link"),
                status,
                row.getString("state_reason"),
                result(status),
                row.getDouble("score"),
                row.getDouble("similarity"),
                row.getDouble("diff_score"),
                constant(row.getString("mode"), Mode::valueOf),
                row.getInteger("level"),
                List.of(),
                constant(row.getString("evidence_by"), EvidenceBy::valueOf),
                row.getString("diff_sha256"),
                row.getString("engine"),
                row.getLong("claim_id"),
                constant(row.getString("claim_state"), ClaimState::valueOf),
                constant(row.getString("bounty_state"), BountyState::valueOf),
                Times.fromSql(row.getOffsetDateTime("submitted_at")),
                judged == null ? null : Times.fromSql(judged));
    }

    private static @Nullable Result result(SubmissionStatus status) {
        return switch (status) {
            case VERIFIED -> Result.PASS;
            case REJECTED -> Result.FAIL;
            case PENDING, ERROR -> null;
        };
    }

    private static <E> @Nullable E constant(@Nullable String name, Function<String, E> of) {
        return name == null ? null : of.apply(name);
    }
}
