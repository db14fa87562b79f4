/**
 * Owns profiles of developers, which can always be made again, and says who would fix a bug. Promises that a percentage means what the
 * contract says, that a seed answers the same again, and that newcomers get a chance that was measured. Never assigns anybody and never
 * changes what it reads.
 */
@NullMarked
package io.crowdfundfix.matching;

import org.jspecify.annotations.NullMarked;
