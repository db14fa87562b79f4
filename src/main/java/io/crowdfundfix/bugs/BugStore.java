package io.crowdfundfix.bugs;

import io.crowdfundfix.bugs.BugsApi.AnalysisState;
import io.crowdfundfix.bugs.BugsApi.BugEvent;
import io.crowdfundfix.bugs.BugsApi.BugFilter;
import io.crowdfundfix.bugs.BugsApi.BugReport;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.RecordAnalysis;
import io.crowdfundfix.bugs.BugsApi.RecordFunding;
import io.crowdfundfix.bugs.BugsApi.ReportText;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.json.RawJson;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bugs, their tags and their history in SQL. */
final class BugStore {
    static final String COLUMNS = """
            b.id, b.title, b.description, b.repo_link, b.repository_id, b.severity, b.status, b.created_by,
            b.assigned_to, b.created_at, b.updated_at, b.version, b.funding_total_cents, b.analysis_state,
            b.analysis_reason, b.category, b.ai_priority_score, b.predicted_complexity, b.predicted_bounty_cents, b.tags,
            b.duplicate_of
            """;
    private static final String WHOLE = COLUMNS + """
            , b.stack_trace, b.analysis,
            (select string_agg(cast(case when d.bug_low = b.id then d.bug_high else d.bug_low end as varchar(20)), ' ')
              from bug_duplicates d
              where (d.bug_low = b.id or d.bug_high = b.id) and d.state = 'REJECTED') as rejected
            """;

    Future<Void> insert(Session session, long id, BugReport report, long reporter, Instant now) {
        List<String> tags = report.tags();
        return session.update(
                        """
                        insert into bugs (id, title, description, stack_trace, repo_link, repo, repository_id, tags, reported_severity,
                          severity, status, created_by, created_at, updated_at, version, funding_total_cents,
                          analysis_state)
                        values (#{id}, #{title}, #{description}, #{stack_trace}, #{repo_link}, #{repo}, #{repository}, #{tags}, #{severity},
                          #{severity}, #{status}, #{reporter}, #{now}, #{now}, 1, 0, #{analysis_state})
                        """,
                        Parameters.with("id", id)
                                .and("title", report.title())
                                .and("description", report.description())
                                .and("stack_trace", report.stackTrace())
                                .and("repo_link", report.repoLink())
                                .and("repository", report.repositoryId())
                                .and("repo", report.repoLink() == null ? null : RepoName.of(report.repoLink()))
                                .and(
                                        "severity",
                                        report.severity() == null
                                                ? null
                                                : report.severity().name())
                                .and("tags", String.join(" ", tags))
                                .and("status", Status.OPEN.name())
                                .and("reporter", reporter)
                                .and("analysis_state", AnalysisState.PENDING.name())
                                .and("now", Times.toSql(now)))
                .compose(inserted -> session.batch(
                        "insert into bug_tags (bug_id, tag) values (#{bug}, #{tag})",
                        tags.stream()
                                .map(tag -> Parameters.with("bug", id).and("tag", tag))
                                .toList()));
    }

    Future<Optional<BugView>> view(Session session, long id) {
        return session.find(
                "select " + WHOLE + " from bugs b where b.id = #{id}", Parameters.with("id", id), BugStore::whole);
    }

    Future<Optional<Long>> exists(Session session, long id) {
        return session.find(
                "select id from bugs where id = #{id}", Parameters.with("id", id), row -> row.getLong("id"));
    }

    /** The bug, locked until the end of the transaction. */
    Future<Optional<Bug>> lock(Session session, long id) {
        return session.find(
                "select id, status, created_by, assigned_to, version from bugs where id = #{id} for update",
                Parameters.with("id", id),
                row -> new Bug(
                        row.getLong("id"),
                        Status.valueOf(row.getString("status")),
                        row.getLong("created_by"),
                        row.getLong("assigned_to"),
                        row.getLong("version")));
    }

    Future<Integer> updateStatus(Session session, Bug moved, Instant now) {
        return session.update(
                "update bugs set status = #{status}, version = #{version}, updated_at = #{now} where id = #{id}",
                Parameters.with("id", moved.id())
                        .and("status", moved.status().name())
                        .and("version", moved.version())
                        .and("now", Times.toSql(now)));
    }

    Future<Integer> updateAssignee(Session session, long bug, long developer, Instant now) {
        return session.update(
                """
                update bugs set assigned_to = #{developer}, version = version + 1, updated_at = #{now}
                where id = #{id}
                """, Parameters.with("id", bug).and("developer", developer).and("now", Times.toSql(now)));
    }

    /** The version of its bounty that a locked bug has heard of. */
    Future<Long> bountyVersion(Session session, long bug) {
        return session.find(
                        "select bounty_version from bugs where id = #{id}",
                        Parameters.with("id", bug),
                        row -> row.getLong("bounty_version"))
                .map(Optional::orElseThrow);
    }

    /** Sets what is on the bug by now. */
    Future<Integer> updateFunding(Session session, RecordFunding said, Instant now) {
        return session.update(
                """
                update bugs set funding_total_cents = #{cents}, bounty_version = #{bounty},
                    assigned_to = coalesce(cast(#{developer} as bigint), assigned_to), updated_at = #{now}
                where id = #{id}
                """,
                Parameters.with("id", said.bug())
                        .and("cents", said.totalCents())
                        .and("bounty", said.bountyVersion())
                        .and("developer", said.developer())
                        .and("now", Times.toSql(now)));
    }

    /** One version on, for an event that changes nothing else. */
    Future<Integer> advance(Session session, long bug) {
        return session.update("update bugs set version = version + 1 where id = #{id}", Parameters.with("id", bug));
    }

