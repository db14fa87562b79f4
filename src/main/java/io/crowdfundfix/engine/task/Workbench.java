package io.crowdfundfix.engine.task;

import io.crowdfundfix.engine.learn.Tensors;
import java.util.function.Function;

/**
 * What training and measuring work with.
 *
 * @param texts turns texts into vectors
 * @param models finds the trained model of a task by its name
 * @param progress tells a waiting person how far it is
 */
public record Workbench(Texts texts, Function<String, Tensors> models, Progress progress, long seed) {}
