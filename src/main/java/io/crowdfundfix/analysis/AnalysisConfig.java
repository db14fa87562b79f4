package io.crowdfundfix.analysis;

import io.crowdfundfix.fault.Check;

/**
 * The engine and its workers.
 *
 * @param workers analysis workers of this node; 0 takes one for each core
 * @param modelDir folder with {@code model.onnx} and {@code tokenizer.json}; empty for the bundled model, {@code none} for the fallback
 * @param trainedDir folder with the trained models; empty for those of the jar, {@code none} for the heuristics
 * @param maxTokens how much of a report the model reads
 * @param pollMs how often pending reports are looked for when no hint came
 * @param maxAttempts tries before an analysis is marked failed
 * @param maxStreamLineKb longest line of a streamed import
 */
public record AnalysisConfig(
        int workers,
        String modelDir,
        String trainedDir,
        int maxTokens,
        int pollMs,
        int maxAttempts,
        int maxStreamLineKb) {
    public AnalysisConfig {
        Check.that()
                .range("workers", workers, 0, 64)
                .range("max_tokens", maxTokens, 16, 512)
                .range("poll_ms", pollMs, 50, 60_000)
                .range("max_attempts", maxAttempts, 1, 20)
                .range("max_stream_line_kb", maxStreamLineKb, 1, 4_096)
                .done();
    }

    public static AnalysisConfig defaults() {
        return new AnalysisConfig(0, "", "", 256, 1000, 5, 256);
    }

    public int workerCount() {
        return workers == 0 ? Runtime.getRuntime().availableProcessors() : workers;
    }
}
