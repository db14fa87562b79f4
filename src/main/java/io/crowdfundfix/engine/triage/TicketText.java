package io.crowdfundfix.engine.triage;

import io.crowdfundfix.engine.learn.Terms;
import io.crowdfundfix.engine.learn.Vocabulary;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Texts;
import java.util.ArrayList;
import java.util.List;

/** What is read of a row's title and description. */
final class TicketText {
    /** About as much as the encoder takes in; the words look further. */
    private static final int VECTOR_CHARS = 600;

    /** Of models that remember no words. */
    static final Vocabulary NO_WORDS = Vocabulary.of(Terms.ofWords(1), List.of(), 1, 0);

    private TicketText() {}

    static String of(Row row) {
        return of(row.text("title"), row.text("description"));
    }

    static String of(String title, String description) {
        return title + "\n" + description;
    }

    static float[][] vectors(List<Row> rows, Texts texts) {
        return texts.vectors(rows.stream()
                .map(TicketText::of)
                .map(text -> text.length() > VECTOR_CHARS ? text.substring(0, VECTOR_CHARS) : text)
                .toList());
    }

    static List<Ticket> tickets(List<Row> rows, Vocabulary vocabulary, Texts texts) {
        return tickets(rows, vocabulary, vectors(rows, texts));
    }

    static List<Ticket> tickets(List<Row> rows, Vocabulary vocabulary, float[][] vectors) {
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < vectors.length; i++) {
            Row row = rows.get(i);
            tickets.add(Ticket.of(row, Content.of(vocabulary.vector(of(row)), vectors[i], vocabulary)));
        }
        return tickets;
    }
}
