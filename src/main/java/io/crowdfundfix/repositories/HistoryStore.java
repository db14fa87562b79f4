package io.crowdfundfix.repositories;

import io.crowdfundfix.database.Columns;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.repositories.History.FileHistory;
import io.crowdfundfix.repositories.History.Touch;
import io.crowdfundfix.repositories.MergedHistory.Numbered;
import io.crowdfundfix.repositories.Snapshot.TreeFile;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes what a sync has read: everything, or what has changed since the revision that is stored. */
final class HistoryStore {
    private static final int AT_ONCE = 1_000;

    /** Writes files, people and rules; the repository's row is locked. */
    Future<Void> write(Session transaction, long repository, Snapshot read) {
        Future<MergedHistory> prepared = read.isWhole()
                ? clear(transaction, repository).map(cleared -> new MergedHistory(repository, read, Map.of()))
                : people(transaction, repository)
                        .map(people -> new MergedHistory(repository, read, people))
                        .compose(
                                written -> earlier(transaction, written).compose(loaded -> drop(transaction, written)));
        return prepared.compose(written -> insert(transaction, written))
                .compose(done -> rules(transaction, repository, read));
    }

    private Future<Map<String, Numbered>> people(Session session, long repository) {
        return session.query(
                        "select * from repository_authors where repository_id = #{id}",
                        Parameters.with("id", repository),
                        row -> new Numbered(
                                row.getInteger("author"),
                                row.getString("author_key"),
                                row.getString("name"),
                                row.getString("email"),
                                row.getInteger("commits"),
                                row.getDouble("weight"),
                                Times.fromSql(row.getOffsetDateTime("last_at"))))
                .map(rows -> {
                    Map<String, Numbered> byKey = new HashMap<>();
                    rows.forEach(one -> byKey.put(one.key(), one));
                    return byKey;
                });
    }

    private record Known(String path, String person, Touch touch) {}

    private record Last(
            String path,
            @Nullable Instant at,
            @Nullable String author,
            @Nullable String commit) {
        void addTo(FileHistory file) {
            if (at != null && author != null && commit != null) {
                file.last(at, author, commit);
            }
        }
    }

    /** Loads what is there of the files that are written, under what they are called now. */
    private Future<Void> earlier(Session session, MergedHistory written) {
        Map<String, List<String>> namesByOld = written.namesByOld();
        Parameters of = Parameters.with("id", written.repository())
                .and("paths", namesByOld.keySet().toArray(String[]::new));
        return known(session, of)
                .map(known -> {
                    known.forEach(one -> namesByOld
                            .getOrDefault(one.path(), List.of())
                            .forEach(name -> written.earlier(name).add(one.person(), one.touch())));
                    return known;
                })
                .compose(known -> lasts(session, of))
                .map(lasts -> {
                    lasts.forEach(last -> namesByOld
                            .getOrDefault(last.path(), List.of())
                            .forEach(name -> last.addTo(written.earlier(name))));
                    return null;
                });
    }

    private static Future<List<Known>> known(Session session, Parameters of) {
        return session.query(
                """
                select f.path, f.weight, f.last_at, a.author_key
                from repository_file_authors f
                  join repository_authors a on a.repository_id = f.repository_id and a.author = f.author
                where f.repository_id = #{id} and f.path = any(#{paths})
                """,
                of,
                row -> new Known(
                        row.getString("path"),
                        row.getString("author_key"),
                        new Touch(row.getDouble("weight"), Times.fromSql(row.getOffsetDateTime("last_at")))));
    }

