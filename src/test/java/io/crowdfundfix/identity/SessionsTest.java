package io.crowdfundfix.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.identity.IdentityApi.SignedIn;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class SessionsTest {
    private static final Duration LIFETIME = Duration.ofDays(30);
    private static final String INVALID = "invalid_refresh_token";
    private static final String REUSED = "refresh_token_reused";

    private Database database;
    private MutableClock clock;
    private Sessions sessions;
    private User ada;

    @BeforeEach
    void open(Platform platform, MutableClock ofThisTest) {
        database = platform.database();
        clock = ofThisTest;
        UserStore users = new UserStore();
        sessions = new Sessions(database, users, platform.tokens(), clock, LIFETIME);
        ada = new User(
                1,
                "ada@example.org",
                "Ada",
                Role.DEVELOPER,
                Reputation.none(clock.instant()),
                List.of(),
                null,
                null,
                clock.instant(),
                1);
        assertTrue(Await.result(users.insert(database, ada)));
    }

    @Test
    void exchangesATokenForTheNext() {
        SignedIn first = Await.result(sessions.open(database, ada));
        SignedIn second = Await.result(sessions.rotate(first.refreshToken()));
        SignedIn third = Await.result(sessions.rotate(second.refreshToken()));
        assertNotEquals(first.refreshToken(), second.refreshToken());
        assertNotEquals(second.refreshToken(), third.refreshToken());
        assertEquals(ada.view(clock.instant()), third.user());
        assertEquals(List.of("bearer", 900), List.of(third.tokenType(), third.expiresIn()));
    }

    @Test
    void storesNoSecret() {
        String secret = Await.result(sessions.open(database, ada)).refreshToken();
        List<String> stored = Await.result(database.query(
                "select token_hash from refresh_tokens", Parameters.none(), row -> row.getString("token_hash")));
        assertEquals(1, stored.size());
        assertTrue(stored.get(0).matches("[0-9a-f]{64}"), stored.get(0));
        assertFalse(stored.contains(secret));
        assertTrue(secret.matches("[A-Za-z0-9_-]{43}"), "32 bytes in base64url");
    }

    @Test
    void endsTheWholeSessionWhenATokenComesTwice() {
        SignedIn first = Await.result(sessions.open(database, ada));
        SignedIn second = Await.result(sessions.rotate(first.refreshToken()));
        assertEquals(REUSED, refusal(sessions.rotate(first.refreshToken())).code());
        assertEquals(INVALID, refusal(sessions.rotate(second.refreshToken())).code());
        assertEquals(0, tokens());
    }

    @Test
    void leavesOtherSessionsAloneWhenATokenComesTwice() {
        SignedIn stolen = Await.result(sessions.open(database, ada));
        SignedIn other = Await.result(sessions.open(database, ada));
        Await.result(sessions.rotate(stolen.refreshToken()));
        refusal(sessions.rotate(stolen.refreshToken()));
        assertEquals(
                ada.view(clock.instant()),
                Await.result(sessions.rotate(other.refreshToken())).user());
    }

    @Test
    void letsOneOfManyWinThatComeAtOnce() {
        String token = Await.result(sessions.open(database, ada)).refreshToken();
        List<Future<SignedIn>> exchanges =
                IntStream.range(0, 20).mapToObj(any -> sessions.rotate(token)).toList();
        Await.result(Future.join(exchanges).otherwiseEmpty());
        assertEquals(1, exchanges.stream().filter(Future::succeeded).count());
        assertEquals(0, tokens(), "the others came with a used token, so the session is ended");
    }

    @Test
    void leavesNoTokenOfASessionThatEndsWhileItIsRefreshed() {
        for (int i = 0; i < 20; i++) {
            SignedIn first = Await.result(sessions.open(database, ada));
            SignedIn second = Await.result(sessions.rotate(first.refreshToken()));
            Future<SignedIn> owner = sessions.rotate(second.refreshToken());
            Future<SignedIn> thief = sessions.rotate(first.refreshToken());
            Await.result(Future.join(owner, thief).otherwiseEmpty());
            assertTrue(thief.failed());
            assertEquals(0, tokens());
        }
    }

    @Test
    void refusesATokenNobodyHasIssued() {
        assertEquals(INVALID, refusal(sessions.rotate("no such token")).code());
    }

    @Test
    void takesATokenUntilItExpires() {
        String token = Await.result(sessions.open(database, ada)).refreshToken();
        clock.forward(LIFETIME.minusMillis(1));
        String next = Await.result(sessions.rotate(token)).refreshToken();
        clock.forward(LIFETIME);
        assertEquals(INVALID, refusal(sessions.rotate(next)).code());
    }

    @Test
    void endsASessionOnce() {
        SignedIn first = Await.result(sessions.open(database, ada));
        SignedIn second = Await.result(sessions.rotate(first.refreshToken()));
        assertTrue(Await.result(sessions.end(first.refreshToken())), "a used token is enough to end a session");
        assertFalse(Await.result(sessions.end(second.refreshToken())));
        assertEquals(INVALID, refusal(sessions.rotate(second.refreshToken())).code());
    }

    @Test
    void sweepsExpiredTokensInBoundedBatches() {
        Await.result(sessions.open(database, ada));
        clock.forward(Duration.ofDays(1));
        String fresh = Await.result(sessions.open(database, ada)).refreshToken();
        insertExpired(Sessions.SWEEP_LIMIT);
        clock.forward(LIFETIME.minusDays(1));
        assertEquals(Sessions.SWEEP_LIMIT, Await.result(sessions.sweep()));
        assertEquals(1, Await.result(sessions.sweep()));
        assertEquals(0, Await.result(sessions.sweep()));
        assertEquals(
                ada.view(clock.instant()), Await.result(sessions.rotate(fresh)).user());
    }

    private void insertExpired(int count) {
        List<Parameters> rows = IntStream.range(0, count)
                .mapToObj(
                        number -> Parameters.with("hash", "old" + number).and("expires", Times.toSql(clock.instant())))
                .toList();
        Await.result(database.batch(
                "insert into refresh_tokens (token_hash, family, user_id, expires_at) values (#{hash}, 'f', 1, #{expires})",
                rows));
    }

    private int tokens() {
        return Await.result(database.query("select token_hash from refresh_tokens", Parameters.none(), row -> row))
                .size();
    }

    private static Fault refusal(Future<SignedIn> exchange) {
        Fault fault = Await.fault(exchange);
        assertEquals(Fault.Kind.UNAUTHENTICATED, fault.kind());
        return fault;
    }
}
