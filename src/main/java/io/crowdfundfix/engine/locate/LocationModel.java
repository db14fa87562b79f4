package io.crowdfundfix.engine.locate;

import io.crowdfundfix.engine.learn.BoostedTrees;
import io.crowdfundfix.engine.learn.Isotonic;
import io.crowdfundfix.engine.learn.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A trained order of candidates, and how likely each is in the fix. Immutable. */
public final class LocationModel {
    private final List<BoostedTrees> rankers;
    private final Isotonic calibration;
    private final String encoder;

    LocationModel(List<BoostedTrees> rankers, Isotonic calibration, String encoder) {
        this.rankers = List.copyOf(rankers);
        this.calibration = calibration;
        this.encoder = encoder;
    }

    /** Reads what training wrote. Fails as {@link IllegalArgumentException} if that saw other signals. */
    public static LocationModel of(Tensors tensors) {
        if (tensors.ints("columns")[0] != CandidateRows.COLUMNS) {
            throw new IllegalArgumentException("the model learned from other signals: train fault_loc again");
        }
        List<BoostedTrees> rankers = new ArrayList<>();
        while (tensors.has("ranker" + rankers.size() + ".start")) {
            rankers.add(BoostedTrees.load(tensors, "ranker" + rankers.size()));
        }
        String encoder = tensors.property("encoder");
        return new LocationModel(rankers, Isotonic.load(tensors, "calibration"), encoder == null ? "" : encoder);
    }

    void save(Tensors.Builder tensors) {
        tensors.ints("columns", CandidateRows.COLUMNS);
        for (int i = 0; i < rankers.size(); i++) {
            rankers.get(i).save(tensors, "ranker" + i);
        }
        calibration.save(tensors, "calibration");
    }

    /** The encoder whose vectors it learned from; vectors of another one mislead it. */
    public String encoder() {
        return encoder;
    }

    /** One score for each candidate, in their order. */
    double[] scores(float[][] rows) {
        return scores(rankers, rows);
    }

    static double[] scores(List<BoostedTrees> rankers, float[][] rows) {
        return Arrays.stream(rows)
                .mapToDouble(row -> rankers.stream()
                        .mapToDouble(ranker -> ranker.predict(row))
                        .average()
                        .orElse(0))
                .toArray();
    }

    double probability(double score) {
        return calibration.rate(score);
    }
}
