/**
 * Finds bugs by words and by meaning. Owns nothing: it asks the bugs for words and the analysis for meaning, fuses both rankings and
 * promises an answer by words alone when there is no engine.
 */
@NullMarked
package io.crowdfundfix.search;

import org.jspecify.annotations.NullMarked;
