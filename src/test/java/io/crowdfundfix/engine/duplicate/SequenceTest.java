package io.crowdfundfix.engine.duplicate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.crowdfundfix.engine.task.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceTest {
    @Test
    void tellsHowManyLieBetween() {
        Sequence sequence = Sequence.of(rows("pair", 10, 20, 30, 40));
        assertEquals(0.5f, sequence.between("30", "10"));
        assertEquals(-0.75f, sequence.between("10", "40"));
    }

    @Test
    void saysNothingWherePartsOfDifferentTimesWerePutTogether() {
        List<Row> rows = new ArrayList<>(rows("pair", 500, 510, 520));
        rows.addAll(rows("distractor", 1, 2, 3));
        assertTrue(Float.isNaN(Sequence.of(rows).between("500", "1")));
    }

    @Test
    void countsWherePartsOverlap() {
        List<Row> rows = new ArrayList<>(rows("pair", 1, 5, 9));
        rows.addAll(rows("corpus", 2, 6, 8));
        assertTrue(Sequence.of(rows).between("9", "8") > 0);
    }

    @Test
    void idsThatAreNoNumbersHaveNoOrder() {
        assertTrue(Float.isNaN(Sequence.of(rows("pair", 1, 2)).between("ABC-1", "2")));
    }

    private static List<Row> rows(String role, long... ids) {
        List<Row> rows = new ArrayList<>();
        for (long id : ids) {
            rows.add(new Row(
                    "corpus",
                    1,
                    JsonNodeFactory.instance.objectNode().put("id", id).put("role", role)));
        }
        return rows;
    }
}
