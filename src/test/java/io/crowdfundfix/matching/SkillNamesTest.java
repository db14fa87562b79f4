package io.crowdfundfix.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SkillNamesTest {
    @Test
    void oneSkillHasOneSpelling() {
        assertEquals(List.of("go", "c++", "postgresql"), SkillNames.of(List.of("golang", "cpp", "postgres", "go")));
        assertEquals("data-loss", SkillNames.of("data_loss"));
    }

    @Test
    void namesInASentenceAreFoundAndEverydayWordsAreNot() {
        assertEquals(
                List.of("the", "c++", "client", "crashes", "when", "typescript", "calls", "it"),
                SkillNames.within("The C++ client crashes when TS calls it -- go!"));
        assertEquals(List.of(), SkillNames.within("  --- ... "));
    }
}
