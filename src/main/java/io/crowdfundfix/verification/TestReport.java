package io.crowdfundfix.verification;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What one run of the tests said of each; of a name that comes twice, the worst. */
record TestReport(Map<String, Outcome> outcomeByTest) {
    /** From best to worst. A test that is not there counts as failed, too, which is no outcome of its own. */
    enum Outcome {
        PASSED,
        SKIPPED,
        FAILED;

        Outcome worse(Outcome other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    TestReport {
        outcomeByTest = Collections.unmodifiableMap(new LinkedHashMap<>(outcomeByTest));
    }

    Set<String> with(Outcome outcome) {
        return outcomeByTest.entrySet().stream()
                .filter(test -> test.getValue() == outcome)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean passes(String test) {
        return outcomeByTest.get(test) == Outcome.PASSED;
    }

    /** Why it does not count as passed. */
    String trouble(String test) {
        Outcome outcome = outcomeByTest.get(test);
        return outcome == null ? "is missing" : outcome == Outcome.SKIPPED ? "is skipped" : "fails";
    }
}
