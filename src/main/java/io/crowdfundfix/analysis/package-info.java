/**
 * Owns what the engine knows: vectors, analyses, clusters. Promises an answer for every report, from a local model or, said openly,
 * from the fallback. Never sends a text anywhere and never changes a bug's status.
 */
@NullMarked
package io.crowdfundfix.analysis;

import org.jspecify.annotations.NullMarked;
