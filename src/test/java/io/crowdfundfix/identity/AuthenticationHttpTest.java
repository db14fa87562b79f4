package io.crowdfundfix.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuthenticationHttpTest {
    private static final String SIGN_UP = "/api/v1/auth/signup";
    private static final String LOG_IN = "/api/v1/auth/login";
    private static final String REFRESH = "/api/v1/auth/refresh";
    private static final String LOG_OUT = "/api/v1/auth/logout";
    private static final String ME = "/api/v1/auth/me";
    private static final String SECRET = "analytical engine";

    private static TestNode node;
    private static TestClient client;

    @BeforeAll
    static void start() {
        node = TestNode.start(Map.of(), config -> List.of(new Identity(config.identity())));
        client = node.client();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void signsUpWithAllThatTheContractPromises() {
        Answer answer = signUp("ada@example.org").expect(201);
        assertEquals(ME, answer.header("Location"));
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals("bearer", answer.json().path("token_type").asText());
        assertEquals(900, answer.json().path("expires_in").asInt());
        JsonNode user = answer.json().path("user");
        assertEquals(
                List.of("Ada", "ada@example.org", "DEVELOPER", "[\"java\"]"),
                List.of(
                        user.path("name").asText(),
                        user.path("email").asText(),
                        user.path("role").asText(),
                        user.path("skills").toString()));
        assertTrue(user.path("id").isIntegralNumber() && user.path("reputation").isNumber());
        assertTrue(Instant.parse(user.path("created_at").asText()).isAfter(Instant.EPOCH));
        assertFalse(answer.text().contains("argon2") || answer.text().contains(SECRET), answer.text());
    }

    @Test
    void namesEveryWrongFieldOfASignUp() {
        Map<String, Object> body = Map.of("name", "", "email", "ada", "password", "short", "role", "GOD", "age", 36);
        JsonNode errors = client.post(SIGN_UP, body).expect(422).json().at("/error/details/errors");
        assertEquals(
                List.of("age", "email", "name", "password", "role"),
                errors.findValuesAsText("field").stream().sorted().toList());
    }

    @Test
    void refusesAnEmailThatIsTaken() {
        signUp("taken@example.org").expect(201);
        assertEquals("email_taken", signUp("Taken@Example.org").expect(409).code());
    }

    @Test
    void refusesToMakeAnAdministratorOfWhoAsks() {
        Map<String, Object> body =
                Map.of("name", "Eve", "email", "eve@example.org", "password", SECRET, "role", "ADMIN");
        assertEquals(
                "role_not_self_assignable",
                client.post(SIGN_UP, body).expect(403).code());
    }

    @Test
    void logsInAndKnowsTheCaller() {
        signUp("login@example.org").expect(201);
        Answer tokens = logIn("login@example.org", SECRET).expect(200);
        assertEquals("no-store", tokens.header("Cache-Control"));
        Answer me =
                client.as(tokens.json().path("access_token").asText()).get(ME).expect(200);
        assertEquals(tokens.json().path("user"), me.json());
        assertEquals("\"1\"", me.header("ETag"));
    }

    @Test
    void answersAWrongPasswordAndAnUnknownEmailWithTheSameBytes() {
        signUp("known@example.org").expect(201);
        Answer wrong = logIn("known@example.org", SECRET + "!").expect(401);
        Answer unknown = logIn("unknown@example.org", SECRET).expect(401);
        assertEquals("invalid_credentials", wrong.code());
        assertEquals(wrong.text(), unknown.text());
        assertTrue(wrong.header("WWW-Authenticate").startsWith("Bearer"));
    }

    @Test
    void editsTheCallerAsTheVersionAllows() {
        TestClient ada = client.newPerson(Role.DEVELOPER);
        Answer changed = ada.patch(ME, Map.of("name", "Countess", "skills", List.of("ada")), "If-Match", "\"1\"")
                .expect(200);
        assertEquals("\"2\"", changed.header("ETag"));
        assertEquals("Countess", ada.get(ME).json().path("name").asText());
        assertEquals(
                "version_changed",
                ada.patch(ME, Map.of("name", "Late"), "If-Match", "\"1\"")
                        .expect(412)
                        .code());
        ada.patch(ME, Map.of("email", "new@example.org")).expect(422);
        ada.patch(ME, Map.of("password", "another password")).expect(422);
        assertEquals("Countess", ada.get(ME).json().path("name").asText());
    }

    @Test
    void refreshesATokenOnceAndEndsTheSessionAtTheSecondTime() {
        String first = refreshTokenOf(signUp("refresh@example.org").expect(201));
        Answer rotated = refresh(first).expect(200);
        String second = refreshTokenOf(rotated);
        client.as(rotated.json().path("access_token").asText()).get(ME).expect(200);
        assertEquals("refresh_token_reused", refresh(first).expect(401).code());
        assertEquals("invalid_refresh_token", refresh(second).expect(401).code());
    }

    @Test
    void endsASessionAsOftenAsItIsAsked() {
        String token = refreshTokenOf(signUp("logout@example.org").expect(201));
        client.post(LOG_OUT, Map.of("refresh_token", token)).expect(204);
        client.post(LOG_OUT, Map.of("refresh_token", token)).expect(204);
        client.post(LOG_OUT, Map.of("refresh_token", "no such token")).expect(204);
        assertEquals("invalid_refresh_token", refresh(token).expect(401).code());
    }

    @Test
    void refusesWhoBringsNoToken() {
        assertEquals("missing_token", client.get(ME).expect(401).code());
        assertEquals(
                "invalid_token",
                client.get(ME, "Authorization", "Basic YTpi").expect(401).code());
        assertEquals(
                "invalid_token", client.as("not-a-token").get(ME).expect(401).code());
    }

    /** Tokens that are wrong in one respect each. */
    enum Forgery {
        EXPIRED,
        UNSIGNED,
        SIGNED_BY_ANOTHER,
        FOR_ANOTHER_AUDIENCE,
        OF_ANOTHER_ISSUER,
        WITH_A_ROLE_THAT_IS_NONE,
        OF_NOBODY;

        ForgedToken of(ForgedToken good) {
            return switch (this) {
                case EXPIRED -> good.with("exp", ForgedToken.IN_2023);
                case UNSIGNED -> good.unsigned();
                case SIGNED_BY_ANOTHER -> good.signedBy("another secret, which is as long as ours is");
                case FOR_ANOTHER_AUDIENCE -> good.with("aud", "another-api");
                case OF_ANOTHER_ISSUER -> good.with("iss", "somebody");
                case WITH_A_ROLE_THAT_IS_NONE -> good.with("role", "ROOT");
                case OF_NOBODY -> good.with("sub", "me");
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAForgedToken(Forgery forgery) {
        assertEquals(
                "invalid_token",
                client.as(forgery.of(goodToken()).text()).get(ME).expect(401).code());
    }

    @Test
    void takesATokenThatIsForgedInNoRespect() {
        client.as(goodToken().text()).get(ME).expect(200);
    }

    @Test
    void refusesATokenThatWasAlteredAfterSigning() {
        String token = client.signUp(Role.USER);
        String[] parts = token.split("\\.", -1);
        String[] admin = goodToken().with("role", "ADMIN").text().split("\\.", -1);
        client.as(parts[0] + "." + admin[1] + "." + parts[2]).get(ME).expect(401);
    }

    @Test
    void knowsTheAdministratorWhomTheInsideAppointed() {
        assertEquals(
                "ADMIN", node.admin().get(ME).expect(200).json().path("role").asText());
    }

    private static Answer signUp(String email) {
        return client.post(
                SIGN_UP,
                Map.of(
                        "name",
                        "Ada",
                        "email",
                        email,
                        "password",
                        SECRET,
                        "role",
                        "DEVELOPER",
                        "skills",
                        List.of("java")));
    }

    private static Answer logIn(String email, String password) {
        return client.post(LOG_IN, Map.of("email", email, "password", password));
    }

    private static Answer refresh(String token) {
        return client.post(REFRESH, Map.of("refresh_token", token));
    }

    private static String refreshTokenOf(Answer answer) {
        return answer.json().path("refresh_token").asText();
    }

    /** What the node would issue to somebody who is there: with its own secret, read from its data folder. */
    private static ForgedToken goodToken() {
        String token = client.signUp(Role.USER);
        long id = client.as(token).get(ME).expect(200).json().path("id").asLong();
        try {
            String secret = Files.readString(node.node().platform().dataDir().resolve("jwt-secret"));
            return ForgedToken.like(secret.strip(), id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
