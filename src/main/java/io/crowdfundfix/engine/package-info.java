/**
 * Reads a bug report: text in, findings out. Plain Java around a local model; it knows no bus, no database and no HTTP, keeps nothing,
 * and never sends a text anywhere.
 */
@NullMarked
package io.crowdfundfix.engine;

import org.jspecify.annotations.NullMarked;
