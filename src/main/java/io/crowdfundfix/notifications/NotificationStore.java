package io.crowdfundfix.notifications;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.notifications.NotificationsApi.NotificationView;
import io.crowdfundfix.notifications.NotificationsApi.Notify;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people were told, in SQL. */
final class NotificationStore {
    private static final String COLUMNS = "number, kind, bug_id, text, made_at, read_at";

    /** The last number of each of these people, locked: nobody else tells them anything until the transaction ends. */
    Future<Map<Long, Long>> lock(Session transaction, List<Long> people) {
        return transaction
                .batch(
                        "insert into notification_counters (person, last_number) values (#{person}, 0) on conflict do nothing",
                        people.stream()
                                .map(person -> Parameters.with("person", person))
                                .toList())
                .compose(there -> transaction.query(
                        """
                        select person, last_number from notification_counters
                        where person = any(#{people}) order by person for update
                        """,
                        Parameters.with("people", people.toArray(Long[]::new)),
                        row -> Map.entry(row.getLong("person"), row.getLong("last_number"))))
                .map(rows -> rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Those of these people who were told this before. */
    Future<Set<Long>> told(Session transaction, String key, List<Long> people) {
        return transaction
                .query(
                        "select person from notifications where key_value = #{key} and person = any(#{people})",
                        Parameters.with("key", key).and("people", people.toArray(Long[]::new)),
                        row -> row.getLong("person"))
                .map(HashSet::new);
    }

    /** Tells each of these people under the number that stands beside him. */
    Future<Void> add(Session transaction, Notify notify, Map<Long, Long> numberByPerson, Instant now) {
        List<Parameters> rows = numberByPerson.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Parameters.with("person", entry.getKey())
                        .and("number", entry.getValue())
                        .and("key", notify.key())
                        .and("kind", notify.kind())
                        .and("bug", notify.bug())
                        .and("text", notify.text())
                        .and("now", Times.toSql(now)))
                .toList();
        return transaction
                .batch("""
                        insert into notifications (person, number, key_value, kind, bug_id, text, made_at)
                        values (#{person}, #{number}, #{key}, #{kind}, #{bug}, #{text}, #{now})
                        """, rows)
                .compose(added -> transaction.batch(
                        "update notification_counters set last_number = #{number} where person = #{person}", rows));
    }

    /** Deletes what one has too many of: first what he has read, the oldest first. */
    Future<Integer> trim(Session transaction, long person, int keep) {
        return transaction
                .find(
                        "select count(*) as kept from notifications where person = #{person}",
                        Parameters.with("person", person),
                        row -> row.getLong("kept"))
                .compose(kept -> kept.orElseThrow() <= keep
                        ? Future.succeededFuture(0)
                        : transaction.update(
                                """
                                delete from notifications where person = #{person} and number in (
                                  select number from notifications where person = #{person}
                                  order by case when read_at is null then 1 else 0 end, number limit #{excess})
                                """, Parameters.with("person", person).and("excess", kept.orElseThrow() - keep)));
    }

    /** The newest below a number, or from the newest on where it is null. */
    Future<List<NotificationView>> before(
            Session session, long person, boolean unreadOnly, @Nullable Long below, int limit) {
        return session.query(
                "select " + COLUMNS + " from notifications where person = #{person} and number < #{below}"
                        + (unreadOnly ? " and read_at is null" : "") + " order by number desc limit #{limit}",
                Parameters.with("person", person)
                        .and("below", below == null ? Long.valueOf(Long.MAX_VALUE) : below)
                        .and("limit", limit),
                NotificationStore::view);
    }

    Future<List<NotificationView>> after(Session session, long person, long after, int limit) {
        return session.query(
                "select " + COLUMNS + " from notifications where person = #{person} and number > #{after}"
                        + " order by number limit #{limit}",
                Parameters.with("person", person).and("after", after).and("limit", limit),
                NotificationStore::view);
    }

    /** 0 where he was told nothing yet. */
    Future<Long> last(Session session, long person) {
        return session.find(
                        "select last_number from notification_counters where person = #{person}",
                        Parameters.with("person", person),
                        row -> row.getLong("last_number"))
                .map(found -> found.orElse(0L));
    }

    Future<Optional<NotificationView>> find(Session session, long person, long number) {
        return session.find(
                "select " + COLUMNS + " from notifications where person = #{person} and number = #{number}",
                Parameters.with("person", person).and("number", number),
                NotificationStore::view);
    }

    Future<Long> unread(Session session, long person) {
        return session.find(
                        "select count(*) as unread from notifications where person = #{person} and read_at is null",
                        Parameters.with("person", person),
                        row -> row.getLong("unread"))
                .map(Optional::orElseThrow);
    }

    Future<Integer> markRead(Session session, long person, long number, Instant now) {
        return session.update(
                """
                update notifications set read_at = #{now}
                where person = #{person} and number = #{number} and read_at is null
                """, Parameters.with("person", person).and("number", number).and("now", Times.toSql(now)));
    }

    Future<Integer> markUnread(Session session, long person, long number) {
        return session.update(
                "update notifications set read_at = null where person = #{person} and number = #{number}",
                Parameters.with("person", person).and("number", number));
    }

    Future<Integer> markAllRead(Session session, long person, long upTo, Instant now) {
        return session.update(
                """
                update notifications set read_at = #{now}
                where person = #{person} and number <= #{up_to} and read_at is null
                """, Parameters.with("person", person).and("up_to", upTo).and("now", Times.toSql(now)));
    }

    private static NotificationView view(Row row) {
        OffsetDateTime readAt = row.getOffsetDateTime("read_at");
        return new NotificationView(
                row.getLong("number"),
                row.getString("kind"),
                row.getLong("bug_id"),
                row.getString("text"),
                Times.fromSql(row.getOffsetDateTime("made_at")),
                readAt == null ? null : Times.fromSql(readAt));
    }
}
