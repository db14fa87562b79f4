package io.crowdfundfix.engine.triage;

import io.crowdfundfix.engine.learn.BoostedTrees;
import io.crowdfundfix.engine.learn.Boosting;
import io.crowdfundfix.engine.learn.Loss;
import io.crowdfundfix.engine.learn.Quantiles;
import java.util.List;
import java.util.function.Predicate;

/**
 * Teaches three quantiles of ln(1 + days). Recent reports count more. Each outer quantile is moved by what it was wrong by on
 * the last fifth of each project's reports after learning from the others: conformalised quantile regression, Romano et al.
 * 2019, each side for itself.
 */
record ResolutionTraining(List<Lesson> lessons, Boosting boosting) {
    private static final double HALF_LIFE = 365;
    private static final double CALIBRATING = 0.8;
    private static final double[] QUANTILES = {0.1, 0.5, 0.9};
    private static final int MEDIAN = 1;

    ResolutionTraining {
        lessons = List.copyOf(lessons);
    }

    /**
     * One report of the past.
     *
     * @param target ln(1 + days)
     * @param age days from its creation to that of the last report of its project
     * @param place where it lies among its project's reports, from 0 to 1
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Lesson(float[] features, double target, double age, double place) {}

    ResolutionModel.Quantile[] fit() {
        List<Lesson> calibrating = only(lesson -> lesson.place >= CALIBRATING);
        ResolutionModel.Quantile[] quantiles = new ResolutionModel.Quantile[QUANTILES.length];
        for (int i = 0; i < quantiles.length; i++) {
            double margin = 0;
            if (i != MEDIAN && !calibrating.isEmpty()) {
                BoostedTrees early = fit(only(lesson -> lesson.place < CALIBRATING), QUANTILES[i]);
                margin = Quantiles.of(
                        calibrating.stream()
                                .mapToDouble(lesson -> lesson.target - early.predict(lesson.features))
                                .toArray(),
                        QUANTILES[i]);
            }
            quantiles[i] = new ResolutionModel.Quantile(fit(lessons, QUANTILES[i]), margin);
        }
        return quantiles;
    }

    private List<Lesson> only(Predicate<Lesson> wanted) {
        return lessons.stream().filter(wanted).toList();
    }

    private BoostedTrees fit(List<Lesson> learned, double quantile) {
        float[][] rows = learned.stream().map(Lesson::features).toArray(float[][]::new);
        double[] targets = learned.stream().mapToDouble(Lesson::target).toArray();
        double[] shares = learned.stream()
                .mapToDouble(lesson -> Decay.weight(lesson.age, HALF_LIFE))
                .toArray();
        return boosting.fit(rows, Loss.quantile(targets, shares, quantile));
    }
}
