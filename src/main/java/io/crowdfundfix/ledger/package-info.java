/**
 * The double-entry ledger: accounts, transactions whose postings sum to zero, seals that chain them. It promises that no bounded account
 * goes below zero and that a key moves money once. It never changes or deletes what was posted.
 */
@NullMarked
package io.crowdfundfix.ledger;

import org.jspecify.annotations.NullMarked;
