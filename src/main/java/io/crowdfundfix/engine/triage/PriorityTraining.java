package io.crowdfundfix.engine.triage;

import io.crowdfundfix.engine.learn.BoostedTrees;
import io.crowdfundfix.engine.learn.Boosting;
import io.crowdfundfix.engine.learn.Loss;
import io.crowdfundfix.engine.learn.Metrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Teaches one set of trees for each step of the scale, and the multipliers that make the macro-F1 out of fold greatest. */
record PriorityTraining(List<Lesson> lessons, Boosting boosting) {
    private static final int FOLDS = 4;
    private static final int ROUNDS = 4;

    PriorityTraining {
        lessons = List.copyOf(lessons);
    }

    /**
     * One report of the past.
     *
     * @param place where it lies among its project's reports, from 0 to 1
     * @param words of its project for the steps
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Lesson(float[] features, int step, double place, String[] words) {}

    List<BoostedTrees> fit() {
        return fit(i -> true);
    }

    private List<BoostedTrees> fit(IntPredicate learned) {
        int[] chosen = IntStream.range(0, lessons.size()).filter(learned).toArray();
        float[][] rows =
                Arrays.stream(chosen).mapToObj(i -> lessons.get(i).features).toArray(float[][]::new);
        double[] shares = new double[rows.length];
        Arrays.fill(shares, 1);
        List<BoostedTrees> steps = new ArrayList<>();
        for (int step = 0; step < PriorityScale.STEPS; step++) {
            int wanted = step;
            double[] targets = Arrays.stream(chosen)
                    .mapToDouble(i -> lessons.get(i).step == wanted ? 1 : 0)
                    .toArray();
            steps.add(boosting.fit(rows, Loss.logistic(targets, shares)));
        }
        return steps;
    }

    /** Each lesson's probabilities by trees that have not seen its stretch of time. */
    double[][] outOfFold() {
        double[][] probabilities = new double[lessons.size()][];
        for (int fold = 0; fold < FOLDS; fold++) {
            int left = fold;
            List<BoostedTrees> steps = fit(i -> fold(i) != left);
            IntStream.range(0, probabilities.length)
                    .filter(i -> fold(i) == left)
                    .forEach(i -> probabilities[i] = PriorityModel.probabilities(steps, lessons.get(i).features));
        }
        return probabilities;
    }

    private int fold(int i) {
        return Math.min(FOLDS - 1, (int) (lessons.get(i).place * FOLDS));
    }

    /** Climbs from multiplier to multiplier, in ever smaller strides. */
    double[] multipliers(double[][] probabilities) {
        int[] truth = lessons.stream().mapToInt(Lesson::step).toArray();
        double[] logs = new double[PriorityScale.STEPS];
        double best = macroF1(truth, probabilities, logs);
        for (double stride = 1; stride > 0.05; stride /= 2) {
            for (int at = 0; at < ROUNDS * logs.length; at++) {
                int step = at % logs.length;
                double before = logs[step];
                double kept = before;
                for (double tried : new double[] {before - stride, before + stride}) {
                    logs[step] = tried;
                    double f1 = macroF1(truth, probabilities, logs);
                    if (f1 > best) {
                        best = f1;
                        kept = tried;
                    }
                }
                logs[step] = kept;
            }
        }
        return Arrays.stream(logs).map(Math::exp).toArray();
    }

    private double macroF1(int[] truth, double[][] probabilities, double[] logs) {
        double[] multipliers = Arrays.stream(logs).map(Math::exp).toArray();
        int[] predicted = IntStream.range(0, truth.length)
                .map(i -> PriorityModel.step(probabilities[i], multipliers, lessons.get(i).words))
                .toArray();
        return Metrics.macroF1(truth, predicted);
    }
}
