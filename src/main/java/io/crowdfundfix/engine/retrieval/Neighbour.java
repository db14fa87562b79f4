package io.crowdfundfix.engine.retrieval;

/** A bug found near to something: whose it is, and how near: a cosine, or a BM25 score. */
public record Neighbour(long id, float score) {}
