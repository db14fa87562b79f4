/**
 * How much work a report is, in the story points of its own project: learned from what teams estimated. Owns the effort model
 * and its task; knows neither days nor money.
 */
@NullMarked
package io.crowdfundfix.engine.effort;

import org.jspecify.annotations.NullMarked;
