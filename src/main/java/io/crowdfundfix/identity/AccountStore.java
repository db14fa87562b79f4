package io.crowdfundfix.identity;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.identity.AccountsApi.AccountView;
import io.crowdfundfix.security.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Accounts as administrators see and change them, in SQL. */
final class AccountStore {
    private static final String COLUMNS =
            "id, name, email, role, blocked, reputation, reputation_at, created_at, version";

    private final Clock clock;

    AccountStore(Clock clock) {
        this.clock = clock;
    }

    /** The newest below a number, or from the newest on where it is null. */
    Future<List<AccountView>> list(
            Session session, @Nullable Role role, @Nullable String text, @Nullable Long below, int limit) {
        Parameters parameters = Parameters.with("limit", limit);
        StringBuilder where = new StringBuilder("true");
        if (role != null) {
            where.append(" and role = #{role}");
            parameters.and("role", role.name());
        }
        if (text != null) {
            where.append(" and (name ilike #{text} or email ilike #{text})");
            parameters.and("text", "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        if (below != null) {
            where.append(" and id < #{below}");
            parameters.and("below", below);
        }
        return session.query(
                "select " + COLUMNS + " from users where " + where + " order by id desc limit #{limit}",
                parameters,
                this::account);
    }

    Future<Optional<AccountView>> find(Session session, long id) {
        return session.find(
                "select " + COLUMNS + " from users where id = #{id}", Parameters.with("id", id), this::account);
    }

    /** The administrators who can act, locked until the end of the transaction: changes of administrators pass one after the other. */
    Future<Set<Long>> lockAdministrators(Session transaction) {
        return transaction
                .query(
                        "select id from users where role = 'ADMIN' and blocked = false order by id for update",
                        Parameters.none(),
                        row -> row.getLong("id"))
                .map(HashSet::new);
    }

    Future<Optional<Account>> lock(Session transaction, long id) {
        return transaction.find(
                "select " + COLUMNS + " from users where id = #{id} for update",
                Parameters.with("id", id),
                row -> new Account(account(row)));
    }

    Future<Optional<Account>> lockByEmail(Session transaction, String email) {
        return transaction.find(
                "select " + COLUMNS + " from users where email = #{email} for update",
                Parameters.with("email", email),
                row -> new Account(account(row)));
    }

    Future<Boolean> isBlocked(Session session, long id) {
        return session.find(
                        "select id from users where id = #{id} and blocked = true",
                        Parameters.with("id", id),
                        row -> row.getLong("id"))
                .map(Optional::isPresent);
    }

    Future<Integer> update(Session transaction, AccountView account) {
        return transaction.update(
                "update users set role = #{role}, blocked = #{blocked}, version = #{version} where id = #{id}",
                Parameters.with("id", account.id())
                        .and("role", account.role().name())
                        .and("blocked", account.blocked())
                        .and("version", account.version()));
    }

    /** Ends all sessions of somebody whose row is locked. */
    Future<Integer> endSessions(Session transaction, long user) {
        return transaction.update("delete from refresh_tokens where user_id = #{user}", Parameters.with("user", user));
    }

    private AccountView account(Row row) {
        Instant reputationAt = Times.fromSql(row.getOffsetDateTime("reputation_at"));
        return new AccountView(
                row.getLong("id"),
                row.getString("name"),
                row.getString("email"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("blocked"),
                new Reputation(row.getDouble("reputation"), reputationAt).shown(clock.instant()),
                Times.fromSql(row.getOffsetDateTime("created_at")),
                row.getLong("version"));
    }
}
