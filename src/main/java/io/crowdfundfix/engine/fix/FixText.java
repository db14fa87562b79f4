package io.crowdfundfix.engine.fix;

import io.crowdfundfix.engine.learn.SparseVector;

/**
 * One text, prepared to be compared: a title, a whole report, or the message of a change.
 *
 * @param words stems and names
 * @param names rarity of the names that are made of parts
 * @param pairs of neighbouring words
 * @param runs of characters
 * @param meaning the encoder's vector
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FixText(TermBag words, SparseVector names, SparseVector pairs, SparseVector runs, float[] meaning) {}
