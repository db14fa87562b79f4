package io.crowdfundfix.repositories;

import io.crowdfundfix.database.Cursor;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.repositories.RepositoryFilesApi.FilePage;
import io.crowdfundfix.repositories.RepositoryFilesApi.FileView;
import io.crowdfundfix.repositories.RepositoryFilesApi.ListContributors;
import io.crowdfundfix.repositories.RepositoryFilesApi.ListFiles;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Files and people of repositories as they are asked for: pages of them, and who knows some files. */
final class FileListing {
    private static final String BY_PATH = "path";
    private static final String BY_WEIGHT = "weight";

    private FileListing() {}

    static Future<FilePage> files(Session session, ListFiles asked) {
        List<String> conditions = new ArrayList<>(List.of("repository_id = #{id}"));
        Parameters parameters = Parameters.with("id", asked.repository()).and("limit", asked.limit() + 1);
        if (asked.prefix() != null) {
            conditions.add("path like #{prefix}");
            parameters.and(
                    "prefix",
                    asked.prefix().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
        }
        if (asked.cursor() != null) {
            conditions.add("path > #{after}");
            parameters.and("after", Cursor.decode(asked.cursor(), BY_PATH).value());
        }
        return session.query(
                        "select path, size, language, last_at, last_author, last_commit from repository_files where "
                                + String.join(" and ", conditions) + " order by path limit #{limit}",
                        parameters,
                        FileListing::file)
                .map(found -> {
                    boolean more = found.size() > asked.limit();
                    List<FileView> shown = more ? found.subList(0, asked.limit()) : found;
                    return new FilePage(
                            shown,
                            more
                                    ? new Cursor(
                                                    BY_PATH,
                                                    shown.get(asked.limit() - 1).path(),
                                                    0)
                                            .encoded()
                                    : null);
                });
    }

    private static FileView file(Row row) {
        OffsetDateTime at = row.getOffsetDateTime("last_at");
        return new FileView(
                row.getString("path"),
                row.getLong("size"),
                row.getString("language"),
                at == null ? null : Times.fromSql(at),
                row.getString("last_author"),
                row.getString("last_commit"));
    }

    /** Somebody of a history; the address is for finding out who that is, and goes no further. */
    record Person(String name, String email, int commits, double share, Instant lastAt) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A page of people, and where the next one begins. */
    record People(List<Person> people, Optional<String> next) {}

    private record Placed(int author, double weight, Person person) {}

    static Future<People> people(Session session, ListContributors asked) {
        Parameters parameters = Parameters.with("id", asked.repository()).and("limit", asked.limit() + 1);
        String after = "";
        if (asked.cursor() != null) {
            Cursor cursor = Cursor.decode(asked.cursor(), BY_WEIGHT);
            after = " and (weight < #{weight} or weight = #{weight} and author > #{author})";
            parameters.and("weight", weight(cursor)).and("author", (int) cursor.id());
        }
        return session.query(
                        """
                        select author, name, email, commits, weight, last_at,
                          weight / (select sum(w.weight) from repository_authors w where w.repository_id = #{id}) as share
                        from repository_authors where repository_id = #{id}
                        """ + after + " order by weight desc, author limit #{limit}",
                        parameters,
                        row -> new Placed(
                                row.getInteger("author"),
                                row.getDouble("weight"),
                                person(row, row.getInteger("commits"), row.getDouble("share"))))
                .map(found -> {
                    boolean more = found.size() > asked.limit();
                    List<Placed> shown = more ? found.subList(0, asked.limit()) : found;
                    Optional<String> next = more ? Optional.of(cursor(shown.get(asked.limit() - 1))) : Optional.empty();
                    return new People(shown.stream().map(Placed::person).toList(), next);
                });
    }

    private static String cursor(Placed last) {
        return new Cursor(BY_WEIGHT, Double.toString(last.weight()), last.author()).encoded();
    }

    private static Double weight(Cursor cursor) {
        try {
            return Double.valueOf(cursor.value());
        } catch (NumberFormatException e) {
            throw io.crowdfundfix.fault.Fault.invalid("cursor", "is not a cursor of this list");
        }
    }

    private static Person person(Row row, int commits, double share) {
        return new Person(
                row.getString("name"),
                row.getString("email"),
                commits,
                share,
                Times.fromSql(row.getOffsetDateTime("last_at")));
    }

    /** Somebody who has changed a file; the share is a weight as it is stored. */
    record Knows(String path, Person person) {}

    static Future<List<Knows>> authors(Session session, long repository, List<String> paths) {
        return session.query(
                """
                select f.path, f.weight, f.last_at, a.name, a.email
                from repository_file_authors f
                  join repository_authors a on a.repository_id = f.repository_id and a.author = f.author
                where f.repository_id = #{id} and f.path = any(#{paths})
                order by f.path, f.weight desc, f.author
                """,
                Parameters.with("id", repository).and("paths", paths.toArray(String[]::new)),
                row -> new Knows(row.getString("path"), person(row, 0, row.getDouble("weight"))));
    }

    static Future<List<FileView>> lastChanges(Session session, long repository, List<String> paths) {
        return session.query(
                """
                select path, size, language, last_at, last_author, last_commit from repository_files
                where repository_id = #{id} and path = any(#{paths})
                """, Parameters.with("id", repository).and("paths", paths.toArray(String[]::new)), FileListing::file);
    }

    static Future<List<OwnerRule>> rules(Session session, long repository) {
        return session.query(
                "select pattern, owners from repository_owners where repository_id = #{id} order by line",
                Parameters.with("id", repository),
                row -> {
                    String owners = row.getString("owners");
                    return new OwnerRule(
                            row.getString("pattern"),
                            owners.isEmpty() ? List.of() : Arrays.asList(owners.split(" ", -1)));
                });
    }
}
