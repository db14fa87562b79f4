package io.crowdfundfix.bugs;

import io.crowdfundfix.bugs.DuplicateGroup.Member;
import io.crowdfundfix.bugs.DuplicateGroup.Pair;
import io.crowdfundfix.bugs.DuplicatesApi.DecisionBand;
import io.crowdfundfix.bugs.DuplicatesApi.DecisionCounts;
import io.crowdfundfix.bugs.DuplicatesApi.DuplicateState;
import io.crowdfundfix.bugs.DuplicatesApi.DuplicateView;
import io.crowdfundfix.bugs.DuplicatesApi.Likeness;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pairs of bugs that people have judged, in SQL. */
final class DuplicateStore {
    private static final int MAX_LISTED = 500;
    private static final int MAX_EVIDENCE = 4_000;

    /** A pair as it is written. */
    record Written(Pair pair, Likeness likeness, long person, Instant at) {}

    /** Lets decisions pass one after the other until the end of the transaction: groups may join from two sides at once. */
    Future<Void> turn(Session transaction) {
        return transaction
                .update("insert into duplicate_turns (id) values (1) on conflict do nothing", Parameters.none())
                .compose(there -> transaction.find(
                        "select id from duplicate_turns where id = 1 for update",
                        Parameters.none(),
                        row -> row.getInteger("id")))
                .mapEmpty();
    }

    /** These bugs and all that are in a group with one of them, locked. */
    Future<DuplicateGroup> group(Session transaction, long one, long other) {
        return transaction
                .query(
                        "select id, duplicate_of from bugs where id = #{one} or id = #{other}",
                        Parameters.with("one", one).and("other", other),
                        row -> row.getLong("duplicate_of") == null ? row.getLong("id") : row.getLong("duplicate_of"))
                .compose(roots -> transaction.query(
                        """
                        select id from bugs where id = any(#{roots})
                        union all select id from bugs where duplicate_of = any(#{roots})
                        """, Parameters.with("roots", roots.toArray(Long[]::new)), row -> row.getLong("id")))
                .compose(ids -> members(transaction, ids)
                        .compose(members -> pairs(transaction, ids).map(pairs -> new DuplicateGroup(members, pairs))));
    }

    private static Future<List<Member>> members(Session transaction, List<Long> ids) {
        return transaction.query(
                """
                select id, created_by, created_at, duplicate_of, version from bugs
                where id = any(#{ids}) order by id for update
                """,
                Parameters.with("ids", ids.toArray(Long[]::new)),
                row -> new Member(
                        row.getLong("id"),
                        row.getLong("created_by"),
                        Times.fromSql(row.getOffsetDateTime("created_at")),
                        row.getLong("duplicate_of"),
                        row.getLong("version")));
    }

    private static Future<List<Pair>> pairs(Session transaction, List<Long> ids) {
        return transaction.query(
                """
                select bug_low, bug_high, state from bug_duplicates
                where bug_low = any(#{ids}) and bug_high = any(#{ids}) order by bug_low, bug_high
                """,
                Parameters.with("ids", ids.toArray(Long[]::new)),
                row -> new Pair(
                        row.getLong("bug_low"),
                        row.getLong("bug_high"),
                        DuplicateState.valueOf(row.getString("state"))));
    }

    /** How many suggestions of this person wait for a decision on this bug. */
    Future<Long> waiting(Session session, long bug, long person) {
        return session.find("""
                        select count(*) as waiting from bug_duplicates
                        where (bug_low = #{bug} or bug_high = #{bug}) and state = 'SUGGESTED' and suggested_by = #{person}
                        """, Parameters.with("bug", bug).and("person", person), row -> row.getLong("waiting"))
                .map(Optional::orElseThrow);
    }

    Future<Integer> insertSuggestion(Session transaction, Written written) {
        return transaction.update("""
                        insert into bug_duplicates (bug_low, bug_high, state, score, evidence, suggested_by, suggested_at)
                        values (#{low}, #{high}, #{state}, #{score}, #{evidence}, #{person}, #{at})
                        """, row(written));
    }

    Future<Integer> saveDecision(Session transaction, Written written) {
        return transaction
                .update("""
                        update bug_duplicates set state = #{state}, score = coalesce(#{score}, score),
                          evidence = #{evidence}, decided_by = #{person}, decided_at = #{at}
                        where bug_low = #{low} and bug_high = #{high}
                        """, row(written))
                .compose(updated -> updated == 1 ? Future.succeededFuture(1) : transaction.update("""
                                insert into bug_duplicates (bug_low, bug_high, state, score, evidence, decided_by,
                                  decided_at)
                                values (#{low}, #{high}, #{state}, #{score}, #{evidence}, #{person}, #{at})
                                """, row(written)));
    }

