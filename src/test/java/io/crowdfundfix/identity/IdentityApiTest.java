package io.crowdfundfix.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.fault.Fault.FieldError;
import io.crowdfundfix.identity.IdentityApi.AddUser;
import io.crowdfundfix.identity.IdentityApi.CountUsers;
import io.crowdfundfix.identity.IdentityApi.FindUser;
import io.crowdfundfix.identity.IdentityApi.LogIn;
import io.crowdfundfix.identity.IdentityApi.LogOut;
import io.crowdfundfix.identity.IdentityApi.LoggedOut;
import io.crowdfundfix.identity.IdentityApi.Refresh;
import io.crowdfundfix.identity.IdentityApi.SignUp;
import io.crowdfundfix.identity.IdentityApi.SignedIn;
import io.crowdfundfix.identity.IdentityApi.UpdateUser;
import io.crowdfundfix.identity.IdentityApi.UserCount;
import io.crowdfundfix.identity.IdentityApi.UserView;
import io.crowdfundfix.json.Json;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.MutableClock;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityApiTest {
    private static final String SECRET = "sesame-sesame";

    @Test
    void takesAnAccountInItsOneForm() {
        SignUp signUp = signUp(" Ada Lovelace ", "  Ada@Example.ORG ", List.of("java", "c++", "java", "c#"));
        assertEquals("Ada Lovelace", signUp.name());
        assertEquals("ada@example.org", signUp.email());
        assertEquals(List.of("java", "c++", "c#"), signUp.skills());
    }

    @Test
    @SuppressWarnings("NullAway") // as a request binds what is absent
    void makesAUserWithoutSkillsOfWhoSaysNoMore() {
        SignUp signUp = new SignUp("Ada", "ada@example.org", SECRET, null, null);
        assertEquals(Role.USER, signUp.role());
        assertEquals(List.of(), signUp.skills());
    }

    @Test
    @SuppressWarnings("NullAway")
    void namesEveryWrongFieldAtOnce() {
        assertEquals(
                List.of("name", "email", "password", "skills[1]", "skills[2]"),
                wrong(() -> new SignUp(" ", "ada", "short", Role.USER, Arrays.asList("java", "No Spaces", null))));
        assertEquals(
                List.of("name", "email", "password"), wrong(() -> new SignUp(null, null, null, Role.USER, List.of())));
    }

    @Test
    void takesFieldsUpToTheirLimits() {
        signUp("n", "a@b.c", List.of());
        signUp("\ud83d\ude00".repeat(100), "a".repeat(242) + "@example.org", Collections.nCopies(30, "s".repeat(40)));
        new SignUp("Ada", "ada@example.org", "12345678", Role.USER, List.of());
        new SignUp("Ada", "ada@example.org", "p".repeat(200), Role.USER, List.of());
    }

    @Test
    void refusesFieldsBeyondTheirLimits() {
        assertEquals(List.of("name"), wrong(() -> signUp("n".repeat(101), "a@b.c", List.of())));
        assertEquals(List.of("email"), wrong(() -> signUp("n", "a".repeat(243) + "@example.org", List.of())));
        assertEquals(List.of("skills"), wrong(() -> signUp("n", "a@b.c", Collections.nCopies(31, "java"))));
        assertEquals(List.of("skills[0]"), wrong(() -> signUp("n", "a@b.c", List.of("s".repeat(41)))));
        assertEquals(List.of("password"), wrong(() -> new SignUp("n", "a@b.c", "1234567", Role.USER, List.of())));
        assertEquals(List.of("password"), wrong(() -> new SignUp("n", "a@b.c", "p".repeat(201), Role.USER, List.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.c",
                "first.last+tag@sub.example.org",
                "o'neil@example.org",
                "j\u00fcrgen@b\u00fccher.example"
            })
    void takesAPlausibleEmail(String email) {
        assertEquals(email, signUp("n", email, List.of()).email());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@",
                "a@",
                "@b.c",
                "a@b",
                "a b@c.d",
                "a@b..c",
                "a@.b.c",
                "a@b.c.",
                "a@b@c.d",
                "a\u0000@b.c",
                "a\n@b.c",
                "Ada <a@b.c>",
                "\ud83d\ude00@b.c",
                "a@\ud83d\ude00.c",
                "a,b@c.d"
            })
    void refusesAnImplausibleEmail(String email) {
        assertEquals("email", wrong(() -> signUp("n", email, List.of())).get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Java", "spring boot", "-x", "+", "caf\u00e9", "java\n"})
    void refusesASkillThatIsNoTag(String skill) {
        assertEquals(List.of("skills[0]"), wrong(() -> signUp("n", "a@b.c", List.of(skill))));
    }

    @Test
    void keepsItsOwnCopyOfAList() {
        List<String> skills = new ArrayList<>(List.of("java"));
        SignUp signUp = signUp("n", "a@b.c", skills);
        skills.add("php");
        assertEquals(List.of("java"), signUp.skills());
        assertThrows(UnsupportedOperationException.class, () -> signUp.skills().add("php"));
    }

    static Stream<BusMessage> messages() {
        UserView ada = new UserView(
                7, "Ada", "a@b.c", Role.DEVELOPER, 1.5, List.of("java"), null, null, MutableClock.START, 2);
        return Stream.of(
                new SignUp("Ada", "a@b.c", SECRET, Role.DEVELOPER, List.of("java")),
                new LogIn("a@b.c", SECRET),
                new Refresh(SECRET),
                new LogOut(SECRET),
                new LoggedOut(true),
                new SignedIn(SECRET, "bearer", 900, SECRET, ada),
                new FindUser(7),
                new UpdateUser(7, 3L, "Ada", List.of("java"), 100L),
                new UpdateUser(7, null, null, null, null),
                new AddUser("a@b.c", "Ada", Role.ADMIN, 5, List.of(), SECRET),
                new AddUser("a@b.c", "Ada", Role.ADMIN, 5, List.of(), null),
                CountUsers.all(),
                new CountUsers(Role.USER),
                new UserCount(3),
                ada);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void neverPrintsASecret(BusMessage message) {
        assertFalse(message.toString().contains(SECRET), message.getClass().getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void survivesTheWireBetweenNodes(BusMessage message) throws IOException {
        byte[] wire = Json.wire().writeValueAsBytes(message);
        assertEquals(message, Json.wire().readValue(wire, message.getClass()));
    }

    @Test
    void neverPrintsAStoredHash() {
        User user = new User(
                1,
                "a@b.c",
                "Ada",
                Role.USER,
                Reputation.none(Instant.EPOCH),
                List.of(),
                null,
                SECRET,
                Instant.EPOCH,
                1);
        assertFalse(user.toString().contains(SECRET));
        assertFalse(new Argon2Hash(1, 2, 3, new byte[] {42}, new byte[] {43})
                .toString()
                .contains("4"));
    }

    private static SignUp signUp(String name, String email, List<String> skills) {
        return new SignUp(name, email, SECRET, Role.USER, skills);
    }

    private static List<String> wrong(Executable making) {
        return assertThrows(Fault.class, making).fields().stream()
                .map(FieldError::field)
                .distinct()
                .toList();
    }
}
