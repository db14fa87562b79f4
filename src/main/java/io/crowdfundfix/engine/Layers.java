package io.crowdfundfix.engine;

/**
 * One text as two layers of the encoder see it: the last one, trained to say what is alike, and the one two thirds of the
 * way up, which knows more about what kind of text it is. An encoder that has one layer gives it twice.
 */
public record Layers(Embedding last, Embedding middle) {}
