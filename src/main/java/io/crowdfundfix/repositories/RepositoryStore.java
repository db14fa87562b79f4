package io.crowdfundfix.repositories;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.repositories.Connected.Uploaded;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Repositories and the names that lead to them. One that is being deleted is none any more, but for its deletion. */
final class RepositoryStore {
    private static final String ROW = """
            select r.id, r.name, r.source, r.location, r.default_branch, r.connected_by, r.revision, r.half_life_days,
              r.upload_id, r.upload_parent, r.uploaded_at, u.kind,
              n.id as next_id, n.kind as next_kind, n.begun_at as next_at
            from repositories r left join repository_uploads u on u.id = r.upload_id
              left join repository_uploads n on n.repository_id = r.id and n.complete and n.id <> coalesce(r.upload_id, 0)
            where r.id = #{id} and r.state <> 'DELETING' order by n.begun_at desc limit 1
            """;

    Future<Void> insert(Session transaction, Connected repository, Instant now) {
        return transaction
                .update(
                        """
                        insert into repositories (id, name, source, location, default_branch, connected_by, state, done, total,
                          half_life_days, files, commits, fix_count, indexed_files, embedded_files, version, created_at)
                        values (#{id}, #{name}, #{source}, #{location}, #{branch}, #{by}, 'QUEUED', 0, 0, #{half_life}, 0, 0, 0,
                          0, 0, 1, #{now})
                        """,
                        Parameters.with("id", repository.id())
                                .and("name", repository.name())
                                .and("source", repository.location().source().name())
                                .and("location", repository.location().text())
                                .and("branch", repository.branch())
                                .and("by", repository.connectedBy())
                                .and("half_life", repository.halfLifeDays())
                                .and("now", Times.toSql(now)))
                .mapEmpty();
    }

    /** How many somebody has connected that are still there. */
    Future<Long> countOf(Session session, long person) {
        return session.find(
                        "select count(*) as many from repositories where connected_by = #{person} and state <> 'DELETING'",
                        Parameters.with("person", person),
                        row -> row.getLong("many"))
                .map(many -> many.orElse(0L));
    }

    /** False where another has the name. */
    Future<Boolean> addName(Session transaction, long repository, String name) {
        return transaction
                .update(
                        "insert into repository_names (name, repository_id) values (#{name}, #{id}) on conflict do nothing",
                        Parameters.with("name", name).and("id", repository))
                .map(added -> added > 0);
    }

    /** Takes all names but this one away. */
    Future<Integer> keepName(Session transaction, long repository, String name) {
        return transaction.update(
                "delete from repository_names where repository_id = #{id} and name <> #{name}",
                Parameters.with("id", repository).and("name", name));
    }

    Future<Optional<Long>> named(Session session, String name) {
        return session.find(
                "select repository_id from repository_names where name = #{name}",
                Parameters.with("name", name),
                row -> row.getLong("repository_id"));
    }

    /** The repository of the longest of these names. */
    Future<Optional<Long>> named(Session session, List<String> names) {
        return session.find(
                """
                select repository_id from repository_names where name = any(#{names})
                order by length(name) desc limit 1
                """, Parameters.with("names", names.toArray(String[]::new)), row -> row.getLong("repository_id"));
    }

    Future<List<String>> names(Session session, long repository) {
        return session.query(
                "select name from repository_names where repository_id = #{id} order by name limit 100",
                Parameters.with("id", repository),
                row -> row.getString("name"));
    }

    Future<Optional<Connected>> find(Session session, long id) {
        return session.find(ROW, Parameters.with("id", id), RepositoryStore::connected);
    }

    /** The same, and nobody else changes it until the transaction ends. */
    Future<Optional<Connected>> lock(Session transaction, long id) {
        return transaction
                .find(
                        "select id from repositories where id = #{id} for update",
                        Parameters.with("id", id),
                        row -> row.getLong("id"))
                .compose(locked -> find(transaction, id));
    }

    private static Connected connected(Row row) {
        RepositorySource source = RepositorySource.valueOf(row.getString("source"));
        String text = row.getString("location");
        Location location = switch (source) {
            case URL -> new Location(source, text, LinkName.of(text));
            case PATH -> Location.path(text);
            case ARCHIVE -> Location.archive();
        };
        return new Connected(
                row.getLong("id"),
                row.getString("name"),
                location,
                row.getString("default_branch"),
                row.getLong("connected_by"),
                row.getString("revision"),
                row.getInteger("half_life_days"),
                uploaded(row, row.getString("upload_parent"), List.of("upload_id", "kind", "uploaded_at")),
                uploaded(row, row.getString("revision"), List.of("next_id", "next_kind", "next_at")));
    }

    private static @Nullable Uploaded uploaded(Row row, @Nullable String parent, List<String> columns) {
        Long id = row.getLong(columns.get(0));
        return id == null
                ? null
                : new Uploaded(
                        id,
                        "ZIP".equals(row.getString(columns.get(1))),
                        parent,
                        Times.fromSql(row.getOffsetDateTime(columns.get(2))));
    }

