package io.crowdfundfix.engine.triage;

import io.crowdfundfix.engine.learn.Vocabulary;
import io.crowdfundfix.engine.task.Row;
import java.util.List;

/**
 * A report as it is filed: what the tracker knows of it then, and its text.
 *
 * @param vector of its text; empty if there is no encoder
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NewReport(Ticket ticket, String title, String description, float[] vector) {
    /** One of which nothing but the text is known. */
    public static NewReport ofText(String title, String description, float[] vector) {
        Ticket unknown = new Ticket(0, "", "", "", "", List.of(), 0, Double.NaN, Content.NONE);
        return new NewReport(unknown, title, description, vector);
    }

    static NewReport of(Ticket ticket, Row row, float[] vector) {
        return new NewReport(ticket, row.text("title"), row.text("description"), vector);
    }

    /** How much other reports are like this one. */
    Likeness likeness(Vocabulary vocabulary) {
        return new Likeness(vocabulary.vector(TicketText.of(title, description)), vocabulary.size(), vector);
    }
}
