/**
 * The money on bugs: contributions, bounties with their clocks, claims, votes, disputes, payouts and wallets. It promises that every
 * bounty ends by its clocks alone, that money goes to developers and reviewers or back to its backers, and that each step is done once or
 * not at all. It never pays the platform and never judges a fix.
 */
@NullMarked
package io.crowdfundfix.funding;

import org.jspecify.annotations.NullMarked;
