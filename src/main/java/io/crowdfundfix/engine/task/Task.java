package io.crowdfundfix.engine.task;

import io.crowdfundfix.engine.learn.Tensors;

/** One thing the engine learns from rows and is measured on by others. */
public interface Task {
    /** As it is typed and as its model file is called. */
    String name();

    /** Learns from the files of {@code data}; the same data and seed give the same tensors. */
    Tensors.Builder train(DataFolder data, Workbench bench);

    /** Predicts each row of {@code data}, in order, and measures what was predicted. */
    Evaluation evaluate(EvaluationData data, Workbench bench);
}
