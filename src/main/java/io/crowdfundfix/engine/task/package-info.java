/**
 * What a learned task is: it trains on rows of a public or an operator's own data set, leaves one model file, and is
 * measured on other rows. Owns reading rows, embedding their texts, writing figures and predictions; knows no single task.
 */
@NullMarked
package io.crowdfundfix.engine.task;

import org.jspecify.annotations.NullMarked;
