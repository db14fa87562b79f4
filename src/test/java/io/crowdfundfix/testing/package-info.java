/**
 * What tests run on: real databases, whole nodes, a client, a clock that tests move, and one place to wait. It holds no fakes of
 * the product's own parts.
 */
@NullMarked
package io.crowdfundfix.testing;

import org.jspecify.annotations.NullMarked;
