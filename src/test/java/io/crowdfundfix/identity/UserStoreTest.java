package io.crowdfundfix.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.identity.IdentityApi.UpdateUser;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class UserStoreTest {
    private static final String EMAIL = "ada@example.org";

    private final UserStore users = new UserStore();
    private Database database;

    @BeforeEach
    void open(Database ofThisTest) {
        database = ofThisTest;
    }

    @Test
    void findsAUserAsHeWasInserted() {
        User ada = user(1, EMAIL, "Ada", List.of("java", "c++"));
        assertTrue(Await.result(users.insert(database, ada)));
        assertEquals(Optional.of(ada), Await.result(users.find(database, 1)));
        assertEquals(Optional.of(ada), Await.result(users.findByEmail(database, EMAIL)));
    }

    @Test
    void findsNobodyWhoIsNotThere() {
        assertEquals(Optional.empty(), Await.result(users.find(database, 1)));
        assertEquals(Optional.empty(), Await.result(users.findByEmail(database, EMAIL)));
    }

    @Test
    void keepsWhoHasNeitherPasswordNorSkills() {
        User ghost = new User(
                1,
                EMAIL,
                "Ghost",
                Role.ADMIN,
                new Reputation(12.5, MutableClock.START),
                List.of(),
                2_550L,
                null,
                MutableClock.START,
                1);
        assertTrue(Await.result(users.insert(database, ghost)));
        assertEquals(Optional.of(ghost), Await.result(users.find(database, 1)));
    }

    @Test
    void storesTheLargestAccountThatIsAllowed() {
        List<String> skills = IntStream.range(10, 40)
                .mapToObj(number -> "s".repeat(38) + number)
                .toList();
        User large = user(1, "a".repeat(242) + "@example.org", "\ud83d\ude00".repeat(100), skills);
        assertTrue(Await.result(users.insert(database, large)));
        assertEquals(Optional.of(large), Await.result(users.find(database, 1)));
    }

    @Test
    void refusesTheSameEmailTwice() {
        assertTrue(Await.result(users.insert(database, user(1, EMAIL, "Ada", List.of()))));
        assertFalse(Await.result(users.insert(database, user(2, EMAIL, "Eve", List.of()))));
        assertEquals(1, Await.result(users.count(database, null)));
    }

    @Test
    void givesAnEmailToOneOfManyWhoAskAtOnce() {
        List<Future<Boolean>> inserts = LongStream.rangeClosed(1, 30)
                .mapToObj(id -> users.insert(database, user(id, EMAIL, "Ada " + id, List.of())))
                .toList();
        Await.result(Future.all(inserts));
        assertEquals(1, inserts.stream().filter(Future::result).count());
        assertEquals(1, Await.result(users.count(database, null)));
    }

    @Test
    void writesAChange() {
        User before = user(1, EMAIL, "Ada", List.of("java"));
        User after = before.changed(new UpdateUser(1, null, "Countess", List.of("algol", "ada"), 100L))
                .with(new Reputation(-3, MutableClock.START));
        Await.result(users.insert(database, before));
        Await.result(database.transaction(transaction -> users.update(transaction, after)));
        assertEquals(Optional.of(after), Await.result(users.lock(database, 1)));
    }

    @Test
    void countsByRole() {
        Await.result(users.insert(database, user(1, "a@b.c", "A", List.of())));
        Await.result(users.insert(database, user(2, "b@b.c", "B", List.of())));
        assertEquals(2, Await.result(users.count(database, Role.USER)));
        assertEquals(0, Await.result(users.count(database, Role.ADMIN)));
        assertEquals(2, Await.result(users.count(database, null)));
    }

    @Test
    void numbersEveryUserDifferently() {
        List<Future<Long>> ids =
                IntStream.range(0, 50).mapToObj(any -> users.nextId(database)).toList();
        Await.result(Future.all(ids));
        assertEquals(50, ids.stream().map(Future::result).distinct().count());
    }

    private static User user(long id, String email, String name, List<String> skills) {
        return new User(
                id,
                email,
                name,
                Role.USER,
                Reputation.none(MutableClock.START),
                skills,
                null,
                "$argon2id$",
                MutableClock.START,
                1);
    }
}
