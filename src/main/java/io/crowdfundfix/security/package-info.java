/**
 * Who is calling and how we know: callers, roles, access tokens and the secrets that sign them. Secrets live in files that only
 * their owner can read.
 */
@NullMarked
package io.crowdfundfix.security;

import org.jspecify.annotations.NullMarked;
