/**
 * Owns people: accounts, passwords, sessions, reputation. Promises that a password or a session secret never leaves it, that a stolen
 * refresh token ends its whole session family, and that reputation is what its events add up to. Never decides what a role may do elsewhere.
 */
@NullMarked
package io.crowdfundfix.identity;

import org.jspecify.annotations.NullMarked;
