package io.crowdfundfix.matching;

import io.crowdfundfix.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * How likely a developer is to fix a bug or one much like it: logistic regression over a {@link Fit}, then a rising curve from what it
 * says to how often that came true. Made by the benchmark {@code MatchCalibration}; docs/quality.md says on what and how well it holds.
 */
final class MatchModel {
    private static final String RESOURCE = "/matching/model.json";

    private final String encoder;
    private final double[] weights;
    private final double[] scores;
    private final double[] rates;

    MatchModel(String encoder, double[] weights, double[] scores, double[] rates) {
        this.encoder = encoder;
        this.weights = weights;
        this.scores = scores;
        this.rates = rates;
    }

    /**
     * As the file has it.
     *
     * @param encoder what made the vectors that it was learned with
     * @param weights in the order of {@link Fit#FEATURES}
     * @param scores log-odds, rising
     * @param rates how often it came true at these, rising
     */
    record Learned(String encoder, List<Double> weights, List<Double> scores, List<Double> rates) {}

    static MatchModel bundled() {
        try (InputStream in = MatchModel.class.getResourceAsStream(RESOURCE)) {
            Learned learned = Json.api().readValue(in, Learned.class);
            return new MatchModel(
                    learned.encoder(), array(learned.weights()), array(learned.scores()), array(learned.rates()));
        } catch (IOException e) {
            throw new UncheckedIOException("the model of matches cannot be read", e);
        }
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    boolean isCalibratedFor(String otherEncoder) {
        return encoder.equals(otherEncoder);
    }

    /** 0…1, without the ends, so that odds can be taken of it. */
    double probability(Fit fit) {
        return rate(logOdds(fit));
    }

    double logOdds(Fit fit) {
        double[] features = fit.features();
        double sum = 0;
        for (int i = 0; i < features.length; i++) {
            sum += weights[i] * features[i];
        }
        return sum;
    }

    private double rate(double score) {
        int found = Arrays.binarySearch(scores, score);
        int above = found >= 0 ? found : -found - 1;
        if (above == 0) {
            return rates[0];
        }
        if (above == scores.length) {
            return rates[rates.length - 1];
        }
        double part = (score - scores[above - 1]) / (scores[above] - scores[above - 1]);
        return rates[above - 1] + part * (rates[above] - rates[above - 1]);
    }
}
