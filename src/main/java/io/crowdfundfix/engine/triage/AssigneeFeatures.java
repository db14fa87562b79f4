package io.crowdfundfix.engine.triage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who might fix a new report, and what speaks for each of them; only from what was known when it was filed. */
final class AssigneeFeatures {
    static final int COUNT = 46;
    private static final double MONTHS = 150;
    private static final double REPORTER_HALF_LIFE = 250;
    private static final double LIKENESS_HALF_LIFE = 400;
    private static final double MIN_MEANING = 0.15;
    private static final double FIXER_PRIOR = 3;
    private static final double LIKE = 0.4;

    private final Ticket query;
    private final Map<String, Person> idToPerson = new HashMap<>();
    private final Person all = new Person("");
    private final double newest;
    private double reporterResolved;
    private double reporterOwn;
    private double allOwn;
    private double allResolved;
    private int reporterReports;

    /** Reads the project's past once. The likeness must be that of the query. */
    AssigneeFeatures(Ticket query, Tracker past, Likeness likeness) {
        this.query = query;
        Tracker before = past.before(query.created());
        int size = before.tickets().size();
        newest = size == 0 ? query.created() : before.tickets().get(size - 1).created();
        for (Ticket ticket : before.tickets()) {
            if (ticket.key() != query.key()) {
                addReport(ticket);
                if (ticket.resolvedBefore(query.created())) {
                    addOutcome(ticket);
                    if (ticket.hasAssignee()) {
                        addFix(ticket, likeness);
                    }
                }
            }
        }
        if (!query.reporter().isEmpty()) {
            person(query.reporter());
        }
    }

    private Person person(String id) {
        return idToPerson.computeIfAbsent(id, Person::new);
    }

    private double decay(double time, double halfLife) {
        return Decay.weight(query.created() - time, halfLife);
    }

    private void addReport(Ticket ticket) {
        if (ticket.reporter().isEmpty()) {
            return;
        }
        Person reporter = person(ticket.reporter());
        double weight = decay(ticket.created(), 60);
        reporter.reports += weight;
        reporter.allReports++;
        all.reports += weight;
        all.allReports++;
        reporter.seen(ticket.created());
        reporterReports += ticket.reporter().equals(query.reporter()) ? 1 : 0;
    }

    private void addOutcome(Ticket ticket) {
        double weight = decay(ticket.created(), REPORTER_HALF_LIFE);
        double own = ticket.fixedByReporter() ? weight : 0;
        double counted = ticket.hasAssignee() ? weight : 0;
        allResolved += counted;
        allOwn += own;
        if (ticket.reporter().equals(query.reporter())) {
            reporterResolved += counted;
            reporterOwn += own;
        }
    }

    private void addFix(Ticket ticket, Likeness likeness) {
        Person fixer = person(ticket.assignee());
        fixer.seen(ticket.resolved());
        fixer.lastFix = Double.isNaN(fixer.lastFix) ? ticket.resolved() : Math.max(fixer.lastFix, ticket.resolved());
        double meaning = Math.max(0, likeness.ofMeaning(ticket.content()) - MIN_MEANING);
        double words = likeness.ofWords(ticket.content());
        fixer.mostLikeWords = Math.max(fixer.mostLikeWords, words);
        fixer.mostLikeMeaning = Math.max(fixer.mostLikeMeaning, meaning);
        add(fixer, ticket, words, meaning);
        add(all, ticket, words, meaning);
    }

    private void add(Person sum, Ticket ticket, double words, double meaning) {
        for (int i = 0; i < Person.HALF_LIVES.length; i++) {
            sum.fixes[i] += decay(ticket.resolved(), Person.HALF_LIVES[i]);
        }
        sum.allFixes++;
        sum.ownFixes += ticket.fixedByReporter() ? 1 : 0;
        sum.foreignFixes += ticket.fixedByReporter() ? 0 : decay(ticket.resolved(), MONTHS);
        double likenessAge = decay(ticket.resolved(), LIKENESS_HALF_LIFE);
        sum.likeWords += words * words * likenessAge;
        sum.likeMeaning += meaning * meaning * meaning * likenessAge;
        if (ticket.shares(query.components())) {
            sum.componentFixes += decay(ticket.resolved(), 2 * MONTHS);
            sum.allComponentFixes++;
        }
        if (ticket.reporter().equals(query.reporter())) {
            sum.reporterFixes += decay(ticket.resolved(), REPORTER_HALF_LIFE);
        }
    }

