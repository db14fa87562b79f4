package io.crowdfundfix.engine.learn;

/** Where a leaf is best divided: rows in bins up to and with {@code bin} go left. */
record Split(int feature, int bin, double gain) {
    static final Split NONE = new Split(-1, 0, 0);
}
