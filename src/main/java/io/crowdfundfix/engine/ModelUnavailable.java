package io.crowdfundfix.engine;

/** Says that no encoder could be loaded from a place: files missing or wrong, or no native runtime here. */
public final class ModelUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ModelUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    ModelUnavailable(String message) {
        super(message);
    }
}
