package io.crowdfundfix.repositories;

import io.crowdfundfix.database.Cursor;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.repositories.ConnectionsApi.RepositoryPage;
import io.crowdfundfix.repositories.RepositoriesApi.KnownRepository;
import io.crowdfundfix.repositories.RepositoriesApi.RepositoryView;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Repositories as everybody sees them: one, or a page of them. */
final class RepositoryListing {
    private static final String LATEST = "latest";
    private static final String COLUMNS = """
            select id, name, source, location, default_branch, state, state_reason, phase, done, total, revision, files, commits,
              indexed_revision, indexed_files, embedded_files, connected_by, created_at, synced_at, version
            from repositories where state <> 'DELETING'
            """;

    private RepositoryListing() {}

    static Future<Optional<RepositoryView>> view(Session session, long id) {
        return session.find(COLUMNS + " and id = #{id}", Parameters.with("id", id), RepositoryListing::view);
    }

    static Future<RepositoryPage> page(Session session, int limit, @Nullable String cursor) {
        Parameters parameters = Parameters.with("limit", limit + 1);
        String after = "";
        if (cursor != null) {
            after = " and id < #{before}";
            parameters.and("before", Cursor.decode(cursor, LATEST).id());
        }
        return session.query(COLUMNS + after + " order by id desc limit #{limit}", parameters, RepositoryListing::view)
                .map(found -> {
                    boolean more = found.size() > limit;
                    List<RepositoryView> shown = more ? found.subList(0, limit) : found;
                    return new RepositoryPage(
                            shown,
                            more ? new Cursor(LATEST, "", shown.get(limit - 1).id()).encoded() : null);
                });
    }

    static Future<List<KnownRepository>> known(Session session, long after, int limit) {
        return session.query(
                """
                select id, revision from repositories
                where id > #{after} and revision <> '' and state <> 'DELETING'
                order by id limit #{limit}
                """,
                Parameters.with("after", after).and("limit", limit),
                row -> new KnownRepository(row.getLong("id"), row.getString("revision")));
    }

    private static RepositoryView view(Row row) {
        RepositorySource source = RepositorySource.valueOf(row.getString("source"));
        OffsetDateTime synced = row.getOffsetDateTime("synced_at");
        return new RepositoryView(
                row.getLong("id"),
                row.getString("name"),
                source,
                source == RepositorySource.URL ? row.getString("location") : null,
                row.getString("default_branch"),
                RepositoryState.valueOf(row.getString("state")),
                row.getString("state_reason"),
                row.getString("phase"),
                row.getLong("done"),
                row.getLong("total"),
                "".equals(row.getString("revision")) ? null : row.getString("revision"),
                row.getInteger("files"),
                row.getInteger("commits"),
                row.getString("indexed_revision"),
                row.getInteger("indexed_files"),
                row.getInteger("embedded_files"),
                row.getLong("connected_by"),
                Times.fromSql(row.getOffsetDateTime("created_at")),
                synced == null ? null : Times.fromSql(synced),
                row.getLong("version"));
    }
}
