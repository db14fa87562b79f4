package io.crowdfundfix.engine;

/** A vector found near another: whose it is, and the cosine between the two. */
public record Neighbour(long id, float score) {}
