package io.crowdfundfix.engine.triage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What speaks for how urgent a new report will be called; only from what was filed before it. */
final class PriorityFeatures {
    private static final int STEPS = PriorityScale.STEPS;
    private static final double[] PROJECT_HALF_LIVES = {15, 60, 300, 3_000};
    private static final double LONG = 700;
    private static final double STRENGTH = 3;
    private static final double MIN_MEANING = 0.15;
    private static final int SCOPES = 5;
    static final int COUNT = (PROJECT_HALF_LIVES.length + SCOPES) * STEPS + SCOPES + 8 + STEPS + TextSigns.COUNT;

    private final NewReport report;
    private final Ticket query;
    private final Tally[] project = tallies(PROJECT_HALF_LIVES.length);
    /** By the reporter, by him lately, in the component, by him in it, of like meaning. */
    private final Tally[] scopes = tallies(SCOPES);

    private final double newest;
    private double lastByReporter = Double.NaN;
    private double lastByReporterAt = Double.NaN;
    private double last = Double.NaN;

    PriorityFeatures(NewReport report, Tracker past, Likeness likeness) {
        this.report = report;
        this.query = report.ticket();
        Tracker before = past.before(query.created());
        int size = before.tickets().size();
        newest = size == 0 ? query.created() : before.tickets().get(size - 1).created();
        for (Ticket ticket : before.tickets()) {
            int step = PriorityScale.step(ticket.priority());
            if (step >= 0 && ticket.key() != query.key()) {
                add(ticket, step, likeness);
            }
        }
    }

    private static Tally[] tallies(int count) {
        Tally[] tallies = new Tally[count];
        Arrays.setAll(tallies, i -> new Tally(STEPS));
        return tallies;
    }

    private void add(Ticket ticket, int step, Likeness likeness) {
        double age = query.created() - ticket.created();
        for (int i = 0; i < project.length; i++) {
            project[i].add(step, Decay.weight(age, PROJECT_HALF_LIVES[i]));
        }
        last = step;
        double old = Decay.weight(age, LONG);
        boolean sameReporter = !query.reporter().isEmpty() && ticket.reporter().equals(query.reporter());
        boolean sameComponent = ticket.shares(query.components());
        if (sameReporter) {
            scopes[0].add(step, old);
            scopes[1].add(step, Decay.weight(age, 60));
            lastByReporter = step;
            lastByReporterAt = ticket.created();
        }
        if (sameComponent) {
            scopes[2].add(step, old);
        }
        if (sameReporter && sameComponent) {
            scopes[3].add(step, old);
        }
        double meaning = Math.max(0, likeness.ofMeaning(ticket.content()) - MIN_MEANING);
        scopes[4].add(step, meaning * meaning * meaning * old);
    }

    /** The logits are what the words alone say. */
    float[] row(double[] logits) {
        FeatureRow row = new FeatureRow(COUNT);
        Tally all = project[project.length - 1];
        double[] usual = new double[STEPS];
        for (int step = 0; step < STEPS; step++) {
            usual[step] = all.share(step, 1.0 / STEPS, 1);
        }
        for (Tally tally : project) {
            add(row, tally, usual, STRENGTH);
        }
        for (int step = 0; step < STEPS; step++) {
            usual[step] = project[2].share(step, usual[step], STRENGTH);
        }
        for (int i = 0; i < SCOPES; i++) {
            add(row, scopes[i], usual, i < 4 ? STRENGTH : STRENGTH / 100);
            row.add(scopes[i].all);
        }
        row.add(lastByReporter);
        row.add(newest - lastByReporterAt);
        row.add(last);
        row.add(query.created() - newest);
        row.add(query.reporter().isEmpty() ? 0 : 1);
        row.add(query.components().size());
        row.add(Math.log1p(all.all));
        row.add(Math.floorMod((int) Math.floor(query.created()), 7));
        double mean = Arrays.stream(logits).average().orElse(0);
        for (double logit : logits) {
            row.add(logit - mean);
        }
        TextSigns.addTo(row, report.title(), report.description());
        return row.values();
    }

    /** What earlier reports say, in plain words. */
    List<String> habits(String[] words) {
        List<String> habits = new ArrayList<>();
        habit(scopes[0], "of this reporter", words, habits);
        habit(scopes[2], "in this component", words, habits);
        habit(project[1], "of this project lately", words, habits);
        return habits;
    }

    private static void habit(Tally tally, String whose, String[] words, List<String> habits) {
        int most = 0;
        for (int step = 1; step < STEPS; step++) {
            most = tally.sums[step] > tally.sums[most] ? step : most;
        }
        if (tally.all >= 1) {
            long percent = Math.round(100 * tally.sums[most] / tally.all);
            habits.add(percent + " % of the reports " + whose + " were called " + words[most]);
        }
    }

    private static void add(FeatureRow row, Tally tally, double[] usual, double strength) {
        for (int step = 0; step < STEPS; step++) {
            row.add(tally.share(step, usual[step], strength));
        }
    }
}
