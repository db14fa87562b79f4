package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.learn.SparseVector;
import java.util.Arrays;

/**
 * A report's words, weighted in the ways in which reports are compared.
 *
 * @param query what it asks of others: each word once, those of the title once more each time
 * @param pairs neighbouring words
 * @param grams runs of letters of the title
 */
record Lexis(
        ReportWords words,
        SparseVector titleTerms,
        SparseVector query,
        SparseVector titleBm25,
        SparseVector bodyBm25,
        SparseVector wholeBm25,
        SparseVector titleTfIdf,
        SparseVector wholeTfIdf,
        SparseVector pairs,
        SparseVector grams) {

    /** Of runs of letters no collection keeps count: their rarity is the model's. */
    static Lexis of(ReportWords words, Rarity rarity, Rarity gramRarity) {
        int titleLength = words.title().length;
        int bodyLength = words.body().length;
        SparseVector title = Bag.counts(words.title());
        SparseVector body = Bag.counts(words.body());
        int[] all = Arrays.copyOf(words.title(), titleLength + bodyLength);
        System.arraycopy(words.body(), 0, all, titleLength, bodyLength);
        SparseVector whole = Bag.counts(all);
        double wholeRatio = (titleLength + bodyLength) / (rarity.titleLength() + rarity.bodyLength());
        return new Lexis(
                words,
                Bag.once(title),
                Bag.union(words.title(), whole.ids()),
                Bag.bm25(title, titleLength / rarity.titleLength(), rarity::idf),
                Bag.bm25(body, bodyLength / rarity.bodyLength(), rarity::idf),
                Bag.bm25(whole, wholeRatio, rarity::idf),
                Bag.tfIdf(title, rarity::idf),
                Bag.tfIdf(whole, rarity::idf),
                Bag.pairs(all, rarity::idf),
                Bag.tfIdf(Bag.counts(words.grams()), gramRarity::idf));
    }
}
