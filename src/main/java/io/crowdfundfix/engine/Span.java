package io.crowdfundfix.engine;

/** A half-open range of characters in a text. */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no such span: " + start + ".." + end);
        }
    }

    String of(String text) {
        return text.substring(start, end);
    }
}
