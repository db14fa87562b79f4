/**
 * Owns what people are told inside the platform. Promises that what somebody is told once is told once, in an order that a stream can be
 * resumed in, and that nobody sees what another was told. Never decides who is to be told what: the capability in which it happens does.
 */
@NullMarked
package io.crowdfundfix.notifications;

import org.jspecify.annotations.NullMarked;
