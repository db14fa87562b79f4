package io.crowdfundfix.repositories;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Uploaded archives and their parts in SQL. */
final class UploadStore {
    Future<Integer> insert(Session transaction, long id, long repository, boolean zip, Instant now) {
        return transaction.update(
                """
                insert into repository_uploads (id, repository_id, kind, begun_at, complete)
                values (#{id}, #{repository}, #{kind}, #{now}, false)
                """,
                Parameters.with("id", id)
                        .and("repository", repository)
                        .and("kind", zip ? "ZIP" : "TAR_GZ")
                        .and("now", Times.toSql(now)));
    }

    /** Uploads of a repository that have begun since then and have not ended. */
    Future<Integer> countRunning(Session session, long repository, Instant since) {
        return session.find(
                        """
                select count(*) as running from repository_uploads
                where repository_id = #{repository} and not complete and begun_at > #{since}
                """,
                        Parameters.with("repository", repository).and("since", Times.toSql(since)),
                        row -> row.getLong("running").intValue())
                .map(running -> running.orElse(0));
    }

    /** Adds a part; 0 where the upload is none that waits for parts, or has this one. */
    Future<Integer> addPart(Session session, long upload, int part, byte[] content) {
        return session.update(
                """
                insert into repository_upload_parts (upload_id, part, content)
                select id, cast(#{part} as integer), cast(#{content} as bytea) from repository_uploads where id = #{upload} and not complete
                on conflict do nothing
                """, Parameters.with("upload", upload).and("part", part).and("content", Buffer.buffer(content)));
    }

    /** Whether all parts up to this number are there, of an upload of this repository that waits for parts. */
    Future<Boolean> isWhole(Session session, long repository, long upload, int parts) {
        return session.find(
                        """
                        select (select count(*) from repository_upload_parts p where p.upload_id = u.id) as stored
                        from repository_uploads u
                        where u.id = #{upload} and u.repository_id = #{repository} and not u.complete
                        """,
                        Parameters.with("upload", upload).and("repository", repository),
                        row -> row.getLong("stored"))
                .map(stored -> stored.isPresent() && stored.get() == parts);
    }

    Future<Integer> complete(Session transaction, long upload) {
        return transaction.update(
                "update repository_uploads set complete = true where id = #{id}", Parameters.with("id", upload));
    }

    Future<Optional<byte[]>> part(Session session, long upload, int part) {
        return session.find(
                "select content from repository_upload_parts where upload_id = #{upload} and part = #{part}",
                Parameters.with("upload", upload).and("part", part),
                row -> row.getBuffer("content").getBytes());
    }

    /** Uploads of a repository that nobody reads any more: other than this one, and those begun before then that never ended. */
    Future<List<Long>> abandoned(Session session, long repository, long current, Instant before) {
        return session.query(
                """
                select id from repository_uploads
                where repository_id = #{repository} and id <> #{current} and (complete or begun_at < #{before})
                order by id limit 100
                """,
                Parameters.with("repository", repository)
                        .and("current", current)
                        .and("before", Times.toSql(before)),
                row -> row.getLong("id"));
    }

    Future<Void> delete(Session transaction, List<Long> uploads) {
        Parameters ids = Parameters.with("ids", uploads.toArray(Long[]::new));
        return transaction
                .update("delete from repository_upload_parts where upload_id = any(#{ids})", ids)
                .compose(parts -> transaction.update("delete from repository_uploads where id = any(#{ids})", ids))
                .mapEmpty();
    }
}
