package io.crowdfundfix.bugs;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What analyses have made of bugs, and what reporters have not been told yet, in SQL. */
final class BugJournalStore {
    /** One event of a bug's history that its reporter is to hear of. */
    record Notice(long bug, long seq, long reporter, String kind, String text) {}

    /** What an analysis has made of a bug. */
    record Judged(String category, String severity) {}

    /** Nothing where the bug has no analysis. */
    Future<Optional<Judged>> judged(Session session, long bug) {
        return session.find(
                "select category, severity from bugs where id = #{bug} and analysis_state = 'DONE'",
                Parameters.with("bug", bug),
                row -> new Judged(row.getString("category"), row.getString("severity")));
    }

    Future<Void> add(Session transaction, List<Notice> notices) {
        return transaction.batch(
                """
                insert into bug_notices (bug_id, seq, reporter, kind, text)
                values (#{bug}, #{seq}, #{reporter}, #{kind}, #{text}) on conflict do nothing
                """,
                notices.stream()
                        .map(notice -> Parameters.with("bug", notice.bug())
                                .and("seq", notice.seq())
                                .and("reporter", notice.reporter())
                                .and("kind", notice.kind())
                                .and("text", notice.text()))
                        .toList());
    }

    Future<List<Notice>> first(Session session, int limit) {
        return session.query(
                "select bug_id, seq, reporter, kind, text from bug_notices order by bug_id, seq limit #{limit}",
                Parameters.with("limit", limit),
                row -> new Notice(
                        row.getLong("bug_id"),
                        row.getLong("seq"),
                        row.getLong("reporter"),
                        row.getString("kind"),
                        row.getString("text")));
    }

    Future<Integer> delete(Session session, Notice told) {
        return session.update(
                "delete from bug_notices where bug_id = #{bug} and seq = #{seq}",
                Parameters.with("bug", told.bug()).and("seq", told.seq()));
    }
}
