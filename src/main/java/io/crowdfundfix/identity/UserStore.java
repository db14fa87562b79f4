package io.crowdfundfix.identity;

import io.crowdfundfix.database.Ids;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.security.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of people. */
final class UserStore {
    /** No skill contains a space. */
    private static final String SKILL_SEPARATOR = " ";

    private final Ids ids = new Ids("user_ids");

    Future<Long> nextId(Session session) {
        return ids.next(session);
    }

    /** False where somebody has the e-mail already, also one who signs up at the same moment. */
    Future<Boolean> insert(Session session, User user) {
        return session.update(
                        """
                        insert into users
                            (id, email, name, role, reputation, reputation_at, skills, asking_price_cents,
                             password_hash, created_at, version)
                        values
                            (#{id}, #{email}, #{name}, #{role}, #{reputation}, #{reputation_at}, #{skills}, #{price},
                             #{hash}, #{created}, #{version})
                        on conflict do nothing
                        """,
                        Parameters.with("id", user.id())
                                .and("email", user.email())
                                .and("name", user.name())
                                .and("role", user.role().name())
                                .and("reputation", user.reputation().points())
                                .and(
                                        "reputation_at",
                                        Times.toSql(user.reputation().at()))
                                .and("price", user.askingPriceCents())
                                .and("skills", String.join(SKILL_SEPARATOR, user.skills()))
                                .and("hash", user.passwordHash())
                                .and("created", Times.toSql(user.createdAt()))
                                .and("version", user.version()))
                .map(inserted -> inserted == 1);
    }

    Future<Optional<User>> find(Session session, long id) {
        return session.find("select * from users where id = #{id}", Parameters.with("id", id), UserStore::user);
    }

    Future<List<User>> findMany(Session session, List<Long> ids) {
        return session.query(
                "select * from users where id = any(#{ids})",
                Parameters.with("ids", ids.stream().limit(1_000).toArray(Long[]::new)),
                UserStore::user);
    }

    /** Who has one of these addresses, by address. */
    Future<Map<String, Long>> idsByEmail(Session session, List<String> emails) {
        return session.query(
                        "select email, id from users where email = any(#{emails})",
                        Parameters.with("emails", emails.stream().limit(1_000).toArray(String[]::new)),
                        row -> Map.entry(row.getString("email"), row.getLong("id")))
                .map(rows -> rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    Future<Optional<User>> findByEmail(Session session, String email) {
        return session.find(
                "select * from users where email = #{email}", Parameters.with("email", email), UserStore::user);
    }

    /** Finds him and keeps others from changing him or his sessions until the transaction ends. */
    Future<Optional<User>> lock(Session transaction, long id) {
        return transaction.find(
                "select * from users where id = #{id} for update", Parameters.with("id", id), UserStore::user);
    }

    /** Writes what may change of him. */
    Future<Void> update(Session transaction, User user) {
        return transaction
                .update(
                        """
                        update users set name = #{name}, skills = #{skills}, asking_price_cents = #{price},
                            reputation = #{reputation}, reputation_at = #{reputation_at}, version = #{version}
                        where id = #{id}
                        """,
                        Parameters.with("id", user.id())
                                .and("name", user.name())
                                .and("skills", String.join(SKILL_SEPARATOR, user.skills()))
                                .and("price", user.askingPriceCents())
                                .and("reputation", user.reputation().points())
                                .and(
                                        "reputation_at",
                                        Times.toSql(user.reputation().at()))
                                .and("version", user.version()))
                .mapEmpty();
    }

    /** The next people after this one, in the order of their ids. */
    Future<List<Long>> idsAfter(Session session, long after, int limit) {
        return session.query(
                "select id from users where id > #{after} order by id limit #{limit}",
                Parameters.with("after", after).and("limit", limit),
                row -> row.getLong("id"));
    }

    Future<Long> count(Session session, @Nullable Role role) {
        String sql = "select count(*) as users from users";
        return (role == null
                        ? session.find(sql, Parameters.none(), UserStore::count)
                        : session.find(
                                sql + " where role = #{role}", Parameters.with("role", role.name()), UserStore::count))
                .map(Optional::orElseThrow);
    }

    private static long count(Row row) {
        return row.getLong("users");
    }

    private static User user(Row row) {
        String skills = row.getString("skills");
        return new User(
                row.getLong("id"),
                row.getString("email"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                new Reputation(row.getDouble("reputation"), Times.fromSql(row.getOffsetDateTime("reputation_at"))),
                skills.isEmpty() ? List.of() : Arrays.asList(skills.split(SKILL_SEPARATOR, -1)),
                row.getLong("asking_price_cents"),
                row.getString("password_hash"),
                Times.fromSql(row.getOffsetDateTime("created_at")),
                row.getLong("version"));
    }
}
