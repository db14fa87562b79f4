package io.crowdfundfix.repositories;

import io.crowdfundfix.database.Columns;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.repositories.History.FoundFix;
import io.crowdfundfix.repositories.RepositoriesApi.Fix;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was fixed where, numbered in the order in which it became known. Writers hold the lock of the repository's row. */
final class FixStore {
    private static final int AT_ONCE = 500;
    private static final String OF_BUG = "bug:";

    /** Adds the fixes among commits that are not there; all of them anew where the history is. */
    Future<Void> add(Session transaction, long repository, List<FoundFix> fixes, boolean anew) {
        Parameters one = Parameters.with("id", repository);
        Future<Integer> cleared = anew
                ? transaction.update(
                        "delete from repository_fixes where repository_id = #{id} and fix_id not like 'bug:%'", one)
                : Future.succeededFuture(0);
        Future<Void> all = cleared.mapEmpty();
        for (int from = 0; from < fixes.size(); from += AT_ONCE) {
            List<FoundFix> part = fixes.subList(from, Math.min(fixes.size(), from + AT_ONCE));
            all = all.compose(done -> addNew(transaction, repository, part));
        }
        return all;
    }

    private Future<Void> addNew(Session transaction, long repository, List<FoundFix> fixes) {
        Parameters of = Parameters.with("id", repository)
                .and("fixes", fixes.stream().map(FoundFix::commit).toArray(String[]::new));
        return transaction
                .query(
                        "select fix_id from repository_fixes where repository_id = #{id} and fix_id = any(#{fixes})",
                        of,
                        row -> row.getString("fix_id"))
                .compose(known -> {
                    Set<String> there = new HashSet<>(known);
                    List<FoundFix> added = fixes.stream()
                            .filter(fix -> there.add(fix.commit()))
                            .toList();
                    return count(transaction, repository, added.size())
                            .compose(
                                    first -> transaction.insert("repository_fixes", columns(repository, added, first)));
                });
    }

    private static Columns<Integer> columns(long repository, List<FoundFix> fixes, long first) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < fixes.size(); i++) {
            places.add(i);
        }
        return Columns.of(places)
                .number("repository_id", place -> repository)
                .number("sequence", place -> first + place)
                .text("fix_id", place -> fixes.get(place).commit())
                .text("title", place -> fixes.get(place).title())
                .text("content", place -> fixes.get(place).text())
                .time("fixed_at", place -> fixes.get(place).at())
                .text("paths", place -> String.join("\n", fixes.get(place).paths()));
    }

    /** Takes so many numbers; returns the first. */
    private static Future<Long> count(Session transaction, long repository, int many) {
        return transaction
                .update(
                        "update repositories set fix_count = fix_count + #{many} where id = #{id}",
                        Parameters.with("id", repository).and("many", many))
                .compose(done -> transaction.find(
                        "select fix_count from repositories where id = #{id}",
                        Parameters.with("id", repository),
                        row -> row.getLong("fix_count")))
                .map(count -> count.orElseThrow() - many + 1);
    }

    static String ofBug(long bug) {
        return OF_BUG + bug;
    }

    /** Whether fixes of bugs were verified here. */
    Future<Boolean> hasOfBugs(Session session, long repository) {
        return session.find(
                        "select sequence from repository_fixes where repository_id = #{id} and fix_id like 'bug:%' limit 1",
                        Parameters.with("id", repository), row -> row.getLong("sequence"))
                .map(Optional::isPresent);
    }

    /** True where it was not there so. What was fixed once more, elsewhere, takes the place of what was and is read as new. */
    Future<Boolean> addOne(Session transaction, long repository, FoundFix fix) {
        Parameters one = Parameters.with("id", repository).and("fix", fix.commit());
        return transaction
                .find(
                        "select paths from repository_fixes where repository_id = #{id} and fix_id = #{fix}",
                        one,
                        row -> row.getString("paths"))
                .compose(paths -> paths.isPresent() && paths.get().equals(String.join("\n", fix.paths()))
                        ? Future.succeededFuture(false)
                        : transaction
                                .update(
                                        "delete from repository_fixes where repository_id = #{id} and fix_id = #{fix}",
                                        one)
                                .compose(gone -> addNew(transaction, repository, List.of(fix)))
                                .map(true));
    }

    Future<List<Fix>> after(Session session, long repository, long after, int limit) {
        return session.query(
                """
                select sequence, fix_id, title, content, fixed_at, paths from repository_fixes
                where repository_id = #{id} and sequence > #{after} order by sequence limit #{limit}
                """,
                Parameters.with("id", repository).and("after", after).and("limit", limit),
                row -> new Fix(
                        row.getLong("sequence"),
                        row.getString("fix_id"),
                        row.getString("title"),
                        row.getString("content"),
                        Times.fromSql(row.getOffsetDateTime("fixed_at")),
                        Arrays.asList(row.getString("paths").split("\n", -1))));
    }
}
