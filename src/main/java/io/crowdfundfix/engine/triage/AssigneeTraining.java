package io.crowdfundfix.engine.triage;

import io.crowdfundfix.engine.learn.BoostedTrees;
import io.crowdfundfix.engine.learn.Boosting;
import io.crowdfundfix.engine.learn.Choice;
import java.util.Arrays;
import java.util.List;

/** Teaches the ranker: who, of the likeliest people at first sight, fixed each report of the past. */
final class AssigneeTraining {
    private static final int CANDIDATES = 30;

    private AssigneeTraining() {}

    /**
     * A report of the past.
     *
     * @param rows one for each candidate
     * @param right which of them fixed it; -1 if none did
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Lesson(float[][] rows, int right) {
        static Lesson of(Learning.Moment moment, Likeness likeness) {
            Ticket ticket = moment.report().ticket();
            AssigneeFeatures features = new AssigneeFeatures(ticket, moment.past(), likeness);
            List<Person> people = features.candidates(CANDIDATES);
            int right = people.stream().map(person -> person.id).toList().indexOf(ticket.assignee());
            return new Lesson(right < 0 ? new float[0][] : features.rows(people), right);
        }
    }

    static BoostedTrees fit(List<Lesson> all, Boosting boosting) {
        List<Lesson> lessons =
                all.stream().filter(lesson -> lesson.rows.length > 1).toList();
        float[][] rows =
                lessons.stream().flatMap(lesson -> Arrays.stream(lesson.rows)).toArray(float[][]::new);
        boolean[] chosen = new boolean[rows.length];
        double[] shares = new double[lessons.size()];
        Arrays.fill(shares, 1);
        int[] ends = new int[shares.length];
        int at = 0;
        for (int i = 0; i < ends.length; i++) {
            chosen[at + lessons.get(i).right] = true;
            at += lessons.get(i).rows.length;
            ends[i] = at;
        }
        return boosting.fit(rows, new Choice(chosen, ends, shares));
    }
}
