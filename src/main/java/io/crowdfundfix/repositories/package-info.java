/**
 * Owns connected repositories: where they come from, the mirror of each on a node, what their history says of files and people. Promises
 * that a stored revision is whole, that a sync which dies goes on or begins again without damage, and that a deleted repository leaves
 * nothing behind. Never runs what it has fetched, never reaches an internal address and never gives an e-mail address away.
 */
@NullMarked
package io.crowdfundfix.repositories;

import org.jspecify.annotations.NullMarked;
