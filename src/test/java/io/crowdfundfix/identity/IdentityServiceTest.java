package io.crowdfundfix.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.identity.IdentityApi.AddUser;
import io.crowdfundfix.identity.IdentityApi.CountUsers;
import io.crowdfundfix.identity.IdentityApi.FindUser;
import io.crowdfundfix.identity.IdentityApi.LogIn;
import io.crowdfundfix.identity.IdentityApi.LogOut;
import io.crowdfundfix.identity.IdentityApi.Refresh;
import io.crowdfundfix.identity.IdentityApi.SignUp;
import io.crowdfundfix.identity.IdentityApi.SignedIn;
import io.crowdfundfix.identity.IdentityApi.UpdateUser;
import io.crowdfundfix.identity.IdentityApi.UserView;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class IdentityServiceTest {
    private static final String EMAIL = "ada@example.org";
    private static final String PASSWORD = "analytical engine";

    private Platform platform;
    private Bus bus;

    @BeforeEach
    void deploy(Platform ofThisTest) {
        platform = ofThisTest;
        bus = platform.bus();
        for (Deployment deployment : new Identity(IdentityConfig.defaults()).deployments(platform)) {
            Await.result(platform.vertx().deployVerticle(deployment.verticle(), deployment.options()));
        }
    }

    @Test
    void opensAnAccountAndItsFirstSession() {
        SignedIn ada = signUp(EMAIL);
        UserView user = ada.user();
        assertEquals(
                new UserView(
                        user.id(), "Ada", EMAIL, Role.DEVELOPER, 0, List.of("java"), null, null, MutableClock.START, 1),
                user);
        assertEquals(
                new Caller(user.id(), Role.DEVELOPER),
                Await.result(platform.tokens().verify(ada.accessToken())));
        assertEquals(user, Await.result(bus.request(IdentityApi.FIND, new FindUser(user.id()))));
    }

    @Test
    void refusesASecondAccountWithTheSameEmail() {
        signUp(EMAIL);
        Fault fault = Await.fault(
                bus.request(IdentityApi.SIGN_UP, new SignUp("Eve", "ADA@example.org", PASSWORD, Role.USER, List.of())));
        assertEquals("email_taken", fault.code());
        assertEquals(Fault.Kind.CONFLICT, fault.kind());
        assertEquals(1, count(null));
    }

    @Test
    void opensOneAccountForManyWhoSignUpAtOnceWithOneEmail() {
        List<Future<SignedIn>> signUps = IntStream.range(0, 6)
                .mapToObj(any ->
                        bus.request(IdentityApi.SIGN_UP, new SignUp("Ada", EMAIL, PASSWORD, Role.USER, List.of())))
                .toList();
        Await.result(Future.join(signUps).otherwiseEmpty());
        assertEquals(1, signUps.stream().filter(Future::succeeded).count());
        assertEquals(1, count(null));
    }

    @Test
    void letsNobodyMakeHimselfAnAdministrator() {
        Fault fault = Await.fault(
                bus.request(IdentityApi.SIGN_UP, new SignUp("Eve", EMAIL, PASSWORD, Role.ADMIN, List.of())));
        assertEquals("role_not_self_assignable", fault.code());
        assertEquals(Fault.Kind.FORBIDDEN, fault.kind());
        assertEquals(0, count(null));
    }

    @Test
    void logsInWhoKnowsThePassword() {
        SignedIn signedUp = signUp(EMAIL);
        SignedIn loggedIn = Await.result(logIn(" Ada@Example.org", PASSWORD));
        assertEquals(signedUp.user(), loggedIn.user());
        assertNotEquals(signedUp.refreshToken(), loggedIn.refreshToken());
    }

    @Test
    void answersAWrongPasswordAndAnUnknownEmailAlike() {
        signUp(EMAIL);
        Fault wrong = Await.fault(logIn(EMAIL, PASSWORD + "!"));
        Fault unknown = Await.fault(logIn("eve@example.org", PASSWORD));
        assertEquals("invalid_credentials", wrong.code());
        assertEquals(Fault.Kind.UNAUTHENTICATED, wrong.kind());
        assertEquals(
                List.of(wrong.code(), wrong.message(), wrong.kind()),
                List.of(unknown.code(), unknown.message(), unknown.kind()));
    }

    @Test
    void logsNobodyInWhoHasNoPassword() {
        Await.result(bus.request(IdentityApi.ADD, new AddUser(EMAIL, "Ghost", Role.USER, 0, List.of(), null)));
        assertEquals("invalid_credentials", Await.fault(logIn(EMAIL, PASSWORD)).code());
    }

    @Test
    void refreshesUntilTheSessionIsEnded() {
        SignedIn first = signUp(EMAIL);
        SignedIn second = Await.result(bus.request(IdentityApi.REFRESH, new Refresh(first.refreshToken())));
        assertEquals(first.user(), second.user());
        LogOut logOut = new LogOut(second.refreshToken());
        assertTrue(Await.result(bus.request(IdentityApi.LOG_OUT, logOut)).ended());
        assertFalse(Await.result(bus.request(IdentityApi.LOG_OUT, logOut)).ended());
        assertEquals(
                "invalid_refresh_token",
                Await.fault(bus.request(IdentityApi.REFRESH, new Refresh(second.refreshToken())))
                        .code());
    }

    @Test
    void changesWhatIsGivenAndLeavesTheRest() {
        UserView ada = signUp(EMAIL).user();
        UserView renamed = Await.result(update(ada.id(), null, "Countess", null));
        assertEquals(
                List.of("Countess", List.of("java"), 2L), List.of(renamed.name(), renamed.skills(), renamed.version()));
        UserView skilled = Await.result(update(ada.id(), 2L, null, List.of("ada", "algol", "ada")));
        assertEquals(
                List.of("Countess", List.of("ada", "algol"), 3L),
                List.of(skilled.name(), skilled.skills(), skilled.version()));
        assertEquals(skilled, Await.result(bus.request(IdentityApi.FIND, new FindUser(ada.id()))));
    }

    @Test
    void keepsTheVersionWhereNothingChanges() {
        UserView ada = signUp(EMAIL).user();
        assertEquals(ada, Await.result(update(ada.id(), 1L, "Ada", List.of("java"))));
        assertEquals(ada, Await.result(update(ada.id(), 1L, null, null)));
    }

    @Test
    void letsOneOfManyEditsOfAVersionWin() {
        long ada = signUp(EMAIL).user().id();
        List<Future<UserView>> edits = IntStream.range(0, 10)
                .mapToObj(number -> update(ada, 1L, "Ada " + number, null))
                .toList();
        Await.result(Future.join(edits).otherwiseEmpty());
        assertEquals(1, edits.stream().filter(Future::succeeded).count());
        assertTrue(edits.stream()
                .filter(Future::failed)
                .map(Await::fault)
                .allMatch(fault -> fault.code().equals("version_changed") && fault.kind() == Fault.Kind.PRECONDITION));
    }

    @Test
    void knowsNobodyWhoIsNotThere() {
        assertEquals(
                "user_not_found",
                Await.fault(bus.request(IdentityApi.FIND, new FindUser(404))).code());
        assertEquals(
                "user_not_found", Await.fault(update(404, null, "Eve", null)).code());
    }

    @Test
    void addsAPersonOnce() {
        AddUser admin = new AddUser(EMAIL, "Admin", Role.ADMIN, 500, List.of("operations"), PASSWORD);
        UserView added = Await.result(bus.request(IdentityApi.ADD, admin));
        AddUser other = new AddUser(EMAIL, "Other", Role.USER, 0, List.of(), "another password");
        assertEquals(added, Await.result(bus.request(IdentityApi.ADD, other)));
        assertEquals(Role.ADMIN, Await.result(logIn(EMAIL, PASSWORD)).user().role());
        assertEquals(
                "invalid_credentials",
                Await.fault(logIn(EMAIL, "another password")).code());
    }

    @Test
    void countsPeople() {
        signUp(EMAIL);
        Await.result(bus.request(IdentityApi.ADD, new AddUser("b@b.c", "B", Role.ADMIN, 0, List.of(), null)));
        assertEquals(List.of(2L, 1L, 0L), List.of(count(null), count(Role.ADMIN), count(Role.USER)));
    }

    private SignedIn signUp(String email) {
        return Await.result(
                bus.request(IdentityApi.SIGN_UP, new SignUp("Ada", email, PASSWORD, Role.DEVELOPER, List.of("java"))));
    }

    private Future<SignedIn> logIn(String email, String password) {
        return bus.request(IdentityApi.LOG_IN, new LogIn(email, password));
    }

    private Future<UserView> update(
            long id, @Nullable Long version, @Nullable String name, @Nullable List<String> skills) {
        return bus.request(IdentityApi.UPDATE, new UpdateUser(id, version, name, skills, null));
    }

    private long count(@Nullable Role role) {
        return Await.result(bus.request(IdentityApi.COUNT, new CountUsers(role)))
                .users();
    }
}
