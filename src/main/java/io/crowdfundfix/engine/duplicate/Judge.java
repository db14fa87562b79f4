package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.learn.Isotonic;
import io.crowdfundfix.engine.learn.LogisticRegression;
import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How probable it is that one of the best candidates is a duplicate. A ranker only knows which candidate is the best, also where
 * none is any good: this one has also seen queries whose duplicates were taken out.
 */
final class Judge {
    /** How many of the best are judged. */
    static final int JUDGED = 3;

    private static final double PRECISION = 0.9;
    private static final double PENALTY = 3;
    private static final int DIMENSIONS = Signals.RANKED + 7;
    private static final int PARTS = 2;

    private final LogisticRegression model;
    private final Isotonic rates;
    private final double likely;

    private Judge(LogisticRegression model, Isotonic rates, double likely) {
        this.model = model;
        this.rates = rates;
        this.likely = likely;
    }

    /**
     * One judged candidate of one query.
     *
     * @param query candidates of one group never stand on both sides of a split
     * @param weight how often such a query comes, beside others
     */
    record Case(SparseVector input, boolean duplicate, int query, double weight) {}

    /** What is known of candidate {@code row} in a list ranked by these scores; see {@link Nearness#weight}. */
    static SparseVector input(float[][] features, double[] scores, int row, double nearness) {
        float[] input = new float[DIMENSIONS];
        float[] own = features[row];
        System.arraycopy(own, 0, input, 0, Signals.RANKED);
        input[Signals.BM25] = (float) Math.log1p(own[Signals.BM25]);
        for (int signal = 1; signal < 6; signal++) {
            input[signal] = (float) Math.log1p(own[signal]);
        }
        double best = Double.NEGATIVE_INFINITY;
        double mean = 0;
        for (int i = 0; i < scores.length; i++) {
            best = i == row ? best : Math.max(best, scores[i]);
            mean += scores[i] / scores.length;
        }
        int at = Signals.RANKED;
        input[at++] = (float) (scores[row] - (scores.length < 2 ? scores[row] : best));
        input[at++] = (float) (scores[row] - mean);
        input[at++] = own[Signals.FRAMES_IN_ORDER];
        input[at++] = (float) Math.log1p(own[Signals.SAME_TOP]);
        input[at++] = own[Signals.SAME_ERROR];
        input[at++] = own[ListFeatures.FUSION];
        input[at] = (float) nearness;
        return SparseVector.ofDense(input);
    }

    /** Probabilities and the threshold come from halves that did not see the case. */
    static Judge fit(List<Case> cases) {
        double[] blind = new double[cases.size()];
        for (int part = 0; part < PARTS; part++) {
            int own = part;
            LogisticRegression model = linear(
                    cases.stream().filter(one -> one.query % PARTS != own).toList());
            for (int i = 0; i < blind.length; i++) {
                blind[i] = cases.get(i).query % PARTS == part ? score(model, cases.get(i).input) : blind[i];
            }
        }
        Isotonic rates = calibrate(cases, blind);
        double[] probabilities = Arrays.stream(blind).map(rates::rate).toArray();
        return new Judge(linear(cases), rates, threshold(cases, probabilities));
    }

    private static LogisticRegression linear(List<Case> cases) {
        return LogisticRegression.fit(
                cases.stream().map(Case::input).toList(),
                cases.stream().mapToInt(one -> one.duplicate ? 1 : 0).toArray(),
                cases.stream().mapToDouble(Case::weight).toArray(),
                new LogisticRegression.Shape(2, DIMENSIONS),
                PENALTY);
    }

    private static double score(LogisticRegression model, SparseVector input) {
        double[] logits = model.logits(input);
        return logits[1] - logits[0];
    }

    /** Isotonic regression knows no weights: cases are repeated instead, and smoothed so that nothing is certain. */
    private static Isotonic calibrate(List<Case> cases, double[] scores) {
        List<double[]> repeated = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            for (int n = 0; n < Math.round(cases.get(i).weight); n++) {
                repeated.add(new double[] {scores[i], cases.get(i).duplicate ? 0.995 : 0.0005});
            }
        }
        return Isotonic.fit(
                repeated.stream().mapToDouble(one -> one[0]).toArray(),
                repeated.stream().mapToDouble(one -> one[1]).toArray());
    }

    /** The least probability from which on, in all, nine in ten are duplicates. */
    private static double threshold(List<Case> cases, double[] probabilities) {
        Integer[] order = new Integer[probabilities.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(probabilities[b], probabilities[a]));
        double right = 0;
        double all = 0;
        double threshold = 1;
        for (int i = 0; i < order.length; i++) {
            Case one = cases.get(order[i]);
            all += one.weight;
            right += one.duplicate ? one.weight : 0;
            boolean last = i + 1 == order.length || probabilities[order[i + 1]] < probabilities[order[i]];
            threshold = last && right >= PRECISION * all ? probabilities[order[i]] : threshold;
        }
        return threshold;
    }

    static Judge load(Tensors tensors, String name) {
        return new Judge(
                LogisticRegression.load(tensors, name + ".linear"),
                Isotonic.load(tensors, name + ".rates"),
                tensors.doubles(name + ".likely")[0]);
    }

    void save(Tensors.Builder tensors, String name) {
        model.save(tensors, name + ".linear");
        rates.save(tensors, name + ".rates");
        tensors.doubles(name + ".likely", likely);
    }

    double probability(SparseVector input) {
        return rates.rate(score(model, input));
    }

    /** From this probability on a candidate may be called a likely duplicate: nine in ten are. */
    double likely() {
        return likely;
    }
}
