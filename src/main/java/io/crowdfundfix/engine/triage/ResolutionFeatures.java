package io.crowdfundfix.engine.triage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What tells how long a new report will take; only from what was known when it was filed. */
final class ResolutionFeatures {
    private static final double[] PROJECT_HALF_LIVES = {20, 90, 400, 3_000};
    private static final double LONG = 500;
    private static final double LIKENESS_STRENGTH = 20;
    private static final double MIN_MEANING = 0.15;
    private static final double USUAL_LOG = 2;
    private static final int SCOPES = 4;
    private static final double MONTH = 30;
    static final int COUNT =
            (PROJECT_HALF_LIVES.length + SCOPES) * (Durations.SPANS.length + 1) + SCOPES + 10 + TextSigns.COUNT;

    private final NewReport report;
    private final Ticket query;
    private final Durations[] project = durations(PROJECT_HALF_LIVES.length);
    /** By the reporter, in the component, by the reporter lately, of like meaning. */
    private final Durations[] scopes = durations(SCOPES);

    private final double newest;
    private double filedLately;
    private double resolvedLately;
    private double openLately;
    private double ownFixes;
    private double reports;

    ResolutionFeatures(NewReport report, Tracker past, Likeness likeness) {
        this.report = report;
        this.query = report.ticket();
        Tracker before = past.before(query.created());
        int size = before.tickets().size();
        newest = size == 0 ? query.created() : before.tickets().get(size - 1).created();
        for (Ticket ticket : before.tickets()) {
            if (ticket.key() != query.key()) {
                add(ticket, likeness);
            }
        }
    }

    private static Durations[] durations(int count) {
        Durations[] durations = new Durations[count];
        Arrays.setAll(durations, i -> new Durations());
        return durations;
    }

    private void add(Ticket ticket, Likeness likeness) {
        double age = query.created() - ticket.created();
        boolean resolved = ticket.resolvedBefore(query.created());
        double days = resolved ? ticket.resolved() - ticket.created() : Double.NaN;
        for (int i = 0; i < project.length; i++) {
            project[i].add(days, age, Decay.weight(age, PROJECT_HALF_LIVES[i]));
        }
        filedLately += newest - ticket.created() < MONTH ? 1 : 0;
        resolvedLately += resolved && Math.abs(newest - ticket.resolved()) < MONTH ? 1 : 0;
        openLately += !resolved && newest - ticket.created() < 12 * MONTH ? 1 : 0;
        double old = Decay.weight(age, LONG);
        if (!query.reporter().isEmpty() && ticket.reporter().equals(query.reporter())) {
            scopes[0].add(days, age, old);
            scopes[2].add(days, age, Decay.weight(age, MONTH));
            reports++;
            ownFixes += resolved && ticket.fixedByReporter() ? 1 : 0;
        }
        if (ticket.shares(query.components())) {
            scopes[1].add(days, age, old);
        }
        double meaning = Math.max(0, likeness.ofMeaning(ticket.content()) - MIN_MEANING);
        scopes[3].add(days, age, LIKENESS_STRENGTH * meaning * meaning * meaning * old);
    }

    float[] row() {
        FeatureRow row = new FeatureRow(COUNT);
        double[] usual = new double[Durations.SPANS.length];
        Arrays.setAll(usual, span -> (span + 1.0) / (usual.length + 1));
        double usualLog = add(row, project[PROJECT_HALF_LIVES.length - 1], usual, USUAL_LOG);
        for (int i = PROJECT_HALF_LIVES.length - 2; i >= 0; i--) {
            usualLog = add(row, project[i], usual, usualLog);
            if (i == 2) {
                Arrays.setAll(usual, span -> project[2].share(span, usual[span]));
            }
        }
        for (Durations scope : scopes) {
            add(row, scope, usual, usualLog);
            row.add(scope.all());
        }
        row.add(filedLately);
        row.add(resolvedLately / (filedLately + 1));
        row.add(openLately);
        row.add(reports);
        row.add(ownFixes / (reports + 1));
        row.add(PriorityScale.step(query.priority()));
        row.add(query.created() - newest);
        row.add(query.components().size());
        row.add(Math.floorMod((int) Math.floor(query.created()), 7));
        row.add(project[PROJECT_HALF_LIVES.length - 1].all());
        TextSigns.addTo(row, report.title(), report.description());
        return row.values();
    }

    /** What earlier reports say, in plain words. */
    List<String> habits() {
        List<String> habits = new ArrayList<>();
        habit(scopes[0], "reports of this reporter", habits);
        habit(scopes[1], "reports in this component", habits);
        habit(project[1], "reports of this project lately", habits);
        return habits;
    }

    private static void habit(Durations durations, String whose, List<String> habits) {
        if (durations.all() >= 1) {
            double days = Math.expm1(durations.meanLog(USUAL_LOG));
            habits.add(String.format(Locale.ROOT, "%s took about %.1f days", whose, days));
        }
    }

    /** The mean logarithm that was written. */
    private static double add(FeatureRow row, Durations durations, double[] usual, double usualLog) {
        for (int span = 0; span < usual.length; span++) {
            row.add(durations.share(span, usual[span]));
        }
        double mean = durations.meanLog(usualLog);
        row.add(mean);
        return mean;
    }
}
