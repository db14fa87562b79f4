package io.crowdfundfix.bugs;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** To which connected repositories bugs belong, in SQL. */
final class BugLinkStore {
    /** A bug that belongs to none yet, and where its reporter says that it is. */
    record Unlinked(long bug, String link) {}

    Future<Optional<Unlinked>> unlinked(Session session, long bug) {
        return session.find(
                """
                select id, repo_link from bugs
                where id = #{id} and repository_id is null and repo_link is not null
                """, Parameters.with("id", bug), row -> new Unlinked(row.getLong("id"), row.getString("repo_link")));
    }

    /** Those with links of these names, in the order of their ids. */
    Future<List<Unlinked>> unlinked(Session session, List<String> repos, long after, int limit) {
        return session.query(
                """
                select id, repo_link from bugs
                where repo = any(#{repos}) and repository_id is null and repo_link is not null and id > #{after}
                order by id limit #{limit}
                """,
                Parameters.with("repos", repos.toArray(String[]::new))
                        .and("after", after)
                        .and("limit", limit),
                row -> new Unlinked(row.getLong("id"), row.getString("repo_link")));
    }

    Future<List<Long>> linked(Session session, long repository, int limit) {
        return session.query(
                "select id from bugs where repository_id = #{repository} order by id limit #{limit}",
                Parameters.with("repository", repository).and("limit", limit),
                row -> row.getLong("id"));
    }

    /** Null takes a bug out of its repository. Call it with the bug locked; 0 where it is so already. */
    Future<Integer> link(Session transaction, long bug, @Nullable Long repository, Instant now) {
        return transaction.update(
                """
                update bugs set repository_id = #{repository}, version = version + 1, updated_at = #{now}
                where id = #{id} and (repository_id is null) = (cast(#{repository} as bigint) is not null)
                """, Parameters.with("id", bug).and("repository", repository).and("now", Times.toSql(now)));
    }
}
