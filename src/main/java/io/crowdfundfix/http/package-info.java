/**
 * The HTTP edge: the contract's operations bound to handlers, callers authenticated, bodies bound to records, every error written by
 * one class. It knows no capability and holds no business rule.
 */
@NullMarked
package io.crowdfundfix.http;

import org.jspecify.annotations.NullMarked;
