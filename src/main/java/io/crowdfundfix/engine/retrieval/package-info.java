/**
 * Finds stored bugs by meaning ({@link VectorIndex}), by words and by crash ({@link TextIndex}). Plain Java over files that can be made
 * again: whoever opens an index asks it what it has, and puts in the rest. Promises bounded time and memory whatever the text, and
 * searches beside writes.
 *
 * <p>{@link Candidates} unites the three ways. Each candidate carries its raw evidence (cosine, BM25, the rank in each way) for a trained
 * re-ranker to score; the order they come in, by the mean of both scores in standard deviations, is what to use without one. What two
 * reports' traces share is not in it: whoever has the stored fingerprints adds that for the few candidates that remain.
 */
@NullMarked
package io.crowdfundfix.engine.retrieval;

import org.jspecify.annotations.NullMarked;
