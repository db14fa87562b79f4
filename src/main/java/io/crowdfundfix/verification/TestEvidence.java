package io.crowdfundfix.verification;

import io.crowdfundfix.verification.TestReport.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the tests said before the fix and after it. A test that was to pass and is skipped or missing has failed; an empty set of them
 * never passes; what passed before has to pass after.
 *
 * @param expected tests that failed and are to pass, as somebody listed them; empty for all that failed before
 */
record TestEvidence(TestReport before, TestReport after, List<String> expected) {
    private static final int MOST_NAMED = 5;

    TestEvidence {
        expected = List.copyOf(expected);
    }

    /**
     * What one of the two rules found.
     *
     * @param tests how many it is about
     * @param good how many of them hold
     */
    record Finding(boolean holds, int tests, int good, String reason) {
        double share() {
            return tests == 0 ? 0 : good / (double) tests;
        }
    }

    Finding failToPass() {
        Set<String> wanted = expected.isEmpty() ? before.with(Outcome.FAILED) : new TreeSet<>(expected);
        if (wanted.isEmpty()) {
            return new Finding(false, 0, 0, "no test failed before the fix, so none can show that it works");
        }
        List<String> trouble = new ArrayList<>();
        for (String test : wanted) {
            if (!after.passes(test)) {
                trouble.add(test + " " + after.trouble(test) + " after the fix");
            } else if (before.passes(test)) {
                trouble.add(test + " passed before the fix already");
            }
        }
        return finding(wanted.size(), trouble, " tests that failed before pass after the fix");
    }

    Finding passToPass() {
        Set<String> wanted = before.with(Outcome.PASSED);
        List<String> trouble = new ArrayList<>();
        for (String test : wanted) {
            if (!after.passes(test)) {
                trouble.add(test + " passed before and " + after.trouble(test) + " after the fix");
            }
        }
        Finding found = finding(wanted.size(), trouble, " tests that passed before still pass");
        return wanted.isEmpty() ? new Finding(true, 0, 0, "no test passed before, so none can break") : found;
    }

    private static Finding finding(int tests, List<String> trouble, String allWell) {
        int good = tests - trouble.size();
        if (trouble.isEmpty()) {
            return new Finding(true, tests, good, "all " + tests + allWell);
        }
        String named = String.join("; ", trouble.subList(0, Math.min(MOST_NAMED, trouble.size())));
        String more = trouble.size() > MOST_NAMED ? "; and " + (trouble.size() - MOST_NAMED) + " more" : "";
        return new Finding(false, tests, good, named + more);
    }
}
