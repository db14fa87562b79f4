package io.crowdfundfix.engine;

import java.util.List;

/** One error with the frames under it, innermost first; the message is empty where the trace has none. */
record Trace(String error, String message, List<Frame> frames, int depth) {
    Trace {
        frames = List.copyOf(frames);
    }

    /** {@code NullPointerException} for {@code java.lang.NullPointerException}; empty if no error is named. */
    String shortError() {
        int cut = Math.max(error.lastIndexOf('.'), error.lastIndexOf(':'));
        return error.substring(cut + 1);
    }
}
