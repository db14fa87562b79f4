package io.crowdfundfix.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.identity.AccountsApi.AccountView;
import io.crowdfundfix.identity.AccountsApi.ChangeAccount;
import io.crowdfundfix.identity.AccountsApi.FindAccount;
import io.crowdfundfix.identity.AccountsApi.ListAccounts;
import io.crowdfundfix.journal.AuditTrail;
import io.crowdfundfix.journal.AuditTrail.Filter;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class AccountServiceTest {
    private static final Caller ADA = new Caller(1_001, Role.ADMIN);
    private static final Caller BOB = new Caller(1_002, Role.ADMIN);
    private static final long ZOE = 1_003;

    private Database database;
    private AccountService accounts;

    @BeforeEach
    void open(Platform platform) {
        database = platform.database();
        accounts = new AccountService(database, platform.jobs(), platform.clock());
        add(ADA.id(), "ada", Role.ADMIN);
        add(BOB.id(), "bob", Role.ADMIN);
        add(ZOE, "zoe", Role.USER);
    }

    @Test
    void oneAdministratorIsLeftWhenTwoDismissEachOtherAtOnce() {
        Future<AccountView> one = accounts.change(role(ADA, BOB.id(), Role.USER));
        Future<AccountView> other = accounts.change(new ChangeAccount(BOB, ADA.id(), null, null, true));
        Await.until("both are decided", () -> one.isComplete() && other.isComplete());
        assertTrue(one.succeeded() != other.succeeded());
        Throwable refused = one.succeeded() ? other.cause() : one.cause();
        assertEquals("not_admin_any_more", ((Fault) refused).code());
        long left = accounts(Role.ADMIN).stream()
                .filter(account -> !account.blocked())
                .count();
        assertEquals(1, left);
    }

    @Test
    void whatChangesNothingLeavesNothingBehind() {
        assertEquals(1, Await.result(accounts.change(role(ADA, ZOE, Role.USER))).version());
        assertEquals(List.of(), actions());
        assertEquals(
                2, Await.result(accounts.change(role(ADA, ZOE, Role.DEVELOPER))).version());
        assertEquals(List.of("role_changed"), actions());
    }

    @Test
    void theOwnerOfTheMachineAppointsWhoHasSignedUp() {
        AccountView admin = Await.result(accounts.appoint(" ZOE@example.org"));
        assertEquals(Role.ADMIN, admin.role());
        assertEquals(admin, Await.result(accounts.appoint("zoe@example.org")));
        assertEquals(List.of("role_changed"), actions());
        assertEquals(
                "user_not_found",
                Await.fault(accounts.appoint("nobody@example.org")).code());
        Await.result(accounts.change(new ChangeAccount(ADA, ZOE, null, null, true)));
        assertFalse(Await.result(accounts.appoint("zoe@example.org")).blocked());
    }

    @Test
    void administratorsSeeReputationsAsEverybodyDoes(MutableClock clock) {
        Instant aYearAgo = clock.instant().minus(ReputationApi.HALF_LIFE);
        add(1_004, "eve", Role.DEVELOPER, new Reputation(100, aYearAgo));
        add(1_005, "cat", Role.DEVELOPER, new Reputation(-20, aYearAgo));
        assertEquals(
                List.of(0.0, 50.0),
                accounts(Role.DEVELOPER).stream().map(AccountView::reputation).toList());
        assertEquals(50, Await.result(accounts.find(new FindAccount(1_004))).reputation());
        assertEquals(
                "user_not_found",
                Await.fault(accounts.find(new FindAccount(1_999))).code());
    }

    private static ChangeAccount role(Caller caller, long id, Role role) {
        return new ChangeAccount(caller, id, null, role, null);
    }

    private List<AccountView> accounts(Role role) {
        return Await.result(accounts.list(new ListAccounts(role, null, 100, null)))
                .accounts();
    }

    private List<String> actions() {
        Filter all = new Filter(null, null, null, null, null, null, null);
        return Await.result(new AuditTrail(database).page(all, null, 100)).entries().stream()
                .map(numbered -> numbered.entry().action())
                .toList();
    }

    private void add(long id, String name, Role role) {
        add(id, name, role, Reputation.none(Instant.parse("2026-01-01T00:00:00Z")));
    }

    private void add(long id, String name, Role role, Reputation reputation) {
        User user = new User(
                id,
                name + "@example.org",
                name,
                role,
                reputation,
                List.of(),
                null,
                null,
                Instant.parse("2026-01-01T00:00:00Z"),
                1);
        assertTrue(Await.result(new UserStore().insert(database, user)));
    }
}
