/**
 * The learning algorithms that the engine's tasks share: sparse text features, linear models, boosted trees, calibration and
 * figures of merit. Everything is seeded and runs on plain arrays; nothing here knows a task, a file or a report. Pure
 * Java, because the native tree libraries need a system library that a bare machine with a JDK does not have.
 */
@NullMarked
package io.crowdfundfix.engine.learn;

import org.jspecify.annotations.NullMarked;
