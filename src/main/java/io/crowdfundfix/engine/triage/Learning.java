package io.crowdfundfix.engine.triage;

import io.crowdfundfix.engine.learn.Terms;
import io.crowdfundfix.engine.learn.Vocabulary;
import io.crowdfundfix.engine.task.DataFolder;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Workbench;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Everything the three tasks learn from: the reports of all trackers with their texts. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Learning(List<Row> rows, List<Ticket> tickets, float[][] vectors, Vocabulary vocabulary) {
    private static final int MIN_TEXTS = 3;
    private static final int MIN_PAST = 20;
    private static final double LONGEST_GAP = 500;
    /** The share of reports that are seen without any past, and up to which the others are seen without a gap. */
    private static final double UNKNOWN = 0.06;

    private static final double ROLLING = 0.5;

    Learning {
        rows = List.copyOf(rows);
        tickets = List.copyOf(tickets);
    }

    /** Words are remembered only where {@code words} is more than none, at most 65,535. */
    static Learning of(DataFolder data, Workbench bench, int words) {
        List<Row> rows = data.training("jira_triage");
        List<String> texts = rows.stream().map(TicketText::of).toList();
        Vocabulary vocabulary = Vocabulary.of(Terms.ofWords(1), texts, MIN_TEXTS, words);
        float[][] vectors = TicketText.vectors(rows, bench.texts());
        return new Learning(rows, TicketText.tickets(rows, vocabulary, vectors), vectors, vocabulary);
    }

    Map<String, Tracker> projectToPast() {
        return Tracker.byProject(tickets);
    }

    /**
     * One report of the past as it looked when it was filed.
     *
     * @param place where it lies among its project's reports, from 0 for the first to 1
     * @param past what is to be known of its project: for half of the reports nearly all before it, for most others all but
     *     the last months, as when nobody trains for a while, and for some nothing, as when the project is new
     */
    record Moment(NewReport report, Row row, Tracker past, double place) {}

    /** What is made of each report that is wanted and has some past, project after project, oldest first. */
    <T> List<T> each(Predicate<Ticket> wanted, long seed, Function<Moment, T> made) {
        Map<Integer, Integer> keyToIndex = new HashMap<>();
        for (int i = 0; i < tickets.size(); i++) {
            keyToIndex.put(tickets.get(i).key(), i);
        }
        Map<String, Tracker> pasts = projectToPast();
        List<T> all = new ArrayList<>();
        pasts.keySet().stream().sorted().forEach(project -> {
            Tracker past = pasts.getOrDefault(project, Tracker.EMPTY);
            double[] gaps = gaps(seed, past.tickets().size());
            IntStream.range(MIN_PAST, gaps.length)
                    .filter(i -> wanted.test(past.tickets().get(i)))
                    .parallel()
                    .mapToObj(i -> made.apply(
                            moment(keyToIndex.getOrDefault(past.tickets().get(i).key(), 0), past, gaps[i], i)))
                    .forEachOrdered(all::add);
        });
        return all;
    }

    private static double[] gaps(long seed, int count) {
        Random random = new Random(seed);
        return DoubleStream.generate(random::nextDouble)
                .limit(count)
                .map(drawn -> drawn < UNKNOWN
                        ? Double.POSITIVE_INFINITY
                        : Math.max(0, (drawn - ROLLING) / (1 - ROLLING) * LONGEST_GAP))
                .toArray();
    }

    private Moment moment(int index, Tracker past, double gap, int place) {
        Ticket ticket = tickets.get(index);
        Tracker known = past.before(ticket.created() - gap);
        NewReport report = NewReport.of(ticket, rows.get(index), vectors[index]);
        return new Moment(
                report, rows.get(index), known, place / (double) past.tickets().size());
    }
}