    Future<Integer> updateAnalysis(Session session, RecordAnalysis found, Instant now) {
        return session.update(
                """
                update bugs set analysis_state = 'DONE', analysis_reason = null, category = #{category},
                  severity = coalesce(reported_severity, #{severity}), ai_priority_score = #{priority},
                  predicted_complexity = #{complexity}, predicted_bounty_cents = #{bounty}, analysis = #{document},
                  version = version + 1, updated_at = #{now}
                where id = #{id}
                """,
                Parameters.with("id", found.bug())
                        .and("category", found.category())
                        .and("severity", found.severity().name())
                        .and("priority", found.priorityScore())
                        .and("complexity", found.complexityScore())
                        .and("bounty", found.bountyCents())
                        .and("document", found.document().text())
                        .and("now", Times.toSql(now)));
    }

    Future<Integer> updateAnalysisFailed(Session session, long bug, String reason, Instant now) {
        return session.update(
                """
                update bugs set analysis_state = 'FAILED', analysis_reason = #{reason}, version = version + 1,
                  updated_at = #{now}
                where id = #{id} and analysis_state = 'PENDING'
                """, Parameters.with("id", bug).and("reason", reason).and("now", Times.toSql(now)));
    }

    /** Adds an event at the version that the bug has in this transaction, and returns that version. */
    Future<Long> addEvent(Session session, long bug, String kind, @Nullable Long actor, String detail, Instant now) {
        return session.find(
                        "select version from bugs where id = #{bug}",
                        Parameters.with("bug", bug),
                        row -> row.getLong("version"))
                .compose(version -> session.update(
                                """
                                insert into bug_events (bug_id, seq, kind, actor, detail, at)
                                values (#{bug}, #{seq}, #{kind}, #{actor}, #{detail}, #{now})
                                """,
                                Parameters.with("bug", bug)
                                        .and("seq", version.orElseThrow())
                                        .and("kind", kind)
                                        .and("actor", actor)
                                        .and("detail", detail)
                                        .and("now", Times.toSql(now)))
                        .map(inserted -> version.orElseThrow()));
    }

    Future<List<BugEvent>> events(Session session, long bug, long after, int limit) {
        return session.query(
                """
                select seq, kind, actor, detail, at from bug_events
                where bug_id = #{bug} and seq > #{after} order by seq limit #{limit}
                """,
                Parameters.with("bug", bug).and("after", after).and("limit", limit),
                row -> new BugEvent(
                        row.getLong("seq"),
                        row.getString("kind"),
                        row.getLong("actor"),
                        row.getString("detail"),
                        Times.fromSql(row.getOffsetDateTime("at"))));
    }

    Future<Optional<ReportText>> report(Session session, long bug) {
        return session.find(
                """
                select id, title, description, stack_trace, reported_severity, repo_link, repository_id, created_at from bugs
                where id = #{bug}
                """,
                Parameters.with("bug", bug),
                row -> new ReportText(
                        row.getLong("id"),
                        row.getString("title"),
                        row.getString("description"),
                        row.getString("stack_trace"),
                        severity(row.getString("reported_severity")),
                        row.getString("repo_link"),
                        Times.fromSql(row.getOffsetDateTime("created_at")),
                        row.getLong("repository_id")));
    }

    /** Ids of bugs that hold all these words, the last reported first. */
    Future<List<Long>> matchWords(Session session, List<String> words, BugFilter filter, int limit) {
        BugConditions conditions = BugConditions.of(filter);
        conditions.andWords(words);
        return session.query(
                "select b.id from bugs b where " + conditions.where()
                        + " order by b.created_at desc, b.id desc limit #{limit}",
                conditions.parameters().and("limit", limit),
                row -> row.getLong("id"));
    }

    private static BugView whole(Row row) {
        String document = row.getString("analysis");
        return view(
                row,
                row.getString("stack_trace"),
                document == null ? null : AnalysisDocument.without(document, row.getString("rejected")));
    }

    /** A bug as lists show it: without its stack trace and the engine's document. */
    static BugView listed(Row row) {
        return view(row, null, null);
    }

    private static BugView view(Row row, @Nullable String stackTrace, @Nullable RawJson analysis) {
        String tags = row.getString("tags");
        Long bountyCents = row.getLong("predicted_bounty_cents");
        long fundingCents = row.getLong("funding_total_cents");
        return new BugView(
                row.getLong("id"),
                row.getString("title"),
                row.getString("description"),
                row.getString("repo_link"),
                row.getLong("repository_id"),
                severity(row.getString("severity")),
                Status.valueOf(row.getString("status")),
                tags.isEmpty() ? List.of() : List.of(tags.split(" ")),
                stackTrace,
                row.getString("category"),
                row.getDouble("ai_priority_score"),
                row.getDouble("predicted_complexity"),
                bountyCents == null ? null : BigDecimal.valueOf(bountyCents, 2),
                bountyCents,
                BigDecimal.valueOf(fundingCents, 2),
                fundingCents,
                row.getLong("created_by"),
                row.getLong("assigned_to"),
                row.getLong("duplicate_of"),
                Times.fromSql(row.getOffsetDateTime("created_at")),
                Times.fromSql(row.getOffsetDateTime("updated_at")),
                row.getLong("version"),
                AnalysisState.valueOf(row.getString("analysis_state")),
                row.getString("analysis_reason"),
                analysis);
    }

    private static @Nullable Severity severity(@Nullable String name) {
        return name == null ? null : Severity.valueOf(name);
    }
}
