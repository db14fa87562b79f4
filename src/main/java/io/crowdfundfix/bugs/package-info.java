/**
 * Owns bug reports, their status and their history. Promises that an acknowledged report survives a crash and is analysed. Never
 * computes what a report means: that is asked of the analysis.
 */
@NullMarked
package io.crowdfundfix.bugs;

import org.jspecify.annotations.NullMarked;
