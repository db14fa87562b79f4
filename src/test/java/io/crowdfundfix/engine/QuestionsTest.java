package io.crowdfundfix.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuestionsTest {
    @Test
    void everythingThatCanBeMissingHasItsOwnQuestion() {
        ReportText empty = ReportText.parse("It", "", null);
        Set<String> codes = new HashSet<>();
        for (String type : List.of("bug", "feature", "question")) {
            codes.addAll(MissingInformation.of(empty, type, true));
        }
        assertEquals(8, codes.size(), codes.toString());
        for (String code : codes) {
            String question = Questions.of(code);
            assertTrue(question.endsWith("?"), question);
            assertFalse(question.startsWith("Can you say more about"), "no question of its own: " + code);
        }
    }

    @Test
    void asksForWhatIsNewByItsName() {
        assertEquals("Can you say more about the browser console?", Questions.of("browser_console"));
    }
}
