package io.crowdfundfix.engine.patch;

import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.learn.Vocabulary;
import java.util.List;

/** Patches as vectors: their terms, then their traits, then a one. */
final class PatchSpace {
    /** All traits together count as much as this share of all terms: they are many and dense. */
    private static final double SHARE_OF_TRAITS = 0.2;

    private static final float FARTHEST = 4;
    private static final int MAX_TERMS = 100_000;

    private final Vocabulary vocabulary;
    private final float[] means;
    private final float[] scales;

    private PatchSpace(Vocabulary vocabulary, float[] means, float[] scales) {
        this.vocabulary = vocabulary;
        this.means = means;
        this.scales = scales;
    }

    static PatchSpace of(List<PatchCode> patches) {
        float[][] traits =
                patches.stream().map(code -> PatchTraits.of(code).values()).toArray(float[][]::new);
        int count = traits.length == 0 ? 0 : traits[0].length;
        float[] means = new float[count];
        float[] scales = new float[count];
        for (int t = 0; t < count; t++) {
            double sum = 0;
            double squares = 0;
            for (float[] row : traits) {
                sum += row[t];
                squares += row[t] * row[t];
            }
            double mean = sum / traits.length;
            double spread = Math.sqrt(Math.max(0, squares / traits.length - mean * mean));
            means[t] = (float) mean;
            scales[t] = spread < 1e-3 ? 0 : (float) (Math.sqrt(SHARE_OF_TRAITS / count) / spread);
        }
        // a term of one patch only counts too: patches of other bugs may come to repeat it
        List<int[]> terms = patches.stream().map(PatchTerms::of).toList();
        return new PatchSpace(Vocabulary.ofHashes(terms, 1, MAX_TERMS), means, scales);
    }

    static PatchSpace load(Tensors tensors) {
        return new PatchSpace(
                Vocabulary.load(tensors, "terms"), tensors.floats("traits.means"), tensors.floats("traits.scales"));
    }

    void save(Tensors.Builder tensors) {
        vocabulary.save(tensors, "terms");
        tensors.floats("traits.means", means);
        tensors.floats("traits.scales", scales);
    }

    int dimensions() {
        return vocabulary.size() + means.length + 1;
    }

    SparseVector terms(PatchCode code) {
        return vocabulary.vector(PatchTerms.of(code));
    }

    SparseVector vector(PatchCode code) {
        float[] raw = PatchTraits.of(code).values();
        float[] tail = new float[raw.length + 1];
        double unit = Math.sqrt(SHARE_OF_TRAITS / Math.max(1, raw.length));
        for (int t = 0; t < raw.length; t++) {
            double farthest = FARTHEST * unit;
            tail[t] = (float) Math.max(-farthest, Math.min(farthest, (raw[t] - means[t]) * scales[t]));
        }
        tail[raw.length] = 1;
        return terms(code).followedBy(SparseVector.ofDense(tail), vocabulary.size());
    }

    int position(int termHash) {
        return vocabulary.position(termHash);
    }

    int position(PatchTraits traits, String name) {
        return vocabulary.size() + traits.names().indexOf(name);
    }
}
