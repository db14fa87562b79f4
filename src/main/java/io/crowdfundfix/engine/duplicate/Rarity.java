package io.crowdfundfix.engine.duplicate;

/** How rare terms are in the collection that a report is compared with. Terms are told by the hash of their stem. */
public interface Rarity {
    /** ln((N − n + ½) / (n + ½) + 1) for a term in n of N reports, as in BM25. */
    double idf(int term);

    /** The mean number of words of a report's title. */
    double titleLength();

    /** The mean number of words of a report's body. */
    double bodyLength();
}
