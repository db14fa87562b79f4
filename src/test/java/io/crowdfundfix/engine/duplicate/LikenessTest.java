package io.crowdfundfix.engine.duplicate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LikenessTest {
    @Test
    void namesTheTraceFirst() {
        Likeness likeness = new Likeness(true, 2, 0.8, 0.1, 0.7, 2);
        assertEquals(
                List.of(
                        "same error, same innermost frames (2)",
                        "stack traces run alike (80 %)",
                        "near in meaning (70 %)"),
                likeness.words());
    }

    @Test
    void saysNothingWhereNothingStandsOut() {
        assertTrue(new Likeness(false, 0, 0, 0.1, 0.2, 2).words().isEmpty());
    }
}
