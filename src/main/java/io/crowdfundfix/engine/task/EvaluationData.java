package io.crowdfundfix.engine.task;

import java.util.List;

/**
 * What a task is measured on.
 *
 * @param rows what to predict; their answers are read only to measure
 * @param corpus documents to search, for tasks that search; else empty
 * @param history rows whose answers are known; a prediction uses only those that lie before its own row. Else empty
 */
public record EvaluationData(List<Row> rows, List<Row> corpus, List<Row> history) {
    public EvaluationData {
        rows = List.copyOf(rows);
        corpus = List.copyOf(corpus);
        history = List.copyOf(history);
    }
}
