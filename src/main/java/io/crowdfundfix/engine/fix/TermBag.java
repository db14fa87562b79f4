package io.crowdfundfix.engine.fix;

import io.crowdfundfix.engine.learn.SparseVector;

/**
 * The distinct terms of one text, ascending by hash, and what each is worth.
 *
 * @param cosine parts of a vector of length one
 * @param rarity inverse document frequencies
 * @param saturated how much the term's repetitions count: BM25's tf · 2.2 / (tf + 1.2 · (.25 + .75 · length / mean length))
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TermBag(int[] ids, float[] cosine, float[] rarity, float[] saturated) {
    static TermBag of(int[] terms, Rarity rarity, double meanLength) {
        SparseVector counts = Rarity.counts(terms);
        int[] ids = counts.ids();
        float[] rare = new float[ids.length];
        float[] saturated = new float[ids.length];
        double stretch = 1.2 * (0.25 + 0.75 * terms.length / Math.max(1, meanLength));
        for (int i = 0; i < ids.length; i++) {
            rare[i] = rarity.of(ids[i]);
            saturated[i] = (float) (counts.values()[i] * 2.2 / (counts.values()[i] + stretch));
        }
        return new TermBag(ids, rarity.vector(terms).values(), rare, saturated);
    }

    /**
     * What two texts share.
     *
     * @param rarity sum over the common terms
     * @param thisSaturated rarity · this text's saturation, summed
     */
    record Shared(double cosine, double rarity, double thisSaturated, double thatSaturated) {}

    Shared with(TermBag that) {
        double dot = 0;
        double rare = 0;
        double ours = 0;
        double theirs = 0;
        int i = 0;
        int j = 0;
        while (i < ids.length && j < that.ids.length) {
            if (ids[i] == that.ids[j]) {
                double idf = rarity[i];
                dot += cosine[i] * that.cosine[j];
                rare += idf;
                ours += idf * saturated[i++];
                theirs += idf * that.saturated[j++];
            } else if (ids[i] < that.ids[j]) {
                i++;
            } else {
                j++;
            }
        }
        return new Shared(dot, rare, ours, theirs);
    }

    double raritySum() {
        double sum = 0;
        for (float one : rarity) {
            sum += one;
        }
        return sum;
    }
}
