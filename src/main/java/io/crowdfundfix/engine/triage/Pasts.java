package io.crowdfundfix.engine.triage;

import io.crowdfundfix.engine.learn.Vocabulary;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known of all projects: what a model remembers of its training, and rows that came since. */
record Pasts(Map<String, Tracker> projectToPast) {
    Pasts {
        projectToPast = Map.copyOf(projectToPast);
    }

    Tracker of(String project) {
        return projectToPast.getOrDefault(project, Tracker.EMPTY);
    }

    /** Rows that the model remembers keep the text that it remembers of them. */
    Pasts with(List<Row> history, Vocabulary vocabulary, Texts texts) {
        Map<Integer, Content> keyToContent = new HashMap<>();
        projectToPast
                .values()
                .forEach(past -> past.tickets().forEach(ticket -> keyToContent.put(ticket.key(), ticket.content())));
        List<Row> unseen = history.stream()
                .filter(row -> !keyToContent.containsKey(Ticket.key(row)))
                .toList();
        List<Ticket> tickets = new ArrayList<>(TicketText.tickets(unseen, vocabulary, texts));
        for (Row row : history) {
            Content content = keyToContent.get(Ticket.key(row));
            if (content != null) {
                tickets.add(Ticket.of(row, content));
            }
        }
        Map<String, Tracker> both = new HashMap<>(projectToPast);
        Tracker.byProject(tickets).forEach((project, past) -> both.merge(project, past, Tracker::with));
        return new Pasts(both);
    }
}
