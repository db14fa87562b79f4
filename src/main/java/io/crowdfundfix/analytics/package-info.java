/**
 * Owns the figures of this installation: rollups that changes feed through the journal, and what is shown of them. Promises that each
 * change counts once, and that the figures are those which a count of everything would give. Never writes what it counts; it reads the
 * tables of bugs, bounties and the ledger only to count them anew.
 */
@NullMarked
package io.crowdfundfix.analytics;

import org.jspecify.annotations.NullMarked;
