package io.crowdfundfix.bugs;

import io.crowdfundfix.fault.Check;

/**
 * How reports are taken.
 *
 * @param analysisWaitMs how long the answer to a new report waits for its analysis; the report is stored before
 */
public record BugsConfig(int analysisWaitMs) {
    public BugsConfig {
        Check.that().range("analysis_wait_ms", analysisWaitMs, 0, 10_000).done();
    }

    public static BugsConfig defaults() {
        return new BugsConfig(1000);
    }
}
