package io.crowdfundfix.engine.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How good a model is on rows that it has not seen.
 *
 * @param metrics one object: figures by name, and what they were computed on
 * @param predictions one object for each row, in the order of the rows
 */
public record Evaluation(ObjectNode metrics, List<ObjectNode> predictions) {
    public Evaluation {
        predictions = List.copyOf(predictions);
    }
}
