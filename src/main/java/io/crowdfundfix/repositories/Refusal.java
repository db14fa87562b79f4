package io.crowdfundfix.repositories;

import io.crowdfundfix.fault.Fault;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a repository is refused for, on its way up through code that knows only failures of input and output. */
final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    /** A refusal that lasts until somebody does what it says. */
    Refusal(String code, String message) {
        this(Fault.of(Fault.Kind.INVALID, code, message));
    }

    Refusal(Fault fault) {
        super(fault.message());
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    /** The refusal that a failure was caused by, or null. */
    static @Nullable Fault in(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof Refusal refusal) {
                return refusal.fault;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
