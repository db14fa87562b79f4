package io.crowdfundfix.identity;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.identity.IdentityApi.SignedIn;
import io.crowdfundfix.journal.AuditEntry;
import io.crowdfundfix.journal.AuditLog;
import io.crowdfundfix.security.AccessTokens;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions that live by refresh tokens, each good once. A token that comes a second time ends the whole session: either copy may be the
 * thief's, and nobody can tell. That is strict: a client whose answer got lost, or that refreshes twice at once, has to log in again.
 */
final class Sessions {
    static final int SWEEP_LIMIT = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final SessionStore store = new SessionStore();
    private final AuditLog audit = new AuditLog();
    private final Database database;
    private final UserStore users;
    private final AccessTokens tokens;
    private final Clock clock;
    private final Duration lifetime;

    Sessions(Database database, UserStore users, AccessTokens tokens, Clock clock, Duration lifetime) {
        this.database = database;
        this.users = users;
        this.tokens = tokens;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** Begins a session, as part of a transaction or by itself. */
    Future<SignedIn> open(Session session, User user) {
        String secret = newSecret();
        RefreshToken first =
                RefreshToken.first(hash(secret), user.id(), clock.instant().plus(lifetime));
        return store.insert(session, first).map(inserted -> signedIn(user, secret));
    }

    /** Exchanges the token for the next one of its session. */
    Future<SignedIn> rotate(String secret) {
        // A refusal is a result of the transaction and no failure: it must not roll back the end of a family.
        Future<Future<SignedIn>> committed = database.transaction(
                transaction -> locked(transaction, secret, (user, token) -> exchange(transaction, user, token))
                        .map(exchanged -> exchanged.orElseGet(Sessions::refused)));
        return committed.compose(outcome -> outcome);
    }

    /** Ends the session of this token, used or not; false where there is none. */
    Future<Boolean> end(String secret) {
        return database.transaction(transaction -> locked(
                        transaction, secret, (user, token) -> store.deleteFamily(transaction, token.family()))
                .map(Optional::isPresent));
    }

    /** Deletes a bounded number of expired tokens; returns how many. */
    Future<Integer> sweep() {
        return store.deleteExpired(database, clock.instant(), SWEEP_LIMIT);
    }

    /**
     * Does the work while nobody else can touch this user's sessions. Without the lock a family could be ended and yet get a new token
     * from an exchange that commits in the same moment.
     */
    private <T> Future<Optional<T>> locked(
            Session transaction, String secret, BiFunction<User, RefreshToken, Future<T>> work) {
        String hash = hash(secret);
        return store.find(transaction, hash).compose(glimpsed -> {
            if (glimpsed.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
            }
            return users.lock(transaction, glimpsed.get().user())
                    .map(Optional::orElseThrow)
                    .compose(user -> store.find(transaction, hash)
                            .compose(token -> token.isEmpty()
                                    ? Future.succeededFuture(Optional.empty())
                                    : work.apply(user, token.get()).map(Optional::of)));
        });
    }

    private Future<Future<SignedIn>> exchange(Session transaction, User user, RefreshToken token) {
        Instant now = clock.instant();
        return switch (token.stateAt(now)) {
            case EXPIRED -> Future.succeededFuture(refused());
            case REUSED -> {
                LOG.warn("a refresh token of user {} was presented again: its session is ended", user.id());
                yield store.deleteFamily(transaction, token.family())
                        .compose(deleted -> audit.add(transaction, revoked(user, now)))
                        .map(noted -> reused());
            }
            case GOOD -> {
                String secret = newSecret();
                yield store.markUsed(transaction, token.hash(), now)
                        .compose(used -> store.insert(transaction, token.next(hash(secret), now.plus(lifetime))))
                        .map(inserted -> Future.succeededFuture(signedIn(user, secret)));
            }
        };
    }

    private static AuditEntry revoked(User user, Instant now) {
        return new AuditEntry(
                now, null, "session_revoked", "user", user.id(), null, null, "a refresh token came a second time");
    }

    private SignedIn signedIn(User user, String secret) {
        return new SignedIn(
                tokens.issue(user.caller()), "bearer", tokens.lifetimeSeconds(), secret, user.view(clock.instant()));
    }

    private static Future<SignedIn> refused() {
        return Future.failedFuture(Fault.unauthenticated(
                "invalid_refresh_token", "The refresh token is unknown or has expired: log in again"));
    }

    private static Future<SignedIn> reused() {
        return Future.failedFuture(Fault.unauthenticated(
                "refresh_token_reused",
                "The refresh token was used before, so its session is ended for safety: log in again"));
    }

    private String newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** A fast digest is enough: the secret is random, nobody can guess his way to it. */
    private static String hash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
