package io.crowdfundfix.engine.locate;

import io.crowdfundfix.engine.learn.BoostedTrees;
import io.crowdfundfix.engine.learn.Isotonic;
import io.crowdfundfix.engine.learn.Tensors;

/** A trained order of candidates, and how likely each is in the fix. Immutable. */
public final class LocationModel {
    private final BoostedTrees ranker;
    private final Isotonic calibration;
    private final String encoder;

    LocationModel(BoostedTrees ranker, Isotonic calibration, String encoder) {
        this.ranker = ranker;
        this.calibration = calibration;
        this.encoder = encoder;
    }

    /** Reads what training wrote. */
    public static LocationModel of(Tensors tensors) {
        String encoder = tensors.property("encoder");
        return new LocationModel(
                BoostedTrees.load(tensors, "ranker"),
                Isotonic.load(tensors, "calibration"),
                encoder == null ? "" : encoder);
    }

    void save(Tensors.Builder tensors) {
        ranker.save(tensors, "ranker");
        calibration.save(tensors, "calibration");
    }

    /** The encoder whose vectors it learned from: with others, leave vectors out. */
    public String encoder() {
        return encoder;
    }

    double score(float[] row) {
        return ranker.predict(row);
    }

    double probability(double score) {
        return calibration.rate(score);
    }
}
