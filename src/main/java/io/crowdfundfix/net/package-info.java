/**
 * Owns what may be reached on the network. Promises that an address it calls public belongs to the public internet. Never connects to
 * anything itself.
 */
@NullMarked
package io.crowdfundfix.net;

import org.jspecify.annotations.NullMarked;
