package io.crowdfundfix.repositories;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.repositories.Connected.Uploaded;
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

    /** Uploads of a repository that wait for parts. */
    Future<List<Long>> begun(Session session, long repository) {
        return session.query(
                "select id from repository_uploads where repository_id = #{repository} and not complete order by id limit 100",
                Parameters.with("repository", repository),
                row -> row.getLong("id"));
    }

    /** Uploads of any repository that have begun before then and still wait for parts. */
    Future<List<Long>> begunBefore(Session session, Instant before) {
        return session.query(
                "select id from repository_uploads where not complete and begun_at < #{before} order by id limit 100",
                Parameters.with("before", Times.toSql(before)),
                row -> row.getLong("id"));
    }

    /** Adds a part; 0 where the upload is none that waits for parts, or has this one. Who deletes the upload waits for it. */
    Future<Integer> addPart(Session transaction, long upload, int part, byte[] content) {
        return transaction
                .find(
                        "select id from repository_uploads where id = #{upload} and not complete for update",
                        Parameters.with("upload", upload),
                        row -> row.getLong("id"))
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(0)
                        : transaction.update(
                                """
                                insert into repository_upload_parts (upload_id, part, content)
                                values (#{upload}, #{part}, #{content})
                                on conflict do nothing
                                """,
                                Parameters.with("upload", upload)
                                        .and("part", part)
                                        .and("content", Buffer.buffer(content))));
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

    /** Uploads of a repository other than this one and the one that was read last. */
    Future<List<Long>> unread(Session session, long repository, long current) {
        return session.query(
                """
                select u.id from repository_uploads u join repositories r on r.id = u.repository_id
                where r.id = #{repository} and u.id <> #{current} and u.id <> coalesce(r.upload_id, 0)
                order by u.id limit 100
                """, Parameters.with("repository", repository).and("current", current), row -> row.getLong("id"));
    }

    /** How many parts an upload that is whole has; 0 where it is gone. */
    Future<Integer> parts(Session session, long upload) {
        return session.find(
                        "select coalesce(max(part), -1) + 1 as parts from repository_upload_parts where upload_id = #{upload}",
                        Parameters.with("upload", upload),
                        row -> row.getInteger("parts"))
                .map(parts -> parts.orElse(0));
    }

    /** The archive that was read takes the place of the one that was read before. */
    Future<Void> stored(Session transaction, Connected before) {
        Uploaded read = before.next();
        Uploaded old = before.upload();
        return read == null
                ? Future.succeededFuture()
                : transaction
                        .update(
                                """
                                update repositories set upload_id = #{upload}, upload_parent = #{parent}, uploaded_at = #{at}
                                where id = #{id} and state <> 'DELETING'
                                """,
                                Parameters.with("id", before.id())
                                        .and("upload", read.id())
                                        .and("parent", read.parent())
                                        .and("at", Times.toSql(read.at())))
                        .compose(
                                set -> old == null ? Future.succeededFuture() : delete(transaction, List.of(old.id())));
    }

    /** The uploads first: then no part can come any more. */
    Future<Void> delete(Session transaction, List<Long> uploads) {
        Parameters ids = Parameters.with("ids", uploads.toArray(Long[]::new));
        return transaction
                .update("delete from repository_uploads where id = any(#{ids})", ids)
                .compose(gone ->
                        transaction.update("delete from repository_upload_parts where upload_id = any(#{ids})", ids))
                .mapEmpty();
    }
}