    private static Future<List<Last>> lasts(Session session, Parameters of) {
        return session.query(
                """
                select path, last_at, last_author, last_commit from repository_files
                where repository_id = #{id} and path = any(#{paths})
                """,
                of,
                row -> new Last(
                        row.getString("path"),
                        instant(row.getOffsetDateTime("last_at")),
                        row.getString("last_author"),
                        row.getString("last_commit")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : Times.fromSql(time);
    }

    private Future<Void> clear(Session transaction, long repository) {
        Parameters one = Parameters.with("id", repository);
        return transaction
                .update("delete from repository_files where repository_id = #{id}", one)
                .compose(done ->
                        transaction.update("delete from repository_file_authors where repository_id = #{id}", one))
                .compose(done -> transaction.update("delete from repository_authors where repository_id = #{id}", one))
                .mapEmpty();
    }

    private Future<MergedHistory> drop(Session transaction, MergedHistory written) {
        Set<String> paths = new HashSet<>(written.read().gone());
        paths.addAll(written.read().renamed().keySet());
        Parameters of = Parameters.with("id", written.repository())
                .and("paths", paths.toArray(String[]::new))
                .and("authors", written.touched().stream().map(Numbered::author).toArray(Integer[]::new));
        return transaction
                .update("delete from repository_files where repository_id = #{id} and path = any(#{paths})", of)
                .compose(done -> transaction.update(
                        "delete from repository_file_authors where repository_id = #{id} and path = any(#{paths})", of))
                .compose(done -> transaction.update(
                        "delete from repository_authors where repository_id = #{id} and author = any(#{authors})", of))
                .map(written);
    }

    private record FileRow(TreeFile file, FileHistory history) {}

    private record AuthorRow(String path, int author, Touch touch) {}

    private Future<Void> insert(Session transaction, MergedHistory written) {
        long id = written.repository();
        List<FileRow> files = written.read().files().stream()
                .map(file -> new FileRow(file, written.history(file.path())))
                .toList();
        List<AuthorRow> authors = new ArrayList<>();
        for (FileRow row : files) {
            row.history().touchByPerson.forEach((key, touch) -> {
                Integer author = written.author(key);
                if (author != null) {
                    authors.add(new AuthorRow(row.file().path(), author, touch));
                }
            });
        }
        return inParts(transaction, "repository_authors", written.touched(), part -> people(id, part))
                .compose(done -> inParts(transaction, "repository_files", files, part -> files(id, part)))
                .compose(done -> inParts(transaction, "repository_file_authors", authors, part -> authors(id, part)));
    }

    private static Columns<Numbered> people(long repository, List<Numbered> rows) {
        return Columns.of(rows)
                .number("repository_id", row -> repository)
                .integer("author", Numbered::author)
                .text("author_key", Numbered::key)
                .text("name", Numbered::name)
                .text("email", Numbered::email)
                .integer("commits", Numbered::commits)
                .real("weight", Numbered::weight)
                .time("last_at", Numbered::lastAt);
    }

    private static Columns<FileRow> files(long repository, List<FileRow> rows) {
        return Columns.of(rows)
                .number("repository_id", row -> repository)
                .text("path", row -> row.file().path())
                .number("size", row -> row.file().size())
                .text("language", row -> row.file().language())
                .time("last_at", row -> row.history().lastAt)
                .text("last_author", row -> row.history().lastAuthor)
                .text("last_commit", row -> row.history().lastCommit);
    }

    private static Columns<AuthorRow> authors(long repository, List<AuthorRow> rows) {
        return Columns.of(rows)
                .number("repository_id", row -> repository)
                .text("path", AuthorRow::path)
                .integer("author", AuthorRow::author)
                .real("weight", row -> row.touch().weight())
                .time("last_at", row -> row.touch().lastAt());
    }

    private static <T> Future<Void> inParts(
            Session transaction, String table, List<T> rows, Function<List<T>, Columns<T>> columns) {
        Future<Void> all = Future.succeededFuture();
        for (int from = 0; from < rows.size(); from += AT_ONCE) {
            List<T> part = rows.subList(from, Math.min(rows.size(), from + AT_ONCE));
            all = all.compose(before -> transaction.insert(table, columns.apply(part)));
        }
        return all;
    }

    private Future<Void> rules(Session transaction, long repository, Snapshot read) {
        List<Integer> lines =
                java.util.stream.IntStream.range(0, read.rules().size()).boxed().toList();
        return transaction
                .update("delete from repository_owners where repository_id = #{id}", Parameters.with("id", repository))
                .compose(done -> inParts(
                        transaction,
                        "repository_owners",
                        lines,
                        part -> Columns.of(part)
                                .number("repository_id", line -> repository)
                                .integer("line", line -> line)
                                .text("pattern", line -> read.rules().get(line).pattern())
                                .text(
                                        "owners",
                                        line -> String.join(
                                                " ", read.rules().get(line).owners()))));
    }
}
