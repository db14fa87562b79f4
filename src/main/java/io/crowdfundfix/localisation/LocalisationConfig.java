package io.crowdfundfix.localisation;

import io.crowdfundfix.fault.Check;

/**
 * The indexes of code and who searches them.
 *
 * @param workers threads of this node that rank files; 0 takes one for each core
 * @param maxOpen indexes that are kept open at once
 * @param pollMs how often the indexes are compared with the repositories when no hint came
 * @param embed whether files are compared by meaning too, which takes the engine some milliseconds for each, once
 */
public record LocalisationConfig(int workers, int maxOpen, int pollMs, boolean embed) {
    public LocalisationConfig {
        Check.that()
                .range("workers", workers, 0, 64)
                .range("max_open", maxOpen, 1, 1_000)
                .range("poll_ms", pollMs, 50, 600_000)
                .done();
    }

    public static LocalisationConfig defaults() {
        return new LocalisationConfig(0, 64, 5_000, true);
    }

    int workerCount() {
        return workers == 0 ? Runtime.getRuntime().availableProcessors() : workers;
    }
}
