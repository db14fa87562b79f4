package io.crowdfundfix.engine.price;

/** A price that is known: ln(1 + US dollars) for a posting. */
record Paid(Posting posting, double logPrice) {}
