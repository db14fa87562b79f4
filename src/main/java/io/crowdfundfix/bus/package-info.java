/**
 * Typed requests and facts over the event bus. Only this package touches the event bus; every request has a time-out, every
 * endpoint a limit, and an expected failure arrives as the {@link io.crowdfundfix.fault.Fault} that was thrown.
 */
@NullMarked
package io.crowdfundfix.bus;

import org.jspecify.annotations.NullMarked;
