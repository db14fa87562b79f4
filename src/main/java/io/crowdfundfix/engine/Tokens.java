package io.crowdfundfix.engine;

/** Token ids, and where each token lies in the original text; the two special tokens lie nowhere. */
final class Tokens {
    private final long[] ids;
    private final int[] starts;
    private final int[] ends;

    Tokens(long[] ids, int[] starts, int[] ends) {
        this.ids = ids;
        this.starts = starts;
        this.ends = ends;
    }

    int size() {
        return ids.length;
    }

    long[] ids() {
        return ids;
    }

    /** True if token {@code i} stands for characters that all lie within the span. */
    boolean within(int i, Span span) {
        return ends[i] > starts[i] && starts[i] >= span.start() && ends[i] <= span.end();
    }

    int start(int i) {
        return starts[i];
    }

    int end(int i) {
        return ends[i];
    }
}
