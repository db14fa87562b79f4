/**
 * Finds stored bugs by meaning and by words. Plain Java over files that can be made again: whoever opens an index asks it what it has,
 * and puts in the rest. Promises bounded time and memory whatever the text, and searches beside writes.
 */
@NullMarked
package io.crowdfundfix.engine.retrieval;

import org.jspecify.annotations.NullMarked;
