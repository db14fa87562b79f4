package io.crowdfundfix.identity;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The rows of refresh tokens. Whoever changes a session holds its user's row, see {@link UserStore#lock}. */
final class SessionStore {
    Future<Void> insert(Session session, RefreshToken token) {
        return session.update(
                        """
                        insert into refresh_tokens (token_hash, family, user_id, expires_at)
                        values (#{hash}, #{family}, #{user}, #{expires})
                        """,
                        Parameters.with("hash", token.hash())
                                .and("family", token.family())
                                .and("user", token.user())
                                .and("expires", Times.toSql(token.expiresAt())))
                .mapEmpty();
    }

    Future<Optional<RefreshToken>> find(Session session, String hash) {
        return session.find(
                "select * from refresh_tokens where token_hash = #{hash}",
                Parameters.with("hash", hash),
                SessionStore::token);
    }

    Future<Void> markUsed(Session transaction, String hash, Instant now) {
        return transaction
                .update(
                        "update refresh_tokens set used_at = #{now} where token_hash = #{hash}",
                        Parameters.with("hash", hash).and("now", Times.toSql(now)))
                .mapEmpty();
    }

    Future<Integer> deleteFamily(Session transaction, String family) {
        return transaction.update(
                "delete from refresh_tokens where family = #{family}", Parameters.with("family", family));
    }

    /** Deletes up to so many expired ones; returns how many. */
    Future<Integer> deleteExpired(Session session, Instant now, int limit) {
        return session.update("""
                delete from refresh_tokens where token_hash in (
                    select token_hash from refresh_tokens where expires_at <= #{now} limit #{limit})
                """, Parameters.with("now", Times.toSql(now)).and("limit", limit));
    }

    private static RefreshToken token(Row row) {
        OffsetDateTime used = row.getOffsetDateTime("used_at");
        return new RefreshToken(
                row.getString("token_hash"),
                row.getString("family"),
                row.getLong("user_id"),
                Times.fromSql(row.getOffsetDateTime("expires_at")),
                used == null ? null : Times.fromSql(used));
    }
}