    /** The likeliest people at first sight, likeliest first. */
    List<Person> candidates(int most) {
        Comparator<Person> byPromise = Comparator.comparingDouble(
                        (Person person) -> -person.promise(all, person.id.equals(query.reporter())))
                .thenComparing(person -> person.id);
        return idToPerson.values().stream().sorted(byPromise).limit(most).toList();
    }

    /** One row for each of them. */
    float[][] rows(List<Person> candidates) {
        float[][] rows = new float[candidates.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(candidates.get(i), i);
        }
        rank(rows);
        return rows;
    }

    private float[] row(Person person, int place) {
        FeatureRow row = new FeatureRow(COUNT);
        boolean reporter = person.id.equals(query.reporter());
        row.add(reporter ? 1 : 0);
        for (int i = 0; i < Person.HALF_LIVES.length; i++) {
            row.add(share(person.fixes[i], all.fixes[i]));
        }
        row.add(Math.log1p(person.allFixes));
        row.add(share(person.ownFixes + 0.5, person.allFixes + 1));
        row.add(share(person.foreignFixes, all.foreignFixes));
        row.add(share(person.componentFixes, all.componentFixes));
        row.add(share(person.allComponentFixes, person.allFixes));
        row.add(share(person.reporterFixes, all.reporterFixes));
        row.add(person.reporterFixes);
        row.add(share(person.likeWords, all.likeWords));
        row.add(share(person.likeMeaning, all.likeMeaning));
        row.add(person.mostLikeWords);
        row.add(person.mostLikeMeaning);
        row.add(lift(share(person.likeWords, all.likeWords), share(person.fixes[3], all.fixes[3])));
        row.add(lift(share(person.likeMeaning, all.likeMeaning), share(person.fixes[3], all.fixes[3])));
        row.add(share(person.reports, all.reports));
        row.add(Math.log1p(person.allReports));
        row.add(newest - person.lastFix);
        row.add(newest - person.lastSeen);
        row.add(newest - person.firstSeen);
        row.add(query.created() - person.lastFix);
        row.add(lift(share(person.fixes[1], all.fixes[1]), share(person.fixes[3], all.fixes[3])));
        row.add(place);
        addQuery(row);
        return row.values();
    }

    private void addQuery(FeatureRow row) {
        double usual = share(allOwn + 1, allResolved + 2);
        Person reporter = idToPerson.getOrDefault(query.reporter(), all);
        row.add(usual);
        row.add((reporterOwn + FIXER_PRIOR * usual) / (reporterResolved + FIXER_PRIOR));
        row.add(reporterResolved);
        row.add(Math.log1p(reporterReports));
        row.add(newest - reporter.lastSeen);
        row.add(Math.log1p(reporter.allFixes));
        row.add(share(reporter.fixes[1], all.fixes[1]));
        row.add(query.created() - newest);
        row.add(all.fixes[1]);
        row.add(Math.log1p(all.allFixes));
        row.add(query.components().isEmpty() ? 0 : 1);
        row.add(all.componentFixes);
        row.add(all.likeWords);
        row.add(all.likeMeaning);
    }

    /** Writes at which place a candidate stands by recent fixes, by words and by meaning, over the last columns. */
    private static void rank(float[][] rows) {
        int[] by = {2, 4, 7, 12, 13, 18};
        for (int i = 0; i < by.length; i++) {
            for (float[] row : rows) {
                int better = 0;
                for (float[] other : rows) {
                    better += other[by[i]] > row[by[i]] ? 1 : 0;
                }
                row[COUNT - by.length + i] = better;
            }
        }
    }

    /** What speaks for a person, in plain words. */
    List<String> reasons(Person person) {
        List<String> reasons = new ArrayList<>();
        if (person.id.equals(query.reporter())) {
            reasons.add("reported it");
        }
        if (person.allFixes > 0) {
            reasons.add("fixed " + person.allFixes + " reports");
        }
        if (person.allComponentFixes > 0) {
            reasons.add(person.allComponentFixes + " of them in this component");
        }
        if (person.reporterFixes > 0 && !person.id.equals(query.reporter())) {
            reasons.add("fixed reports of this reporter");
        }
        if (person.mostLikeWords > LIKE || person.mostLikeMeaning > LIKE) {
            reasons.add("fixed a report like this one");
        }
        return reasons;
    }

    private static double share(double part, double whole) {
        return whole <= 0 ? 0 : part / whole;
    }

    private static double lift(double share, double usual) {
        return Math.log((share + 0.01) / (usual + 0.01));
    }
}
