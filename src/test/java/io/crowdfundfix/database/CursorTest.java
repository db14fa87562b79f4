package io.crowdfundfix.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.fault.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "0.75", "2026-03-01T12:00:00.123456Z", "größer 😀", "a b&c=d/e+f?"})
    void comesBackAsItWasHandedOut(String value) {
        Cursor cursor = new Cursor("priority", value, Long.MAX_VALUE);
        assertEquals(cursor, Cursor.decode(cursor.encoded(), "priority"));
    }

    @Test
    void fitsIntoAnAddressAsItIs() {
        assertTrue(new Cursor("priority", "??>>~~", 1).encoded().matches("[A-Za-z0-9_-]+"));
    }

    @Test
    void isRefusedForAnotherOrder() {
        refused(new Cursor("priority", "0.75", 7).encoded(), "newest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "===", "ü", "a.b", "bmV3ZXN0", "AA", "____"})
    void refusesWhatIsNone(String text) {
        refused(text, "newest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "newest\u001fv\u001fx",
                "newest\u001fv\u001f",
                "newest\u001fv",
                "newest\u001fv\u001f1\u001f",
                "newest\u001fv\u001f99999999999999999999",
                "\u001f\u001f1"
            })
    void refusesAForgedOne(String plain) {
        refused(
                Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8)),
                "newest");
    }

    @Test
    void refusesOneOfAbsurdLength() {
        refused(new Cursor("newest", "v".repeat(4_000), 7).encoded(), "newest");
    }

    private static void refused(String text, String order) {
        Fault fault = assertThrows(Fault.class, () -> Cursor.decode(text, order));
        assertEquals(Fault.Kind.INVALID, fault.kind());
        assertEquals("cursor", fault.fields().get(0).field());
    }
}
