/**
 * Owns people: accounts, passwords, sessions. Promises that a password or a session secret never leaves it and that a stolen refresh
 * token ends its whole session family. Never decides what a role may do elsewhere.
 */
@NullMarked
package io.crowdfundfix.identity;

import org.jspecify.annotations.NullMarked;
