package io.crowdfundfix.engine.duplicate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordingTest {
    @Test
    void liveTextAndPublishedTextAreOne() {
        assertEquals("table npe since v a", Wording.title("[Table] NPE since v4.7.1a!"));
        assertEquals("table npe since v a", Wording.title("table npe since v a"));
    }

    @Test
    void dropsWhereAFrameLiesInItsFile() {
        assertEquals(
                "at org acme cart total at org acme cart pay",
                Wording.body("at org.acme.Cart.total(Cart.java:12)\n at org.acme.Cart.pay(Native Method)"));
    }

    @Test
    void keepsWhatStandsInOrdinaryParentheses() {
        assertEquals("fails on linux", Wording.body("fails (on Linux)"));
    }

    @Test
    void endingsDoNotMatter() {
        assertEquals(Wording.stem("crash"), Wording.stem("crashing"));
        assertEquals(Wording.stem("crash"), Wording.stem("crashed"));
        assertEquals(Wording.stem("stop"), Wording.stem("stopped"));
        assertEquals(Wording.stem("file"), Wording.stem("files"));
        assertEquals("class", Wording.stem("class"));
    }

    @Test
    void longTextIsCut() {
        assertEquals(Wording.BODY_CHARS, Wording.body("a".repeat(1_000_000)).length());
        assertTrue(Wording.body("(a".repeat(500_000)).length() <= Wording.BODY_CHARS + 1);
    }

    @Test
    void ideographsAreWordsByThemselves() {
        assertEquals(List.of("打", "开", "crash", "时"), Wording.words("打开 crash 时"));
    }
}
