package io.crowdfundfix.engine.fix;

import io.crowdfundfix.engine.learn.SparseVector;

/**
 * One text, prepared to be compared: a title, a whole report, or the message of a change.
 *
 * @param words stems and names
 * @param runs of characters
 * @param meaning the encoder's vector
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FixText(TermBag words, SparseVector runs, float[] meaning) {}
