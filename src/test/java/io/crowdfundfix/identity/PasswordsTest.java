package io.crowdfundfix.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.testing.Await;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private Vertx vertx;
    private Passwords passwords;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        passwords = new Passwords(vertx, 2);
    }

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void recognisesThePasswordThatWasHashed() {
        String stored = Await.result(passwords.hash("correct horse"));
        assertTrue(Await.result(passwords.matches("correct horse", stored)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct hors", "correct horse ", "Correct horse", ""})
    void refusesAnyOtherPassword(String other) {
        String stored = Await.result(passwords.hash("correct horse"));
        assertFalse(Await.result(passwords.matches(other, stored)));
    }

    @Test
    void refusesEveryPasswordWhereNoneIsStored() {
        assertFalse(Await.result(passwords.matches("correct horse", null)));
    }

    @Test
    void storesTheCostThatItPromises() {
        String stored = Await.result(passwords.hash("correct horse"));
        assertTrue(
                stored.matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"), stored);
    }

    @Test
    void saltsEachHash() {
        assertNotEquals(Await.result(passwords.hash("correct horse")), Await.result(passwords.hash("correct horse")));
    }

    @Test
    void agreesWithTheReferenceImplementation() {
        // test.c of phc-winner-argon2: argon2id, 64 MiB, two passes
        String reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertTrue(Await.result(passwords.matches("password", reference)));
        assertFalse(Await.result(passwords.matches("passwore", reference)));
    }

    @Test
    void takesOnePasswordFromKeyboardsThatComposeDifferently() {
        String stored = Await.result(passwords.hash("caf\u00e9 au lait"));
        assertTrue(Await.result(passwords.matches("cafe\u0301 au lait", stored)));
    }

    @Test
    void writesAHashAsItReadIt() {
        String phc = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertEquals(phc, Argon2Hash.parse(phc).encoded());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"
            })
    void refusesAStoredTextThatIsNoHash(String phc) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Argon2Hash.parse(phc));
        assertEquals("a stored password hash is no Argon2id PHC string", refused.getMessage());
    }
}
