package io.crowdfundfix.engine.price;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.learn.Metrics;
import io.crowdfundfix.engine.learn.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How far predicted prices are from those that were paid. */
final class PriceFigures {
    private record Case(double paid, LogInterval predicted, double always) {
        double error() {
            return Math.abs(paid - predicted.p50());
        }

        boolean covered() {
            return predicted.p10() <= paid && paid <= predicted.p90();
        }

        double relativeWidth() {
            return (Math.expm1(predicted.p90()) - Math.expm1(predicted.p10()))
                    / Math.max(1, Math.expm1(predicted.p50()));
        }
    }

    private final List<Case> cases = new ArrayList<>();

    /**
     * All in ln(1 + US dollars).
     *
     * @param predicted as it was written
     * @param always what somebody says who always names the training's median
     */
    void add(double paid, LogInterval predicted, double always) {
        cases.add(new Case(paid, predicted, always));
    }

    ObjectNode summary() {
        ObjectNode figures = JsonNodeFactory.instance.objectNode().put("priced_rows", cases.size());
        if (cases.isEmpty()) {
            return figures;
        }
        double[] errors = cases.stream().mapToDouble(Case::error).toArray();
        double[] interval = Metrics.interval(
                errors.length,
                rows -> IntStream.of(rows).mapToDouble(i -> errors[i]).average().orElse(0));
        figures.put(
                "log1p_mae",
                rounded(cases.stream().mapToDouble(Case::error).average().orElse(0)));
        figures.putArray("ci95").add(rounded(interval[0])).add(rounded(interval[1]));
        figures.put(
                "median_log1p_mae",
                rounded(cases.stream()
                        .mapToDouble(one -> Math.abs(one.paid - one.always))
                        .average()
                        .orElse(0)));
        figures.put("coverage", rounded(cases.stream().filter(Case::covered).count() / (double) cases.size()));
        figures.put(
                "median_relative_width",
                rounded(Quantiles.median(
                        cases.stream().mapToDouble(Case::relativeWidth).toArray())));
        return figures;
    }

    private static double rounded(double figure) {
        return Math.round(figure * 10_000) / 10_000.0;
    }
}
