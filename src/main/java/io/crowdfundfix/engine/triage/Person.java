package io.crowdfundfix.engine.triage;

/** What one person did in a project, as seen from one new report. Sums are of what is known by then. */
final class Person {
    static final double[] HALF_LIVES = {10, 40, 150, 600};

    final String id;
    /** Fixes, each counting half after each half-life of {@link #HALF_LIVES}. */
    final double[] fixes = new double[HALF_LIVES.length];

    int allFixes;
    int ownFixes;
    double foreignFixes;
    double componentFixes;
    int allComponentFixes;
    double reporterFixes;
    double likeWords;
    double likeMeaning;
    double mostLikeWords;
    double mostLikeMeaning;
    double reports;
    int allReports;
    double lastFix = Double.NaN;
    double lastSeen = Double.NaN;
    double firstSeen = Double.NaN;
    double handling;

    Person(String id) {
        this.id = id;
    }

    void seen(double time) {
        lastSeen = Double.isNaN(lastSeen) ? time : Math.max(lastSeen, time);
        firstSeen = Double.isNaN(firstSeen) ? time : Math.min(firstSeen, time);
    }

    /** How likely at first sight; only to cut the list of candidates. */
    double promise(Person all, boolean reporter) {
        return (reporter ? 10 : 0)
                + fixes[1] / Math.max(1e-9, all.fixes[1])
                + fixes[3] / Math.max(1e-9, all.fixes[3])
                + 2 * reporterFixes / Math.max(1e-9, all.reporterFixes)
                + componentFixes / Math.max(1e-9, all.componentFixes)
                + likeWords / Math.max(1e-9, all.likeWords)
                + likeMeaning / Math.max(1e-9, all.likeMeaning)
                + 0.1 * reports / Math.max(1e-9, all.reports);
    }
}
