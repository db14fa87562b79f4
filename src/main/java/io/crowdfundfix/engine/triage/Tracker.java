package io.crowdfundfix.engine.triage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The past of one project: its reports, oldest first.
 *
 * @param tickets at most 20,000, the newest ones
 */
public record Tracker(List<Ticket> tickets) {
    public static final Tracker EMPTY = new Tracker(List.of());
    private static final int MAX_TICKETS = 20_000;

    public Tracker {
        tickets = List.copyOf(tickets);
    }

    public static Tracker of(Collection<Ticket> tickets) {
        List<Ticket> sorted = new ArrayList<>(tickets);
        sorted.sort(Comparator.comparingDouble(Ticket::created).thenComparingInt(Ticket::key));
        return new Tracker(sorted.subList(Math.max(0, sorted.size() - MAX_TICKETS), sorted.size()));
    }

    static Map<String, Tracker> byProject(Collection<Ticket> tickets) {
        Map<String, List<Ticket>> grouped = new HashMap<>();
        tickets.forEach(ticket -> grouped.computeIfAbsent(ticket.project(), name -> new ArrayList<>())
                .add(ticket));
        Map<String, Tracker> trackers = new HashMap<>();
        grouped.forEach((project, all) -> trackers.put(project, of(all)));
        return trackers;
    }

    /** Both pasts; what the other one says of a report replaces what this one says. */
    public Tracker with(Tracker other) {
        Set<Integer> replaced = new HashSet<>();
        other.tickets.forEach(ticket -> replaced.add(ticket.key()));
        List<Ticket> all = new ArrayList<>(other.tickets);
        tickets.stream().filter(ticket -> !replaced.contains(ticket.key())).forEach(all::add);
        return of(all);
    }

    /** What was filed before that time. */
    Tracker before(double time) {
        int low = 0;
        int high = tickets.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tickets.get(middle).created() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == tickets.size() ? this : new Tracker(tickets.subList(0, low));
    }
}
