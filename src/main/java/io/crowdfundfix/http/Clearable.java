package io.crowdfundfix.http;

import org.jspecify.annotations.Nullable;

/**
 * A field of an edit that a client may clear: absent it is null and leaves what is there, with null inside it takes that away.
 *
 * @param <T> what the field holds
 */
public record Clearable<T>(@Nullable T value) {}
