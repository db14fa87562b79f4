package io.crowdfundfix.engine.triage;

import io.crowdfundfix.engine.learn.BoostedTrees;
import io.crowdfundfix.engine.learn.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How many days a project will take to resolve a new report. Immutable. */
public final class ResolutionModel {
    private static final double LEAST_EFFECT = 0.05;

    private final Quantile low;
    private final Quantile middle;
    private final Quantile high;
    private final Map<String, Tracker> projectToPast;

    /** Trees for a quantile of ln(1 + days), and what is added so that it holds on reports they have not seen. */
    record Quantile(BoostedTrees trees, double margin) {
        double days(float[] features) {
            return Math.max(0, Math.expm1(trees.predict(features) + margin));
        }
    }

    /** Days that one in ten, a half, and nine in ten reports like this one take at most. */
    public record Days(double p10, double p50, double p90, List<String> reasons) {
        public Days {
            reasons = List.copyOf(reasons);
        }
    }

    ResolutionModel(Quantile[] quantiles, Map<String, Tracker> projectToPast) {
        low = quantiles[0];
        middle = quantiles[1];
        high = quantiles[2];
        this.projectToPast = Map.copyOf(projectToPast);
    }

    /** What the model remembers of the projects it was trained on. */
    public Map<String, Tracker> projectToPast() {
        return projectToPast;
    }

    /** The past is that of the report's project; {@link Tracker#EMPTY} if there is none. */
    public Days days(NewReport report, Tracker past) {
        ResolutionFeatures features = new ResolutionFeatures(report, past, report.likeness(TicketText.NO_WORDS));
        float[] row = features.row();
        double p50 = middle.days(row);
        List<String> reasons = new ArrayList<>(TextSigns.reasons(row, middle.trees::predict, LEAST_EFFECT));
        reasons.addAll(features.habits());
        return new Days(Math.min(p50, low.days(row)), p50, Math.max(p50, high.days(row)), reasons);
    }

    /** Reads what {@link #save} wrote. */
    public static ResolutionModel load(Tensors tensors) {
        float[] margins = tensors.floats("margins");
        Quantile[] quantiles = new Quantile[margins.length];
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = new Quantile(BoostedTrees.load(tensors, "quantile" + i), margins[i]);
        }
        return new ResolutionModel(quantiles, TrackerFile.load(tensors, TicketText.NO_WORDS));
    }

    void save(Tensors.Builder tensors) {
        Quantile[] quantiles = {low, middle, high};
        double[] margins = new double[quantiles.length];
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i].trees.save(tensors, "quantile" + i);
            margins[i] = quantiles[i].margin;
        }
        tensors.doubles("margins", margins);
        TrackerFile.save(projectToPast, tensors);
    }
}
