package io.crowdfundfix.engine.locate;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.engine.EncoderText;
import io.crowdfundfix.engine.task.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of the data: a report of a system and, where it is known, what its fix changed. Reports have no dates; the numbers of a tracker
 * rise with time and stand for it.
 */
record PastReport(String id, String system, long number, String title, String description, List<String> gold) {
    static PastReport of(Row row) {
        List<String> gold = new ArrayList<>();
        for (JsonNode path : row.json().path("gold")) {
            gold.add(path.asText());
        }
        return new PastReport(
                row.id(),
                row.required("system"),
                (long) row.number("bug_id"),
                row.text("title"),
                row.text("description"),
                List.copyOf(gold));
    }

    Instant time() {
        return Instant.ofEpochSecond(number);
    }

    FixedBug fixed(float[] vector) {
        return new FixedBug(id, title, ReportedFrames.of(description, null).prose(), time(), gold, vector);
    }

    String readText() {
        return EncoderText.of(title, description);
    }

    Asked asked(float[] vector, Instant before) {
        return Asked.of(new LocateQuery(title, description, null, vector), before, id);
    }
}