    Future<Integer> rename(Session transaction, long id, String name, Location location) {
        return transaction.update(
                """
                update repositories set name = #{name}, location = #{location}, version = version + 1 where id = #{id}
                """, Parameters.with("id", id).and("name", name).and("location", location.text()));
    }

    /** Shows what a sync is at; 0 where the repository is gone. */
    Future<Integer> show(Session session, long id, RepositoryState state, SyncProgress.Shown shown) {
        return session.update(
                """
                update repositories set state = #{state}, state_reason = null, phase = #{phase}, done = #{done},
                  total = #{total}, version = version + 1
                where id = #{id} and state <> 'DELETING'
                """,
                Parameters.with("id", id)
                        .and("state", state.name())
                        .and("phase", shown.phase().isEmpty() ? null : shown.phase())
                        .and("done", shown.done())
                        .and("total", shown.total()));
    }

    /** Shows how far a sync is, while it runs: what comes late says nothing. */
    Future<Integer> progress(Session session, long id, SyncProgress.Shown shown) {
        return session.update(
                """
                update repositories set phase = #{phase}, done = #{done}, total = #{total}, version = version + 1
                where id = #{id} and state = 'SYNCING'
                """,
                Parameters.with("id", id)
                        .and("phase", shown.phase())
                        .and("done", shown.done())
                        .and("total", shown.total()));
    }

    Future<Integer> fail(Session session, long id, RepositoryState state, String reason) {
        return session.update(
                """
                update repositories set state = #{state}, state_reason = #{reason}, phase = null, done = 0, total = 0,
                  version = version + 1
                where id = #{id} and state <> 'DELETING'
                """, Parameters.with("id", id).and("state", state.name()).and("reason", FixMessage.cut(reason, 500)));
    }

    /** A sync that found nothing new. */
    Future<Integer> unchanged(Session session, long id, Instant now) {
        return session.update("""
                update repositories set state = 'READY', state_reason = null, phase = null, done = 0, total = 0,
                  synced_at = #{now}, version = version + 1
                where id = #{id} and state <> 'DELETING'
                """, Parameters.with("id", id).and("now", Times.toSql(now)));
    }

    /** A new revision, whose files and history are written in the same transaction. */
    Future<Integer> synced(Session transaction, long id, Snapshot read, int halfLifeDays, Instant now) {
        return transaction.update(
                """
                update repositories set state = 'READY', state_reason = null, phase = null, done = 0, total = 0,
                  revision = #{revision}, half_life_days = #{half_life}, files = #{files},
                  commits = case when #{whole} then 0 else commits end + #{commits}, synced_at = #{now}, version = version + 1
                where id = #{id} and state <> 'DELETING'
                """,
                Parameters.with("id", id)
                        .and("revision", read.revision())
                        .and("half_life", halfLifeDays)
                        .and("files", read.fileCount())
                        .and("whole", read.isWhole())
                        .and("commits", read.history().commits())
                        .and("now", Times.toSql(now)));
    }

    /** How far the index is. */
    Future<Optional<Long>> indexed(Session transaction, RepositoriesApi.RecordIndexed said) {
        Parameters values = Parameters.with("id", said.repository())
                .and("revision", said.revision())
                .and("files", said.files())
                .and("embedded", said.embedded());
        return transaction
                .update("""
                        update repositories set indexed_revision = #{revision}, indexed_files = #{files},
                          embedded_files = #{embedded}, version = version + 1
                        where id = #{id} and state <> 'DELETING'
                        """, values)
                .compose(updated -> transaction.find(
                        "select version from repositories where id = #{id} and state <> 'DELETING'",
                        Parameters.with("id", said.repository()),
                        row -> row.getLong("version")));
    }

    /** From now on it is gone for everybody; its names may be taken. False where it was gone before. */
    Future<Boolean> beginDeletion(Session transaction, long id) {
        Parameters one = Parameters.with("id", id);
        return transaction
                .update("update repositories set state = 'DELETING' where id = #{id} and state <> 'DELETING'", one)
                .compose(marked -> transaction
                        .update("delete from repository_names where repository_id = #{id}", one)
                        .map(marked > 0));
    }

    /** The last row, when all others are gone. */
    Future<Integer> delete(Session session, long id) {
        return session.update(
                "delete from repositories where id = #{id} and state = 'DELETING'", Parameters.with("id", id));
    }

    /** Which of these there are, also those on their way out. */
    Future<List<Long>> there(Session session, List<Long> ids) {
        return session.query(
                "select id from repositories where id = any(#{ids}) and state <> 'DELETING'",
                Parameters.with("ids", ids.toArray(Long[]::new)),
                row -> row.getLong("id"));
    }
}