    private static Parameters row(Written written) {
        String evidence = String.join("\n", written.likeness().evidence());
        return Parameters.with("low", written.pair().low())
                .and("high", written.pair().high())
                .and("state", written.pair().state().name())
                .and("score", written.likeness().score())
                .and("evidence", evidence.length() <= MAX_EVIDENCE ? evidence : evidence.substring(0, MAX_EVIDENCE))
                .and("person", written.person())
                .and("at", Times.toSql(written.at()));
    }

    /** An entry in a bug's history, and what the bug points at from then on. */
    record Change(
            Member bug,
            @Nullable Long duplicateOf,
            String kind,
            @Nullable Long actor,
            String detail) {}

    Future<Void> write(Session transaction, Collection<Change> changes, Instant now) {
        List<Parameters> rows = new ArrayList<>();
        for (Change change : changes) {
            rows.add(Parameters.with("bug", change.bug().id())
                    .and("duplicate_of", change.duplicateOf())
                    .and("version", change.bug().version() + 1)
                    .and("kind", change.kind())
                    .and("actor", change.actor())
                    .and("detail", change.detail())
                    .and("now", Times.toSql(now)));
        }
        return transaction.batch("""
                        update bugs set duplicate_of = #{duplicate_of}, version = #{version}, updated_at = #{now}
                        where id = #{bug}
                        """, rows).compose(updated -> transaction.batch("""
                        insert into bug_events (bug_id, seq, kind, actor, detail, at)
                        values (#{bug}, #{version}, #{kind}, #{actor}, #{detail}, #{now})
                        """, rows));
    }

    /** What is said of this bug and others, then the other bugs of its group. */
    Future<List<DuplicateView>> list(Session session, long bug) {
        return session.query("""
                        select b.id, b.title, d.state, d.score, d.evidence, d.suggested_by, d.decided_by, d.decided_at
                        from bug_duplicates d join bugs b on b.id = d.bug_high where d.bug_low = #{bug}
                        union all
                        select b.id, b.title, d.state, d.score, d.evidence, d.suggested_by, d.decided_by, d.decided_at
                        from bug_duplicates d join bugs b on b.id = d.bug_low where d.bug_high = #{bug}
                        limit #{limit}
                        """, Parameters.with("bug", bug).and("limit", MAX_LISTED), DuplicateStore::said)
                .compose(said -> together(session, bug).map(group -> {
                    List<DuplicateView> all = new ArrayList<>(said);
                    group.stream()
                            .filter(member -> said.stream().noneMatch(one -> one.bugId() == member.bugId()))
                            .forEach(all::add);
                    return all;
                }));
    }

    private static Future<List<DuplicateView>> together(Session session, long bug) {
        return session.query(
                """
                select b.id, b.title from bugs me join bugs b
                  on b.id = me.duplicate_of or b.duplicate_of = me.id or b.duplicate_of = me.duplicate_of
                where me.id = #{bug} and b.id <> #{bug} order by b.id limit #{limit}
                """,
                Parameters.with("bug", bug).and("limit", MAX_LISTED),
                row -> new DuplicateView(
                        row.getLong("id"),
                        row.getString("title"),
                        DuplicateState.CONFIRMED,
                        null,
                        List.of(),
                        null,
                        null,
                        null));
    }

    Future<List<Long>> rejected(Session session, long bug) {
        return session.query("""
                select bug_high as other from bug_duplicates where bug_low = #{bug} and state = 'REJECTED'
                union all
                select bug_low as other from bug_duplicates where bug_high = #{bug} and state = 'REJECTED'
                """, Parameters.with("bug", bug), row -> row.getLong("other"));
    }

    Future<DecisionCounts> counts(Session session) {
        return session.query("""
                        select cast(floor(score * 10) as integer) as tenth, count(*) as decided,
                          count(case when state = 'CONFIRMED' then 1 end) as confirmed, min(decided_at) as since
                        from bug_duplicates where decided_by is not null and score is not null
                        group by cast(floor(score * 10) as integer) order by tenth
                        """, Parameters.none(), row -> row)
                .map(rows -> new DecisionCounts(
                        rows.stream().map(DuplicateStore::band).toList(),
                        rows.stream()
                                .map(row -> Times.fromSql(row.getOffsetDateTime("since")))
                                .min(Instant::compareTo)
                                .orElse(null)));
    }

    private static DecisionBand band(Row row) {
        int tenth = Math.max(0, Math.min(9, row.getInteger("tenth")));
        return new DecisionBand(tenth, row.getLong("decided"), row.getLong("confirmed"));
    }

    private static DuplicateView said(Row row) {
        String evidence = row.getString("evidence");
        OffsetDateTime decidedAt = row.getOffsetDateTime("decided_at");
        return new DuplicateView(
                row.getLong("id"),
                row.getString("title"),
                DuplicateState.valueOf(row.getString("state")),
                row.getDouble("score"),
                evidence.isEmpty() ? List.of() : List.of(evidence.split("\n")),
                row.getLong("suggested_by"),
                row.getLong("decided_by"),
                decidedAt == null ? null : Times.fromSql(decidedAt));
    }
}
