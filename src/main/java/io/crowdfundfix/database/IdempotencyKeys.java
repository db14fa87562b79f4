package io.crowdfundfix.database;

import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers for a day which row a key has made, in the transaction that makes the row: the same request again finds it, another request
 * under the same key is refused, and of two at once one waits for the other.
 */
public final class IdempotencyKeys {
    private static final Duration KEPT = Duration.ofHours(24);

    private final Clock clock;

    public IdempotencyKeys(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes the key for the row {@code made}, or tells which row it has made before.
     *
     * @return the earlier row's id, or empty when the key is now taken for {@code made}
     */
    public Future<Optional<Long>> take(Session transaction, String operation, IdempotencyKey key, long made) {
        Parameters row = Parameters.with("caller", key.caller())
                .and("operation", operation)
                .and("key", key.value())
                .and("request_hash", key.requestHash())
                .and("made", made)
                .and("now", Times.toSql(clock.instant()))
                .and("expired", Times.toSql(clock.instant().minus(KEPT)));
        return transaction
                .update("""
                        delete from idempotency_keys
                        where caller = #{caller} and operation = #{operation} and key_value = #{key}
                          and taken_at < #{expired}
                        """, row)
                .compose(deleted -> transaction.update("""
                        insert into idempotency_keys (caller, operation, key_value, request_hash, made, taken_at)
                        values (#{caller}, #{operation}, #{key}, #{request_hash}, #{made}, #{now})
                        on conflict do nothing
                        """, row))
                .compose(inserted -> inserted == 1
                        ? Future.succeededFuture(Optional.<Long>empty())
                        : earlier(transaction, row, key).map(Optional::of));
    }

    private static Future<Long> earlier(Session transaction, Parameters row, IdempotencyKey key) {
        return transaction
                .find("""
                        select request_hash, made from idempotency_keys
                        where caller = #{caller} and operation = #{operation} and key_value = #{key}
                        """, row, found -> {
                    if (!found.getString("request_hash").equals(key.requestHash())) {
                        throw Fault.of(
                                Fault.Kind.INVALID,
                                "idempotency_key_reused",
                                "This Idempotency-Key was used for another request: take a new key");
                    }
                    return found.getLong("made");
                })
                .map(Optional::orElseThrow);
    }

    /** Deletes what is older than a day; returns how many. */
    public Future<Integer> expire(Session session, Instant now) {
        return session.update(
                "delete from idempotency_keys where taken_at < #{expired}",
                Parameters.with("expired", Times.toSql(now.minus(KEPT))));
    }
}
