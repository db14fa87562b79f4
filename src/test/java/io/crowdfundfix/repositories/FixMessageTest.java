package io.crowdfundfix.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixMessageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fix: the total of an empty cart",
                "fix(cart)!: the total",
                "Fixes #123",
                "Cart: fixed #7",
                "Close the stream\n\ncloses #12",
                "Totals\n\nResolves owner/name#99",
                "Bug 123456 - NPE in the editor",
                "[SHOP-12] the total is wrong",
                "SHOP-12: the total is wrong",
                "Fixed a leak in the pool",
                "Totals\n\nFixes https://example.org/acme/shop/issues/5",
                "Totals, resolves SHOP-77"
            })
    void knowsAFix(String message) {
        assertEquals(true, FixMessage.saysFixed(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Add a cart",
                "feat: prefix",
                "Merge pull request #12 from x/y",
                "A fixture for tests",
                "See #12"
            })
    void knowsWhatIsNone(String message) {
        assertEquals(false, FixMessage.saysFixed(message));
    }

    @Test
    void takesAMessageApart() {
        assertEquals("The total", FixMessage.title("\n The total \n\nis wrong\n"));
        assertEquals("is wrong", FixMessage.text("\n The total \n\nis wrong\n"));
        assertEquals("", FixMessage.text("The total"));
    }

    @Test
    void cutsNoCharacterInHalf() {
        assertEquals("a", FixMessage.cut("a😀", 2));
        assertEquals("a😀", FixMessage.cut("a😀b", 3));
        assertEquals("ab", FixMessage.cut("a\0b", 3));
    }
}
