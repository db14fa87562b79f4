package io.crowdfundfix.http;

/** A capability's operations: contract operation on one side, message on the other, nothing between. */
@FunctionalInterface
public interface Routes {
    void bind(Operations on);
}
